"""Cancelling an order: asked first, allowed until the business's cut-off, and what was reserved goes back."""

from typing import Any, NoReturn

from sqlalchemy.orm import Session

from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.orders import for_staff
from munshi.orders.desk import Desk, refuse_where_not_offered
from munshi.orders.models import Order
from munshi.orders.moving import record
from munshi.orders.sections import OrderSections
from munshi.orders.statuses import Status, may_customer_cancel
from munshi.orders.tracking import facts_of, names_an_order, open_orders, own_order
from munshi.outcomes import Outcome, Refusal
from munshi.undoing import acts
from munshi.undoing.rules import Kind


def ask(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """Shows what would be cancelled: the named order, the only open one, or a choice; else the open cart."""
    refuse_where_not_offered(caller.business)
    if reference and names_an_order(reference):
        if of_a_customer := for_staff.ask_why(session, caller, reference):
            return of_a_customer
        return _ask_about(caller, own_order(session, caller, reference))
    orders = open_orders(session, caller)
    if len(orders) > 1:
        return Outcome[str](
            outcome="choose_order", facts={"orders": [facts_of(caller, order) for order in orders]}
        )
    if orders:
        return _ask_about(caller, orders[0])
    return _ask_about_cart(session, caller)


def cancel(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """Cancels the person's order that the question was about."""
    refuse_where_not_offered(caller.business)
    if not reference:
        return ask(session, caller, None)
    order = own_order(session, caller, reference, lock=True)
    _refuse_too_late(caller, order)
    record(session, order, Status.CANCELLED, caller.person)
    act = acts.note(session, caller, Kind.ORDER_CANCELLED, [order.reference])
    return Outcome[str](outcome="cancelled", facts={**facts_of(caller, order), "act": act})


def keep(session: Session, caller: Caller, reference: str | None) -> Outcome[Any]:
    """The order stays as it is."""
    refuse_where_not_offered(caller.business)
    if not reference:
        return Outcome[str](outcome="no_orders")
    return Outcome[str](outcome="kept", facts=facts_of(caller, own_order(session, caller, reference)))


def _ask_about(caller: Caller, order: Order) -> Outcome[Any]:
    _refuse_too_late(caller, order)
    facts = {**facts_of(caller, order), "summary": order.reference}
    return Outcome[str](outcome="confirm_cancel", facts=facts)


def _ask_about_cart(session: Session, caller: Caller) -> Outcome[Any]:
    """People call it an order before it is one; what is only asked about is dropped."""
    desk = Desk(session, caller)
    if not desk.cart.lines:
        desk.cart.empty()
        desk.save()
        return Outcome[str](outcome="no_orders")
    return Outcome[str](outcome="confirm_empty", facts={"lines": desk.lines(), "summary": desk.contents()})


def _refuse_too_late(caller: Caller, order: Order) -> None:
    """A customer cancels until the business's cut-off status."""
    status = Status(order.status)
    cut_off = Status(of(caller.business, OrderSections).orders.cancel_until)
    if status in (Status.DELIVERED, Status.CANCELLED):
        _refuse(f"already_{status}", caller, order)
    if not may_customer_cancel(status, cut_off):
        _refuse(f"too_late_{status}", caller, order)


def _refuse(outcome: str, caller: Caller, order: Order) -> NoReturn:
    numbers = caller.business.numbers
    phone = numbers[0].display_number if numbers else None
    raise Refusal(outcome, **facts_of(caller, order), phone=phone)
