"""What the shop does with an order: each step of it by one tap or in words, and how long it still takes."""

from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders import moving
from munshi.orders.desk import refuse_where_not_offered
from munshi.orders.looking import facts_of, normalised
from munshi.orders.models import Order
from munshi.orders.serving import held, waits
from munshi.orders.serving.duty import must_serve
from munshi.orders.serving.facts import card, is_brought, last_by
from munshi.orders.serving.looking import order_card
from munshi.orders.serving.rules import MINUTES, REASONS, steps_through
from munshi.orders.statuses import MOVES, OPEN, Status
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing import acts
from munshi.undoing.rules import Kind


def move(
    session: Session, caller: Caller, reference: str, then: Status, reason: str | None = None
) -> Outcome[Any]:
    """Moves an order on, or cancels it for a reason; who comes second hears who was first."""
    order = of_the_shop(session, caller, reference)
    if then not in MOVES[Status(order.status)]:
        refuse_move(session, order)
    held.refuse_while_asked(session, order, then)
    if then is Status.CANCELLED and not reason:
        return _why(order)
    before = order.status
    moving.record(session, order, then, caller.person, reason if then is Status.CANCELLED else None)
    return _moved(session, caller, order, before)


def move_through(session: Session, caller: Caller, reference: str, then: Status) -> Outcome[Any]:
    """Moves an order on by words, which leave steps out: "bhej diya" of what was only accepted."""
    order = of_the_shop(session, caller, reference)
    steps = (
        steps_through(Status(order.status), then, brought=is_brought(order)) if order.status in OPEN else ()
    )
    if not steps:
        refuse_move(session, order)
    before = order.status
    for step in steps:
        held.refuse_while_asked(session, order, step)
        moving.record(session, order, step, caller.person, is_told=step is steps[-1])
    return _moved(session, caller, order, before)


def _moved(session: Session, caller: Caller, order: Order, before: str) -> Outcome[Any]:
    """Where it stands now; the step can be taken back for some minutes, to where it stood before."""
    facts = card(session, order)
    if order.status == Status.DELIVERED:
        facts["act"] = acts.note(session, caller, Kind.ORDER_DELIVERED, [order.reference, before])
    elif order.status != Status.CANCELLED:
        step = [order.reference, before, order.status]
        facts["act"] = acts.note(session, caller, Kind.ORDER_STEPPED, step)
    return Outcome[str](outcome="moved", facts=facts)


def promise(session: Session, caller: Caller, reference: str, minutes: int) -> Outcome[Any]:
    """Tells the customer how long their order still takes; so long nobody is reminded."""
    order = of_the_shop(session, caller, reference)
    if order.status not in OPEN:
        refuse_move(session, order)
    waits.hold(session, order, minutes)
    order.promised_at = clock.now() + timedelta(minutes=minutes)
    customer = session.get_one(Person, (order.business_id, order.person_id))
    key = f"{order.reference}:{order.status}:{minutes}"
    facts = {**facts_of(caller, order), "minutes": minutes}
    notices.tell(session, order.business_id, customer, "order_promised", key, **facts)
    return Outcome[str](outcome="promised", facts={**card(session, order), "minutes": minutes})


def promise_by(session: Session, caller: Caller, reference: str, moment: datetime) -> Outcome[Any]:
    """Tells the customer by when their order comes; until then nobody is reminded."""
    return _promised(session, caller, reference, moment, moment.time())


def promise_on(
    session: Session, caller: Caller, reference: str, day: date, hour: time | None
) -> Outcome[Any]:
    """Tells the customer the day on which their order comes, and the hour where one is said."""
    zone = clock.now_in(caller.business.timezone).tzinfo
    return _promised(session, caller, reference, datetime.combine(day, hour or time(12), zone), hour)


def _promised(
    session: Session, caller: Caller, reference: str, moment: datetime, hour: time | None
) -> Outcome[Any]:
    order = of_the_shop(session, caller, reference)
    if order.status not in OPEN:
        refuse_move(session, order)
    waits.hold(session, order, max(ceil((moment - clock.now()).total_seconds() / 60), 0))
    order.promised_at = moment
    customer = session.get_one(Person, (order.business_id, order.person_id))
    closes = hour.isoformat("minutes") if hour else None
    until = {"day": moment.date().isoformat(), "opens": None, "closes": closes}
    key = f"{order.reference}:{order.status}:by:{moment.isoformat()}"
    notices.tell(
        session,
        order.business_id,
        customer,
        "order_promised_by",
        key,
        **facts_of(caller, order),
        order_until=until,
    )
    return Outcome[str](outcome="promised_by", facts={**card(session, order), "order_until": until})


def ask_more(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """What else can be done: the minutes that it takes, or cancelling it."""
    order = of_the_shop(session, caller, reference)
    if order.status not in OPEN:
        refuse_move(session, order)
    facts = {**card(session, order), "next": [Status.CANCELLED], "minutes_to_say": list(MINUTES)}
    if act := acts.open_act(session, caller, Kind.ORDER_STEPPED, order.reference):
        facts["act"] = act.id
    return Outcome[str](outcome="ask_more", facts=facts)


def ask_why(
    session: Session, caller: Caller, reference: str, reason: str | None = None
) -> Outcome[Any] | None:
    """Cancels a customer's order for the reason that was said, else asks for it.

    None where it is the caller's own, or not theirs to cancel.
    """
    shown = order_card(session, caller, reference)
    if shown is None or shown.facts["state"] not in OPEN:
        return shown
    if reason is not None:
        return move(session, caller, reference, Status.CANCELLED, reason)
    return Outcome[str](outcome="ask_reason", facts=_reasons(shown.facts["reference"]))


def of_the_shop(session: Session, caller: Caller, reference: str) -> Order:
    """The named order, locked, for who sees to orders."""
    refuse_where_not_offered(caller.business)
    must_serve(session, caller)
    order = moving.locked(session, caller.business_id, reference)
    if order is None:
        raise Refusal("not_found", reference=normalised(reference))
    return order


def refuse_move(session: Session, order: Order) -> NoReturn:
    """Says where the order stands already, and who brought it there."""
    raise Refusal("not_possible", **card(session, order), **last_by(session, order))


def _why(order: Order) -> Outcome[Any]:
    return Outcome[str](outcome="ask_reason", facts=_reasons(order.reference))


def _reasons(reference: str) -> dict[str, Any]:
    return {"reference": reference, "reasons": list(REASONS), "summary": reference}
