"""What the shop has to do: one order with its next steps, or all that are open."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders import moving
from munshi.orders.looking import WHOLE, facts_of
from munshi.orders.models import Order
from munshi.orders.serving.duty import may_serve
from munshi.orders.serving.facts import card
from munshi.orders.statuses import MOVES, OPEN, Status
from munshi.outcomes import Outcome
from munshi.people.models import Person

LISTED = 10


def order_card(session: Session, caller: Caller, reference: str) -> Outcome[Any] | None:
    """Somebody else's order for who sees to orders, with its next steps; None for everybody else."""
    order = moving.find(session, caller.business_id, reference) if may_serve(session, caller) else None
    if order is None or order.person_id == caller.person.id:
        return None
    return Outcome[str](outcome="to_move", facts=card(session, order))


def only_one_before(session: Session, caller: Caller, step: Status) -> str | None:
    """The one open order that comes to a step next, for who sees to orders: "out for delivery" of the one ready."""
    if not may_serve(session, caller):
        return None
    query = select(Order.reference).where(
        Order.business_id == caller.business_id,
        Order.person_id != caller.person.id,
        Order.status.in_([status for status, moves in MOVES.items() if step in moves]),
    )
    found = session.scalars(query.limit(2)).all()
    return found[0] if len(found) == 1 else None


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
    query = (
        select(Order)
        .where(Order.business_id == caller.business_id, Order.status.in_(OPEN))
        .order_by(Order.placed_at, Order.id)
        .limit(LISTED)
        .options(*WHOLE)
    )
    orders = session.scalars(query).all()
    if not orders:
        return Outcome[str](outcome="nothing_to_do")
    return Outcome[str](outcome="to_do", facts={"orders": [facts_of(caller, order) for order in orders]})
