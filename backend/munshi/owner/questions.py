"""What an owner is asked about the stock."""

from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import FALLBACK, Asked, Reading, Value
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.orders.serving.duty import may_keep_stock
from munshi.orders.serving.mentions import mentioned
from munshi.orders.shelf import StockedShelf
from munshi.owner import back_again, beside, duties, new_goods, not_by_message, portions, service, shop_hours
from munshi.owner.choosing import chosen, every, with_figure, with_other_figure
from munshi.owner.clauses import completed
from munshi.owner.rules import OF_PRICES, Kind, Mark, Sum, figures_in
from munshi.owner.said import Told
from munshi.undoing.wording import tells_of_paying

PAGE, REGISTER, PAYMENT = "update_stock", "register_warranty", "record_payment"
MOST_WORDS = 3  # of an answer to what is meant


def _confirmed(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what was shown, with no figure beside it, or a no: "1005 kal kar do" is of an order."""
    shown = reading.first("summary") or asked.summary
    if figure := _bare_amount(reading):
        other = service.of_figure(session, caller, shown, *figure)
        return (
            heard(session, caller, PAGE, lambda here, by: service.update(here, by, other)) if other else None
        )
    if reading.is_yes and (reading.is_tap or not figures_in(reading.text or "")):
        return heard(session, caller, PAGE, lambda here, by: service.confirm(here, by, shown))
    return heard(session, caller, PAGE, service.keep) if reading.is_no else None


def _bare_amount(reading: Reading) -> tuple[Decimal, str | None] | None:
    """The one amount that is all of a message but a word or two, of nothing that it names: "are 4.75 kilo"."""
    text = reading.text or ""
    numbers = figures_in(text)
    lines = [each.value for each in reading.values if each.entity == "order_line"]
    if reading.is_tap or len(numbers) != 1 or len(text.split()) > MOST_WORDS:
        return None
    if any(each.get("name") for each in lines) or not lines or not lines[0].get("unit"):
        return None
    return numbers[0], lines[0]["unit"]


def _chosen(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A place in the list, a name of it, or what has happened; more words are a message of their own.

    Another amount of the one product is asked about in the place of the first.
    """
    text = reading.text or ""
    if asked.summary is None or not text or len(text.split()) > MOST_WORDS or reading.is_yes or reading.is_no:
        return None
    if figure := _bare_amount(reading):
        other = with_other_figure(asked.summary, *figure)
        return (
            heard(session, caller, PAGE, lambda here, by: service.update(here, by, other)) if other else None
        )
    kinds = reading.sides("happened")
    means_all = bool(reading.sides("every_order"))
    told = every(asked.summary) if means_all else chosen(session, caller, asked.summary, text, kinds)
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

    Nor is it a guarantee or a payment that they want: *rough register 20 aaye*, *tower bolt 52 rs*.
    """
    text = reading.text or ""
    if not text or not {"denied"}.issuperset(reading.sides("asks_of_orders")):
        return None
    marks = [Mark(Kind(each.value), each.start) for each in reading.placed("happened")]
    sums = [Sum(int(each.value["paise"]), each.start) for each in reading.all("money")]
    priced = bool(sums) and all(mark.kind in OF_PRICES for mark in marks)
    if not marks and priced and any(_in_rupees(each, text) for each in reading.all("money")):
        marks = [Mark(Kind.PRICED, each.start) for each in sums]
    is_money = _is_paid(reading) if priced else bool(reading.sides("of_money"))
    wanted = reading.wants(FALLBACK, REGISTER, *((PAYMENT,) if priced else ()))
    if is_money or not wanted or not may_keep_stock(session, caller):
        return None
    told = Told((), marks, sums, text=text, every=[each.start for each in reading.placed("every_order")])
    told = completed(StockedShelf(session, caller.business_id), told)
    if not marks or not told.lines or mentioned(session, caller, reading):
        return None  # what has the number of an order is not counted
    if priced and whom.named_in(session, caller.business_id, text):
        return None
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: beside.told(service.update(here, by, told), reading, priced=priced),
    )


def _is_paid(reading: Reading) -> bool:
    """Whether money is spoken of beside the sums, which may be prices: paying, ways, debts."""
    text, sums = reading.text or "", [(each.start, each.end) for each in reading.all("money")]
    of_money = reading.placed("of_money")
    return tells_of_paying(text) or any(
        not any(start <= each.start < end for start, end in sums) for each in of_money
    )


def _in_rupees(money: Value, text: str) -> bool:
    return any(sign.isalpha() or sign == "₹" for sign in text[money.start : money.end])


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Duties, the hours of the shop, all prices of one dish, or what goes on the list, whatever else is asked."""
    told = duties.overhear(session, caller, asked, reading)
    told = told or not_by_message.overhear(session, caller, asked, reading)
    told = told or shop_hours.overhear(session, caller, asked, reading)
    told = told or back_again.overhear(session, caller, asked, reading)
    told = told or new_goods.overhear(session, caller, asked, reading)
    return told or portions.overhear(session, caller, asked, reading)


QUESTIONS = Questions(
    "owner",
    {
        "confirm_stock": _confirmed,
        "confirm_new_goods": new_goods.of_confirming,
        "take_meant": _chosen,
        "take_amount": _counted,
        "confirm_hours": shop_hours.of_confirming,
        "take_hours": shop_hours.of_written,
        "confirm_duties": duties.of_confirming,
        "take_duties": duties.of_written,
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
