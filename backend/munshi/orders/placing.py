"""A cart placed as an order: exactly the bill that was shown, once."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.payments.of_orders import order_placed
from munshi.callers import Caller
from munshi.catalogue.stock import OutOfStock
from munshi.orders import billed, filing, joining, on_khata
from munshi.orders.answers import answer, asked_of_terms, conclude
from munshi.orders.choosing_slots import SlotFull
from munshi.orders.desk import Desk
from munshi.orders.facts import Facts, order_facts
from munshi.orders.messages import NOTHING_SAID, Message
from munshi.orders.models import Order
from munshi.orders.notes import as_notes
from munshi.orders.notes import keep as keep_beside
from munshi.orders.rules import NoWay
from munshi.orders.unheard import keep_unheard
from munshi.outcomes import Outcome
from munshi.undoing import acts
from munshi.undoing.rules import Kind


def place(
    session: Session, caller: Caller, summary: str | None, message: Message = NOTHING_SAID
) -> Outcome[Any]:
    """Orders exactly the bill that `summary` stands for, once; shows the bill again when it is another by now."""
    desk = Desk(session, caller)
    earlier = filing.placed_with(session, caller, summary) if summary else None
    if earlier is not None:
        return _placed(desk, earlier)
    desk.note_results(desk.cart.look_again(desk.shelf))
    if (order := joining.order_for(desk)) is not None:
        return _join(desk, order, summary, message)
    shown = _whole_bill(desk)
    if shown is None or shown["summary"] != summary:
        return conclude(desk, "empty", confirm="changed")
    keep_beside(desk, as_notes(desk, billed.take(desk, message), heard=False))
    keep_unheard(desk, message)
    try:
        order = filing.place(desk, shown["summary"])
    except SlotFull:
        return conclude(desk, "empty", confirm="changed")
    except OutOfStock:
        desk.shelf.forget()
        return conclude(desk, "empty", confirm="changed")
    acts.note(session, caller, Kind.ORDER_PLACED, [order.reference])
    order_placed(session, order)
    desk.cart.empty()
    desk.save()
    return _placed(desk, order)


def _join(desk: Desk, order: Order, summary: str | None, message: Message) -> Outcome[Any]:
    """Has the shop asked for exactly what was shown with the order."""
    if joining.shown(desk, order)["summary"] != summary:
        return conclude(desk, "empty")
    keep_beside(desk, as_notes(desk, message, heard=False))
    return joining.ask_shop(desk, order)


def _whole_bill(desk: Desk) -> Facts | None:
    """The bill, if nothing is asked any more: neither of the goods nor of how they come."""
    if not desk.cart.lines or desk.cart.open_wish:
        return None
    try:
        bill = desk.bill()
    except NoWay:
        return None
    on_khata.look_again(desk, bill)
    return None if asked_of_terms(desk) else desk.shown(bill)


def _placed(desk: Desk, order: Order) -> Outcome[Any]:
    act = acts.open_act(desk.session, desk.caller, Kind.ORDER_PLACED, order.reference)
    facts = {**order_facts(order, desk.business.address, desk.now), "act": act and act.id}
    return answer(desk, "placed", **facts)
