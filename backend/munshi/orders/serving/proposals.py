"""What a customer can make of an order of which a line ran out, each with the bill that it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.columns import plain
from munshi.orders.desk import is_marked
from munshi.orders.facts import Facts, item_facts, order_facts, order_line_facts
from munshi.orders.items import Item, key_of
from munshi.orders.models import Order, OrderLine
from munshi.orders.quantities import comparable
from munshi.orders.rules import token
from munshi.orders.serving.held import line_of
from munshi.orders.serving.models import RunOut
from munshi.orders.serving.rules import STILL_HERE, Take, takes, takes_of_amount
from munshi.orders.shelf import StockedShelf
from munshi.orders.totals import Priced, Totals, totals
from munshi.orders.wishes import equivalent, may_replace


@dataclass(frozen=True)
class Instead:
    """What the shop offers in place of a line, and so much of it."""

    item: Item
    quantity: Decimal


def instead_of(session: Session, line: OrderLine, offered: str | None = None) -> Instead | None:
    """What can stand in for a line: what is `offered`, else the substitute that is set; None where there is none."""
    shelf = StockedShelf(session, line.business_id)
    item = shelf.item(key_of(line.sku, line.variant))
    sku = offered or (item.substitute if item is not None else None)
    other = shelf.item(sku) if sku else None
    if item is None or other is None or other.variants or not may_replace(item, other):
        return None
    if offered and not comparable(item.measure, other.measure):
        return None
    return Instead(other, equivalent(line.quantity, item, other))


def proposal(session: Session, order: Order, run_out: RunOut) -> Facts:
    """The question to the customer, with the token of exactly these choices and bills."""
    line = line_of(order, run_out)
    others = [each for each in order.lines if each is not line]
    instead = _offered(session, line, run_out) if order.status in STILL_HERE else None
    bills = {Take.LEAVE_OUT: bill_of(order, others).total_paise, Take.KEEP: order.total_paise}
    if instead is not None:
        bills[Take.REPLACE] = bill_of(order, others, instead).total_paise
    choices = takes(replaceable=instead is not None, others=bool(others))
    if run_out.is_there:
        choices = [Take.REPLACE if instead else Take.LEAVE_OUT, Take.KEEP]
    if run_out.quantity is not None:
        other = amount_of(line, run_out.quantity)
        bills[Take.OTHER_AMOUNT] = _bill(order, [*map(_priced, others), other]).total_paise
        choices = takes_of_amount(more=run_out.quantity > line.quantity, others=bool(others))
    business = session.get_one(Business, order.business_id)
    shown: Facts = {
        "run_out": run_out.id,
        "reference": order.reference,
        "gone": order_line_facts(line),
        "instead": _instead_facts(instead, is_marked(business)) if instead else None,
        "offered_quantity": None if run_out.quantity is None else plain(run_out.quantity),
        "is_there": run_out.is_there,
        "takes": [{"take": take, "total_paise": bills.get(take)} for take in choices],
    }
    facts = order_facts(order, business.address, clock.now_in(business.timezone))
    return {**facts, **shown, "summary": token(shown)}


def _offered(session: Session, line: OrderLine, run_out: RunOut) -> Instead | None:
    """What may come for a line; for one that is there only what the shop has named."""
    if run_out.quantity is not None or (run_out.is_there and run_out.instead is None):
        return None
    return instead_of(session, line, run_out.instead)


def bill_of(order: Order, lines: Sequence[OrderLine], instead: Instead | None = None) -> Totals:
    """What the lines come to on the terms of the order: its delivery costs what it did, whatever ran out since."""
    priced = [_priced(line) for line in lines]
    if instead is not None:
        priced.append(Priced(instead.quantity, instead.item.price_paise, instead.item.gst_rate))
    return _bill(order, priced)


def bill_with(order: Order, more: Sequence[Priced]) -> Totals:
    """What the order comes to with more goods: nothing is taken off them, and its delivery costs what it did."""
    return _bill(order, [*map(_priced, order.lines), *more])


def amount_of(line: OrderLine, quantity: Decimal) -> Priced:
    """A line with another amount, at its own price; what is taken off it is taken off each piece alike."""
    discount = int(line.discount_paise * quantity / line.quantity)
    return Priced(quantity, line.price_paise, line.gst_rate, discount)


def _priced(line: OrderLine) -> Priced:
    return Priced(line.quantity, line.price_paise, line.gst_rate, line.discount_paise)


def _bill(order: Order, priced: Sequence[Priced]) -> Totals:
    return totals(priced, order.gst_included, order.fee_paise)


def _instead_facts(instead: Instead, marked: bool) -> dict[str, Any]:
    return {**item_facts(instead.item, marked), "quantity": plain(instead.quantity)}
