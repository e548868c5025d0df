"""What a message says to an open question about a sale over the counter."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, Questions, decides, heard
from munshi.asking.reading import FALLBACK, LEAVES, NO, Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import whom
from munshi.billing.accounts.beside_goods import unplaced
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.answering import names_somebody
from munshi.callers import Caller
from munshi.orders.counter import filing
from munshi.orders.counter.coming import coming_of, tells_of_order, whose
from munshi.orders.counter.offer import IN_CHARGE, SKILL
from munshi.orders.counter.said import is_at_counter, tells_that_it_went, told_of
from munshi.orders.desk import SKILL as ORDERS
from munshi.orders.serving.duty import may_serve
from munshi.orders.told_entries import deciding
from munshi.orders.whole_names import whole
from munshi.outcomes import Outcome

PAGE, CREDIT = "record_sale", "record_credit"
OF_GOODS = ("place_order", "modify_order", "update_stock", FALLBACK)  # what they sound like
MOST_WORDS = 5  # of an answer; more are a message of its own
ASKED = (
    "ask_sales_summary",
    "check_dues",
    "ask_price",
    "ask_availability",
    "track_order",
    "open_console",
    "ask_help",
)


def _told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which goods, how much, to whom, or how it was paid; a no leaves the sale."""
    told = told_of(caller, reading)
    if reading.wants(NO, LEAVES) and not told.is_walk_in:
        return heard(session, caller, PAGE, filing.keep)
    if not reading.is_tap and (reading.wants(*ASKED) or len((reading.text or "").split()) > MOST_WORDS):
        return None
    return heard(session, caller, PAGE, lambda here, by: filing.go_on(here, by, told))


def _whom(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """To whom: a name or a phone alone, or that it was nobody known; a clear wish of another matter is no name."""
    if not (names_somebody(reading, PAGE) or reading.is_no or told_of(caller, reading).is_walk_in):
        return None
    return _told(session, caller, asked, reading)


def _come(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """How an order comes, or where it goes; a no leaves it."""
    if reading.is_tap or reading.wants(NO, LEAVES):
        return _told(session, caller, asked, reading)
    if reading.wants(*ASKED):
        return None
    return heard(session, caller, PAGE, lambda here, by: filing.come(here, by, reading))


def _order(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Somebody's order, told by who sees to orders: *phone order Khan 9849012345: 5 biryani, pick up*."""
    if ORDERS not in caller.business.skills or not tells_of_order(reading) or not may_serve(session, caller):
        return None
    if whether(reading) or (reading.text or "").rstrip().endswith("?"):
        return None
    return heard(session, caller, PAGE, lambda here, by: _take(here, by, reading))


def _take(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    told = told_of(caller, whole(session, caller.business_id, reading))
    coming = coming_of(session, caller, reading)
    return filing.tell(session, caller, replace(told, coming=coming, who=whose(reading) or told.who))


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What was sold at the counter by the words of who is in charge, whatever else it sounds like."""
    if not caller.may_act_as(*IN_CHARGE) or SKILL not in caller.business.skills or not is_at_counter(reading):
        return None
    if whether(reading) or reading.wants(PAGE, *ASKED):
        return None
    told = told_of(caller, whole(session, caller.business_id, reading))
    return heard(session, caller, PAGE, lambda here, by: filing.tell(here, by, told))


def _on_khata(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Goods that one customer took on khata, of which the shelf has kinds or sizes: a sale on khata.

    Which of them it is is asked, and whose of a name that several have; the price is shown, and a yes takes them from
    the stock. What is surely one product, or has a sum of its own, is an entry of the khata.
    """
    text = reading.text or ""
    runs = caller.may_act_as(*IN_CHARGE) and {SKILL, ORDERS} <= set(caller.business.skills)
    if reading.is_tap or asked.waits or not runs or not names_a_khata(text):
        return None
    if not (reading.wants(CREDIT) or (reading.wants(*OF_GOODS) and tells_that_it_went(text))):
        return None
    told = told_of(caller, reading)
    if told.unread or told.paise is not None or whether(reading) or text.rstrip().endswith("?"):
        return None
    counted = {each.quantity for each in told.lines}
    if not told.lines or None in counted or len(figures(_beside_goods(reading))) > unplaced(reading):
        return None
    named = whom.places_in(session, caller.business_id, text)
    if len(named) > 1 or not (named or told.who):
        return None
    if not filing.has_kinds(session, caller.business_id, told.lines):
        return None
    return heard(session, caller, PAGE, lambda here, by: filing.tell(here, by, told))


def _beside_goods(reading: Reading) -> str:
    """The words without those of the goods, whose figures count and measure."""
    text = reading.text or ""
    for each in sorted(reading.all("order_line"), key=lambda line: -line.start):
        text = f"{text[: each.start]} {text[each.end :]}"
    return text


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a helper told and waits for a word, somebody's order, or goods that go on a khata."""
    return (
        deciding.hear(session, caller, asked, reading)
        or _order(session, caller, asked, reading)
        or _on_khata(session, caller, asked, reading)
    )


QUESTIONS = Questions(
    "counter",
    {
        "sale_product": _told,
        "sale_amount": _told,
        "sale_person": _whom,
        "sale_way": _told,
        "sale_coming": _come,
        "confirm_sale": decides(PAGE, filing.keep, filing.confirm),
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
