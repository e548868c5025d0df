"""What a customer wants with an order that the shop has taken: by the yes of the shop it comes onto the bill.

It stands with the order until then, at the price that the customer was shown. Nothing of it is taken from the shelf
before that yes; once the order has left, its customer hears that it does not come.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.bills.of_orders import order_changed
from munshi.callers import Caller
from munshi.catalogue.stock import OutOfStock
from munshi.columns import plain
from munshi.notices import service as notices
from munshi.orders import moving
from munshi.orders.facts import order_line_facts
from munshi.orders.filing import line_as_ordered
from munshi.orders.items import Shelf
from munshi.orders.kept import Kept
from munshi.orders.models import Order, OrderLine
from munshi.orders.outcomes import Notice
from munshi.orders.rules import Fulfilment, token
from munshi.orders.serving.deciding import put_in
from munshi.orders.serving.facts import card
from munshi.orders.serving.moving import of_the_shop, refuse_move
from munshi.orders.serving.notices import tell_kitchen, tell_shop
from munshi.orders.serving.proposals import bill_with
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import OPEN, Status
from munshi.orders.totals import Priced, line_amount
from munshi.orders.wishes import Line
from munshi.outcomes import Outcome
from munshi.people.models import Person

PAGE, QUESTION = "move_order", "confirm_goods_added"
STILL_TO_GO = frozenset({Status.ACCEPTED, Status.READY})


@dataclass(frozen=True)
class Reckoned:
    """What an order comes to without and with more goods, in paise."""

    before_paise: int
    total_paise: int


def may_join(order: Order) -> bool:
    """Whether the shop can still put more to it; who sits at a table orders anew there."""
    return order.status in STILL_TO_GO and order.fulfilment != Fulfilment.DINE_IN


def reckoned(order: Order, lines: Sequence[Line], shelf: Shelf) -> Reckoned:
    """What it comes to with these goods, beside what the shop is asked for already."""
    asked = [_priced(line) for line in _asked_lines(order, shelf)]
    more = [Priced(line.quantity, line.each_paise, line.item.gst_rate) for line in lines]
    before, after = bill_with(order, asked), bill_with(order, [*asked, *more])
    return Reckoned(before.total_paise, after.total_paise)


def ask(session: Session, order: Order, lines: Sequence[Line], kept: Kept, shelf: Shelf) -> None:
    """Keeps the goods with the order, beside what is asked already, and has the shop asked for all of it."""
    rows = [_row(line, kept.notes_of(line.item.key)) for line in lines]
    before = order.addition["lines"] if order.addition else []
    order.addition = {"lines": [*before, *rows], "notes": kept.notes_of_all()}
    session.flush()
    tell_shop(session, order, "order_goods_asked", _key(order, "asked"), **_question(session, order, shelf))


def decide(
    session: Session, caller: Caller, reference: str, summary: str | None, *, agrees: bool
) -> Outcome[Any]:
    """The shop's yes puts just what it was shown to the order, its no leaves it as it is; the customer hears either."""
    order = of_the_shop(session, caller, reference)
    if order.addition is None or not may_join(order):
        refuse_move(session, order)
    shelf = StockedShelf(session, order.business_id)
    question = _question(session, order, shelf)
    if summary not in (None, question["summary"]):
        return Outcome[str](outcome="goods_asked", facts=question)
    if not agrees:
        tell_not_added(session, order)
        return Outcome[str](outcome="goods_refused", facts={**question, "total_paise": order.total_paise})
    lines = list(_asked_lines(order, shelf))
    try:
        _put(session, order, lines)
    except OutOfStock:
        return Outcome[str](outcome="goods_not_there", facts=question)
    order_changed(session, order, caller.person)
    told = {**card(session, order), "lines": [order_line_facts(line) for line in lines]}
    key = _key(order, f"added:{lines[0].position}")
    _tell(session, order, "order_goods_added", key, told)
    if order.status == Status.ACCEPTED:
        tell_kitchen(session, order, key)
    return Outcome[str](outcome="goods_added", facts=told)


def of_goods(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A plain yes or no of the shop to what it was asked last."""
    summary = asked.summary or ""
    reference = summary.partition("|")[0]
    if reading.is_tap or not (reading.is_plain_yes or reading.is_no):
        return None
    agrees = reading.is_plain_yes
    return heard(session, caller, PAGE, lambda here, by: decide(here, by, reference, summary, agrees=agrees))


def end(session: Session, order: Order, by: Person | None) -> None:
    """What nobody has said yes to does not come with an order that has left, or that is cancelled."""
    if order.addition is None or may_join(order):
        return
    if order.status in (Status.OUT_FOR_DELIVERY, Status.DELIVERED):
        tell_not_added(session, order)
    elif order.status not in OPEN:
        order.addition = None


def tell_not_added(session: Session, order: Order) -> None:
    """The customer hears that the order comes as it was."""
    lines = list(_asked_lines(order, StockedShelf(session, order.business_id)))
    told = {**card(session, order), "lines": [order_line_facts(line) for line in lines]}
    key = _key(order, f"not_added:{token(order.addition)}")
    order.addition = None
    session.flush()
    _tell(session, order, "order_goods_not_added", key, told)


def _row(line: Line, notes: Sequence[str]) -> dict[str, Any]:
    return {
        "item": line.item.key,
        "quantity": plain(line.quantity),
        "add_ons": [each.key for each in line.add_ons],
        "price_paise": line.each_paise,
        "notes": list(notes),
    }


def _asked_lines(order: Order, shelf: Shelf) -> Iterator[OrderLine]:
    """The goods that the shop is asked for, as lines of the order, at the price that was shown."""
    for row in order.addition["lines"] if order.addition else ():
        item = shelf.item(row["item"])
        if item is None:
            continue
        quantity, price = Decimal(row["quantity"]), row["price_paise"]
        add_ons = tuple(each for each in item.add_ons if each.key in row["add_ons"])
        line = line_as_ordered(0, Line(item, quantity, add_ons), row["notes"])
        line.price_paise, line.amount_paise = price, line_amount(quantity, price)
        yield line


def _priced(line: OrderLine) -> Priced:
    return Priced(line.quantity, line.price_paise, line.gst_rate)


def _question(session: Session, order: Order, shelf: Shelf) -> dict[str, Any]:
    """What the shop is asked, with the token of exactly these goods on this order."""
    lines = list(_asked_lines(order, shelf))
    total = bill_with(order, [_priced(line) for line in lines]).total_paise
    facts = {
        **card(session, order),
        "lines": [order_line_facts(line) for line in lines],
        "before_paise": order.total_paise,
        "total_paise": total,
        "next": [],
    }
    seal = token([order.addition, order.total_paise, total])
    return {**facts, "summary": f"{order.reference}|{seal}", "asking": QUESTION}


def _put(session: Session, order: Order, lines: Sequence[OrderLine]) -> None:
    """Reserves the goods, and makes them lines of the order. Raises OutOfStock: then nothing is done."""
    assert order.addition is not None
    if len(lines) != len(order.addition["lines"]):
        raise OutOfStock("", Decimal())  # what is no longer sold
    put_in(session, order, lines)
    order.notes = [*order.notes, *(each for each in order.addition["notes"] if each not in order.notes)]
    order.addition = None


def _tell(session: Session, order: Order, name: Notice, key: str, facts: dict[str, Any]) -> None:
    """Its customer hears it, without the steps that are the shop's to tap."""
    customer = session.get_one(Person, (order.business_id, order.person_id))
    notices.tell(session, order.business_id, customer, name, key, **{**facts, "next": []})


def _key(order: Order, what: str) -> str:
    return f"{order.reference}:goods:{what}:{token(order.addition)}"


moving.FOLLOWERS.append(end)
