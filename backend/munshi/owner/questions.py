"""What an owner is asked about the stock."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders.serving.duty import may_keep_stock
from munshi.orders.serving.mentions import mentioned
from munshi.orders.shelf import StockedShelf
from munshi.owner import beside, portions, service, shop_hours
from munshi.owner.choosing import chosen, with_figure
from munshi.owner.clauses import completed
from munshi.owner.rules import Kind, Mark, figures_in
from munshi.owner.said import Told

PAGE, REGISTER = "update_stock", "register_warranty"
MOST_WORDS = 3  # of an answer to what is meant


def _confirmed(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what was shown, with no figure beside it, or a no: "1005 kal kar do" is of an order."""
    shown = reading.first("summary") or asked.summary
    if reading.is_yes and (reading.is_tap or not figures_in(reading.text or "")):
        return heard(session, caller, PAGE, lambda here, by: service.confirm(here, by, shown))
    return heard(session, caller, PAGE, service.keep) if reading.is_no else None


def _chosen(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A place in the list, a name of it, or what has happened; more words are a message of their own."""
    text = reading.text or ""
    if asked.summary is None or not text or len(text.split()) > MOST_WORDS or reading.is_yes or reading.is_no:
        return None
    kinds = reading.sides("happened")
    told = chosen(session, caller, asked.summary, text, kinds)
    if told is None:
        return None
    return heard(session, caller, PAGE, lambda here, by: service.update(here, by, told))


def _counted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """How much of it, or its price: a number with its unit at most; anything else is a message of its own."""
    text = reading.text or ""
    numbers = figures_in(text)
    if asked.summary is None or len(numbers) != 1 or len(text.split()) > MOST_WORDS:
        return None
    line = reading.first("order_line") or {}
    told = with_figure(asked.summary, numbers[0], line.get("unit"))
    return heard(session, caller, PAGE, lambda here, by: service.update(here, by, told))


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What has happened to goods that are well named, of who keeps the stock, where the words seem to want nothing.

    Nor is it a guarantee that they want: *rough register 20 aaye*.
    """
    text = reading.text or ""
    is_else = reading.sides("of_money") or not {"denied"}.issuperset(reading.sides("asks_of_orders"))
    if not text or is_else or not reading.wants(FALLBACK, REGISTER) or not may_keep_stock(session, caller):
        return None
    marks = [Mark(Kind(each.value), each.start) for each in reading.placed("happened")]
    told = completed(StockedShelf(session, caller.business_id), Told((), marks, text=text))
    if not marks or not told.lines or mentioned(session, caller, reading):
        return None  # what has the number of an order is not counted
    return heard(session, caller, PAGE, lambda here, by: beside.told(service.update(here, by, told), reading))


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The hours of the shop, or all the prices of one dish, whatever else is asked."""
    told = shop_hours.overhear(session, caller, asked, reading)
    return told or portions.overhear(session, caller, asked, reading)


QUESTIONS = Questions(
    "owner",
    {
        "confirm_stock": _confirmed,
        "take_meant": _chosen,
        "take_amount": _counted,
        "confirm_hours": shop_hours.of_confirming,
        "take_hours": shop_hours.of_written,
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
