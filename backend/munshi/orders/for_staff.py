"""An order as the shop sees it: what there is to do, and each step of it by one tap."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders import moving
from munshi.orders.desk import refuse_where_not_offered
from munshi.orders.facts import Facts
from munshi.orders.looking import WHOLE, facts_of, normalised
from munshi.orders.models import Order
from munshi.orders.statuses import MOVES, OPEN, Status
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

IN_CHARGE = (Role.OWNER, Role.MANAGER)
LISTED = 10
REASONS = ("out_of_stock", "closed", "too_far", "other")  # for which a shop cancels
MINUTES = (15, 30, 60)  # that an order may still take
STEPS = (Status.ACCEPTED, Status.READY, Status.OUT_FOR_DELIVERY, Status.DELIVERED)


def order_card(session: Session, caller: Caller, reference: str) -> Outcome[Any] | None:
    """Somebody else's order for who is in charge, with its next steps; None for everybody else."""
    order = moving.find(session, caller.business_id, reference) if caller.may_act_as(*IN_CHARGE) else None
    if order is None or order.person_id == caller.person.id:
        return None
    return Outcome[str](outcome="to_move", facts=_card(session, caller, order))


def open_orders(session: Session, caller: Caller) -> Outcome[Any] | None:
    """What the shop still has to do, the oldest first, for who is in charge; None for everybody else."""
    if not caller.may_act_as(*IN_CHARGE):
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


def move(
    session: Session, caller: Caller, reference: str, then: Status, reason: str | None = None
) -> Outcome[Any]:
    """Moves an order on, or cancels it for a reason; who comes second hears who was first."""
    refuse_where_not_offered(caller.business)
    caller.must_be(*IN_CHARGE)
    order = moving.locked(session, caller.business_id, reference)
    if order is None:
        raise Refusal("not_found", reference=normalised(reference))
    if then not in MOVES[Status(order.status)]:
        raise Refusal(
            "not_possible", wanted=then, **_card(session, caller, order), **_last_by(session, order)
        )
    if then is Status.CANCELLED and reason not in REASONS:
        return Outcome[str](
            outcome="ask_reason", facts={"reference": order.reference, "reasons": list(REASONS)}
        )
    moving.record(session, order, then, caller.person, reason if then is Status.CANCELLED else None)
    return Outcome[str](outcome="moved", facts=_card(session, caller, order))


def ask_why(session: Session, caller: Caller, reference: str) -> Outcome[Any] | None:
    """Why a customer's order is to be cancelled; None where it is the caller's own, or not theirs to cancel."""
    card = order_card(session, caller, reference)
    if card is None or Status.CANCELLED not in card.facts["next"]:
        return card
    facts = {"reference": card.facts["reference"], "reasons": list(REASONS)}
    return Outcome[str](outcome="ask_reason", facts=facts)


def promise(session: Session, caller: Caller, reference: str, minutes: int) -> Outcome[Any]:
    """Tells the customer how long their order still takes."""
    refuse_where_not_offered(caller.business)
    caller.must_be(*IN_CHARGE)
    order = moving.locked(session, caller.business_id, reference)
    if order is None:
        raise Refusal("not_found", reference=normalised(reference))
    if order.status not in OPEN:
        raise Refusal("not_possible", **_card(session, caller, order), **_last_by(session, order))
    customer = session.get_one(Person, (order.business_id, order.person_id))
    key = f"{order.reference}:{order.status}:{minutes}"
    facts = {**facts_of(caller, order), "minutes": minutes}
    notices.tell(session, order.business_id, customer, "order_promised", key, **facts)
    return Outcome[str](outcome="promised", facts={**_card(session, caller, order), "minutes": minutes})


def _card(session: Session, caller: Caller, order: Order) -> Facts:
    """The order, whose it is, and what can be done next."""
    customer = session.get_one(Person, (order.business_id, order.person_id))
    phones = people.phones(customer)
    who = {"name": customer.called, "phone": phones[0] if phones else None}
    return {**facts_of(caller, order), "state": order.status, "whose": who, "next": _next(order)}


def _next(order: Order) -> Sequence[str]:
    """The one step ahead that fits how the goods come, and cancelling; before the first step also how long it takes."""
    moves = MOVES[Status(order.status)]
    ahead = [step for step in STEPS if step in moves]
    if len(ahead) > 1:
        ahead = [Status.OUT_FOR_DELIVERY if order.fulfilment == "delivery" else Status.DELIVERED]
    cancel = [Status.CANCELLED] if Status.CANCELLED in moves else []
    return [*ahead, *cancel]


def _last_by(session: Session, order: Order) -> Facts:
    """Who made the last move."""
    last = order.moves[-1].person_id
    person = session.get(Person, (order.business_id, last)) if last else None
    return {"moved_by": person.called if person else None}
