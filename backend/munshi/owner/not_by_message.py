"""What who runs the shop tells and is not done by message: that is told, and nothing else is made of the words.

Deliveries alone are not stopped and their charge stays; what was sold at the counter to nobody who is named is in no
books and has no bill. A price is written on the day from which on it is asked.
"""

import re

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import FROM_TO, whether
from munshi.asking.heard import Heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.whom import named_in
from munshi.callers import Caller
from munshi.orders.desk import SKILL
from munshi.orders.serving.mentions import OF_A_TIME, STEPS, mentioned
from munshi.orders.serving.steps_said import asked_in
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.owner.hours_said import SINCE
from munshi.people.rules import Role
from munshi.undoing.wording import tells_of_paying
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "not_by_message.yml")
HOURS, STOCK, WAYS, DELIVERY = "shop_hours", "update_stock", "way_of_orders", "delivery"
SALE = "record_sale"
PERCENT = re.compile(r"\d\s*(?:%|percent\b|per cent\b|pct\b|takka\b|प्रतिशत|परसेंट|पर्सेंट|टका)", re.IGNORECASE)
PRICED = re.compile(rf"(?<!\d)\d{{1,5}}\s*(?:{LISTS.any_of('behind_figure')})(?!\S)")
DIGITS = re.compile(r"\S*\d\S*")
ASKS = frozenset({"who", "question"})
OF_SUMS = ("record_credit", "pay_bill", "request_invoice", "record_payment", "record_sale", FALLBACK)


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Such words, of no order and of no customer, that ask nothing."""
    may_tell = caller.may_act_as(Role.OWNER, Role.MANAGER) and SKILL in caller.business.skills
    if reading.is_tap or not may_tell:
        return None
    if demanded := _of_a_sum_to_pay(session, caller, reading):
        return demanded
    found = _of_deliveries(reading) or _of_the_counter(reading) or _of_percent(reading)
    found = found or _of_a_later_price(session, caller, reading) or _of_a_bill(reading)
    if found is None or asked_in(reading, ASKS) or whether(reading):
        return None
    text = reading.text or ""
    if mentioned(session, caller, reading) or named_in(session, caller.business_id, text):
        return None
    page, outcome = found
    return Heard(page, Outcome[str](outcome=outcome))


def _of_deliveries(reading: Reading) -> tuple[str, str] | None:
    """That none go out on a day, or that they cost another sum."""
    text = reading.text or ""
    of_else = reading.sides(STEPS) or reading.first("person") or reading.first("order_line")
    if of_else or DELIVERY not in reading.sides(WAYS):
        return None
    said = plain(text)
    if LISTS.has(said, "charge") and LISTS.has(said, "sets") and figures(text):
        return HOURS, "delivery_charge_stays"
    timed = any(reading.first(each) for each in OF_A_TIME) or LISTS.has(said, "pickup")
    stops = LISTS.has(said, "stops") and (timed or LISTS.has(said, "closes"))
    return (HOURS, "delivery_goes_on") if stops else None


def _of_the_counter(reading: Reading) -> tuple[str, str] | None:
    """So many of something were sold that nobody has ordered."""
    text = reading.text or ""
    said = plain(text)
    counts = any(sign.isdigit() for sign in text) or reading.first("order_line") is not None
    sold = LISTS.has(said, "sold") and not LISTS.has(said, "sold_out") and not names_a_khata(text)
    return (STOCK, "counter_sale") if sold and counts and not reading.wants(SALE) else None


def _of_a_bill(reading: Reading) -> tuple[str, str] | None:
    """A bill for somebody who has ordered nothing, who is named or takes goods."""
    said, values = plain(reading.text or ""), ("person", "order_line")
    makes = LISTS.has(said, "bill") and LISTS.has(said, "makes")
    is_for = LISTS.has(said, "in_name") or any(map(reading.first, values))
    return (STOCK, "counter_bill") if makes and is_for else None


def _of_a_sum_to_pay(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A bill or a link for a sum of somebody who is named, *ramesh ko 1200 ka bill banao*: it is no credit of theirs.

    Not of what is put on a khata, of what has been paid, or of an order that is named.
    """
    text = reading.text or ""
    said = plain(text)
    links = LISTS.has(said, "pay_link")
    first = said.partition(" ")[0]
    demands = LISTS.has(said, "bill") and LISTS.has(said, "makes")
    demands = demands or (LISTS.has(said, "to_pay") and (LISTS.has(said, "bill") or LISTS.has(first, "asks")))
    bills = LISTS.has(first, "bill")
    if not (links or demands or bills) or not reading.wants(*OF_SUMS) or not figures(text):
        return None
    else_said = names_a_khata(text) or LISTS.has(said, "writes") or tells_of_paying(text) or whether(reading)
    if else_said or "?" in text or asked_in(reading, ASKS) or mentioned(session, caller, reading):
        return None
    named = links or reading.first("person") or named_in(session, caller.business_id, text)
    return Heard(STOCK, Outcome[str](outcome="counter_bill")) if named else None


def _of_percent(reading: Reading) -> tuple[str, str] | None:
    """Prices by so many in a hundred: that is no number of pieces, and no price is reckoned from it."""
    text = reading.text or ""
    said = plain(text)
    changes = LISTS.has(said, "sets") or LISTS.has(said, "lowers")
    return (STOCK, "percent_not_done") if PERCENT.search(text) and changes else None


def _of_a_later_price(session: Session, caller: Caller, reading: Reading) -> tuple[str, str] | None:
    """What goods cost from a day on that is not today: the price of today stays."""
    text = reading.text or ""
    said = plain(text)
    if not _begins_later(caller, reading) or reading.first("time") or LISTS.has(said, "closes"):
        return None
    tells = figures(text) and (PRICED.search(said) or LISTS.has(said, "price"))
    named = StockedShelf(session, caller.business_id).name_in(DIGITS.sub(" ", text)) if tells else None
    return (STOCK, "later_price") if named else None


def _begins_later(caller: Caller, reading: Reading) -> bool:
    """Whether a day behind today is named from which on something is so: *parso se*, *from monday*."""
    text, today = reading.text or "", clock.now_in(caller.business.timezone).date().isoformat()
    joints = [each.start for each in reading.placed(FROM_TO)]
    return any(
        (day.value.get("from") or "") > today
        and (day.role == SINCE or any(day.end <= at and not text[day.end : at].strip() for at in joints))
        for day in reading.all("period")
    )
