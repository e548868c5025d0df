"""What answers a question about whose money it is: only a name or a phone alone."""

from sqlalchemy.orm import Session

from munshi.asking.ordinals import is_number
from munshi.asking.reading import CLEARLY, FALLBACK, Reading
from munshi.asking.sums import sums_in
from munshi.billing.accounts import whom
from munshi.billing.payments import numbered
from munshi.orders.looking import reference_in
from spelling import key

NAMED_BY = "named_by"  # of every message
OF_MONEY = ("record_credit", "record_payment", "check_dues", FALLBACK)
SAYS_MORE = 2  # words beside a name that may want something else of it: "arjun ka bill bhejo"
BESIDE = 3  # words beside a name or a phone that is marked: "ramesh ke khate mein"
LONGEST_NAME = 3  # words of a name that nothing has marked
NOES = frozenset(map(key, ["nahi", "nahin", "nhi", "no", "not", "rehne", "chhodo"]))


def names_somebody(reading: Reading, page: str) -> bool:
    """Whether it is a tap, an entry of the page that asks, or a name or phone alone.

    An order, goods, a no or any other clear wish beside the name make it something else, for no money may follow
    from that.
    """
    text = reading.text or ""
    if reading.is_tap or reading.wants(page) or is_number(text):
        return True
    if _speaks_of_goods(reading) or _says_no(reading):
        return False
    words = len(text.split())
    marked = [each for entity in ("person", "phone") for each in reading.all(entity)]
    named = sum(len(text[each.start : each.end].split()) for each in marked)
    if marked and words - named <= BESIDE:
        return words - named < SAYS_MORE or reading.chance < CLEARLY or reading.wants(page, *OF_MONEY)
    return words <= LONGEST_NAME and (reading.wants(FALLBACK) or reading.chance < CLEARLY)


def names_another(session: Session, business_id: str, reading: Reading, asked_about: int) -> bool:
    """Whether words surely name another customer than who was asked about, by name or by the number of their order.

    What they say is no answer then, but a wish of its own: no money may go to the one who was asked about.
    """
    text = reading.text or ""
    if reading.is_tap:
        return False
    people = {person.id for person in whom.named_in(session, business_id, text)}
    if people:
        return asked_about not in people
    sums = list(sums_in(text))
    for _, end, paise in sums:
        order = numbered.called(session, business_id, paise)
        marked = any(
            each.start >= end and not text[end : each.start].strip() for each in reading.placed(NAMED_BY)
        )
        if (
            order
            and (marked or len(sums) > 1)
            and numbered.payer_of(session, business_id, order) != asked_about
        ):
            return True
    return False


def _speaks_of_goods(reading: Reading) -> bool:
    """Whether an order or goods are named, whatever the open question would read in the words."""
    goods = any(each.entity == "order_line" for each in reading.values)
    return goods or reference_in(reading.text or "") is not None


def _says_no(reading: Reading) -> bool:
    return any(word in NOES for word in key(reading.text or "").split())
