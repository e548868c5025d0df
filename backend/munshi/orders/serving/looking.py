"""What the shop has to do: one order with its next steps, or all that are open."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.payments.owed import left_of
from munshi.callers import Caller
from munshi.orders import moving
from munshi.orders.facts import Facts
from munshi.orders.looking import WHOLE, facts_of
from munshi.orders.models import Order
from munshi.orders.serving.duty import may_serve
from munshi.orders.serving.facts import card, customer_of
from munshi.orders.serving.rules import BEING_MADE
from munshi.orders.statuses import MOVES, OPEN, Status
from munshi.outcomes import Outcome
from munshi.people.models import Person

LISTED, COUNTED = 10, 200
PAGE, MORE = "track_order", "shows_more"


def order_card(session: Session, caller: Caller, reference: str) -> Outcome[Any] | None:
    """Somebody else's order for who sees to orders, with its next steps and what is left to pay; else None."""
    order = moving.find(session, caller.business_id, reference) if may_serve(session, caller) else None
    if order is None or order.person_id == caller.person.id:
        return None
    shown = card(session, order)
    if "billing" in caller.business.skills and order.status != Status.CANCELLED:
        shown = {**shown, "beside": {**shown["beside"], "left_paise": left_to_pay(session, order)}}
    return Outcome[str](outcome="to_move", facts=shown)


def left_to_pay(session: Session, order: Order) -> int:
    """How many paise of an order its customer still has to pay."""
    customer = session.get_one(Person, (order.business_id, order.person_id))
    return left_of(session, customer, order.reference)


def orders_before(session: Session, caller: Caller, step: Status) -> Sequence[Order]:
    """The orders that come to a step next, the oldest first, for who sees to orders: those ready, of "delivered"."""
    return _of_others(session, caller, [status for status, moves in MOVES.items() if step in moves])


def to_hand_over(session: Session, caller: Caller) -> Sequence[Order]:
    """The orders that are ready or on their way, the oldest first, for who sees to orders."""
    return _of_others(session, caller, [Status.READY, Status.OUT_FOR_DELIVERY])


def may_run_out(session: Session, caller: Caller) -> Sequence[Order]:
    """The orders of which something can still run out, the oldest first, for who sees to orders."""
    return _of_others(session, caller, BEING_MADE)


def _of_others(session: Session, caller: Caller, statuses: Collection[Status]) -> Sequence[Order]:
    """The orders that stand so, for who sees to orders, but their own."""
    if not may_serve(session, caller):
        return []
    return [order for order in _standing(session, caller, statuses) if order.person_id != caller.person.id]


def which_order(
    session: Session, caller: Caller, orders: Sequence[Order], step: Status | None = None
) -> Outcome[Any]:
    """Which of several orders is meant, by a step or by what ran out; of a step all of them may be."""
    facts = {**_rows(session, caller, orders), "move_to": step, "summary": step}
    return Outcome[str](outcome="which_order", facts=facts)


def orders_of(session: Session, caller: Caller, people: Sequence[Person]) -> Sequence[Order]:
    """The open orders of these customers, the oldest first."""
    query = select(Order).where(
        Order.business_id == caller.business_id,
        Order.person_id.in_([person.id for person in people]),
        Order.status.in_(OPEN),
    )
    return session.scalars(query.order_by(Order.placed_at, Order.id).limit(LISTED).options(*WHOLE)).all()


def open_orders(session: Session, caller: Caller) -> Outcome[Any] | None:
    """What the shop still has to do, the oldest first, for who sees to orders; None for everybody else."""
    if not may_serve(session, caller):
        return None
    orders = _standing(session, caller, OPEN)
    if not orders:
        return Outcome[str](outcome="nothing_to_do")
    return Outcome[str](outcome="to_do", facts=_rows(session, caller, orders))


def listed(session: Session, caller: Caller, orders: Sequence[Order]) -> Outcome[Any]:
    """Several orders that are named, in short."""
    return Outcome[str](outcome="these_named", facts=_rows(session, caller, orders))


def _standing(session: Session, caller: Caller, statuses: Collection[Status]) -> Sequence[Order]:
    query = (
        select(Order)
        .where(Order.business_id == caller.business_id, Order.status.in_(statuses))
        .order_by(Order.placed_at, Order.id)
        .limit(COUNTED)
        .options(*WHOLE)
    )
    return session.scalars(query).all()


def new_orders(session: Session, caller: Caller) -> Outcome[Any] | None:
    """The orders that nobody has accepted yet, for who sees to orders; None for everybody else."""
    if not may_serve(session, caller):
        return None
    orders = _standing(session, caller, [Status.PLACED])
    return Outcome[str](outcome="new_ones" if orders else "no_new_ones", facts=_rows(session, caller, orders))


def _rows(session: Session, caller: Caller, orders: Sequence[Order]) -> Facts:
    """As many as a list holds, each with whose it is, and how many more there are."""
    rows = [{**facts_of(caller, order), "whose": customer_of(session, order)} for order in orders[:LISTED]]
    return {"orders": rows, **beyond(orders)}


def beyond(orders: Sequence[Order]) -> Facts:
    """How many more there are than a list holds, and which."""
    more = orders[LISTED:]
    return {
        "more_orders": len(more),
        "orders_left": ",".join(each.reference for each in more[:COUNTED]) or None,
    }


def of_more(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The rest of a list that was longer than it showed: *aur dikhao*."""
    if reading.is_tap or not reading.sides(MORE) or not asked.summary or not may_serve(session, caller):
        return None
    found = (moving.find(session, caller.business_id, each) for each in asked.summary.split(","))
    return Heard(PAGE, listed(session, caller, [order for order in found if order is not None]))
