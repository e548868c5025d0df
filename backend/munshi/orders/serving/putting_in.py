"""Goods that the shop puts to an order that is named: shown with the new total, written by one yes.

*1004 me 2 pani bottle add karo* of somebody who called. The customer is told, and what they write back goes to who put
them in.
"""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import decides
from munshi.billing.bills.of_orders import order_changed
from munshi.callers import Caller
from munshi.catalogue.stock import OutOfStock
from munshi.columns import plain
from munshi.notices import service as notices
from munshi.orders.facts import order_line_facts
from munshi.orders.filing import line_as_ordered
from munshi.orders.items import Item
from munshi.orders.models import Order, OrderLine
from munshi.orders.quantities import QuantityQuestion, quantity_for
from munshi.orders.serving import replies
from munshi.orders.serving.deciding import put_in
from munshi.orders.serving.facts import card
from munshi.orders.serving.hearing import hears
from munshi.orders.serving.moving import of_the_shop, refuse_move
from munshi.orders.serving.notices import tell_kitchen
from munshi.orders.serving.proposals import bill_with
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.orders.totals import Priced
from munshi.orders.wishes import Line
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person

PAGE = "move_order"
STILL_HERE = (Status.PLACED, Status.ACCEPTED, Status.READY)


def ask(session: Session, order: Order, item: Item, said: Decimal, unit: str | None = None) -> Outcome[Any]:
    """The order as it would be with so much of these goods."""
    if order.status not in STILL_HERE:
        refuse_move(session, order)
    try:
        quantity = quantity_for(said, unit, None, item.measure)
    except QuantityQuestion as asked:
        raise Refusal("add_unclear", reference=order.reference, goods=[dict(item.name)]) from asked
    line = Line(item, quantity)
    priced = Priced(line.quantity, line.each_paise, item.gst_rate)
    total = bill_with(order, [priced]).total_paise
    facts = {
        **card(session, order),
        "lines": [order_line_facts(line_as_ordered(0, line, ()))],
        "next": [],
        "before_paise": order.total_paise,
        "total_paise": total,
        "summary": f"{order.reference}|{item.key}|{plain(quantity)}|{order.total_paise}|{total}",
    }
    told = hears(session, order)
    return Outcome[str](outcome="confirm_goods_in" if told else "confirm_goods_in_alone", facts=facts)


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """Puts in exactly what was shown; where the order or the price has changed since, it is shown anew."""
    reference, key, said, _, _ = summary.split("|")
    order = of_the_shop(session, caller, reference)
    item = StockedShelf(session, caller.business_id).item(key)
    if item is None or order.status not in STILL_HERE:
        refuse_move(session, order)
    shown = ask(session, order, item, Decimal(said), item.measure.unit)
    if shown.facts["summary"] != summary:
        return shown
    line = line_as_ordered(0, Line(item, Decimal(said)), ())
    _put(session, order, line)
    order_changed(session, order, caller.person)
    told = {**card(session, order), "lines": [order_line_facts(line)]}
    _tell(session, caller, order, line, told)
    return Outcome[str](outcome="goods_in", facts=told)


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """The order stays as it is."""
    return Outcome[str](outcome="moves_kept")


of_goods_in = decides(PAGE, keep, confirm)


def _put(session: Session, order: Order, line: OrderLine) -> None:
    """Makes the goods a line of the order. Refuses with `goods_in_not_there`."""
    try:
        put_in(session, order, [line])
    except OutOfStock as gone:
        raise Refusal(
            "goods_in_not_there", reference=order.reference, goods=[dict(line.name)], left=plain(gone.left)
        ) from gone


def _tell(session: Session, caller: Caller, order: Order, line: OrderLine, told: dict[str, Any]) -> None:
    """Its customer hears it, and the kitchen where it is being made."""
    key = f"{order.reference}:goods_in:{line.position}"
    if hears(session, order):
        customer = session.get_one(Person, (order.business_id, order.person_id))
        facts = {**told, "next": [], **replies.asking(order, caller.person)}
        notices.tell(session, order.business_id, customer, "order_goods_added", key, **facts)
    if order.status == Status.ACCEPTED:
        tell_kitchen(session, order, key)
