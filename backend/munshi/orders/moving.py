"""The moves of an order, each written down with who made it and when."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.moved import order_moved
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.orders.looking import WHOLE, normalised
from munshi.orders.models import Order, OrderMove
from munshi.orders.notices import tell_of_move
from munshi.orders.serving.duty import must_serve
from munshi.orders.serving.held import end_all, refuse_while_asked
from munshi.orders.statuses import Status, may_move
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person

FOLLOWERS: list[Callable[[Session, Order, Person | None], None]] = []  # of rooms that stand upon orders


def move_for_staff(session: Session, caller: Caller, reference: str, then: Status) -> Outcome[Any]:
    """Who sees to orders moves any order of the business; nobody else does."""
    must_serve(session, caller)
    return move(session, caller.business_id, reference, then, caller.person)


def move(session: Session, business_id: str, reference: str, then: Status, by: Person | None) -> Outcome[Any]:
    """The order in its new status; `not_possible` where the table has no such move."""
    order = locked(session, business_id, reference)
    if order is None:
        raise Refusal("not_found", reference=normalised(reference))
    before = order.status
    if not may_move(Status(before), then):
        raise Refusal("not_possible", reference=order.reference, status=before, wanted=then)
    refuse_while_asked(session, order, then)
    record(session, order, then, by)
    return Outcome[str](
        outcome="moved", facts={"reference": order.reference, "before": before, "status": order.status}
    )


def record(
    session: Session,
    order: Order,
    then: Status,
    by: Person | None,
    reason: str | None = None,
    *,
    is_told: bool = True,
) -> None:
    """Makes an allowed move, and has those told whom it concerns; what is cancelled goes back to the shelf."""
    step = OrderMove(
        position=len(order.moves) + 1,
        status=then,
        person_id=by.id if by else None,
        at=clock.now(),
        reason=reason,
    )
    order.status = then
    order.moves.append(step)
    if then is Status.CANCELLED:
        end_all(session, order)
        stock.give_back(session, order.business_id, order.reference)
    session.flush()
    order_moved(session, order, by)
    if is_told:
        tell_of_move(session, order, by)
    for follow in FOLLOWERS:
        follow(session, order, by)


def locked(session: Session, business_id: str, reference: str) -> Order | None:
    """The order, locked, so that two moves of it come one after the other."""
    query = _named(business_id, reference).with_for_update(of=Order)
    return session.scalar(query.execution_options(populate_existing=True))


def find(session: Session, business_id: str, reference: str) -> Order | None:
    """The order with this reference, whoever placed it."""
    return session.scalar(_named(business_id, reference))


def _named(business_id: str, reference: str) -> Select[Order]:
    query = select(Order).where(Order.business_id == business_id, Order.reference == normalised(reference))
    return query.options(*WHOLE)
