"""The moves of a request for a part, and what they do to the stock."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.catalogue import stock
from munshi.catalogue.stock import OutOfStock, StockLine
from munshi.notices import service as notices
from munshi.outcomes import Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.parts.facts import request_facts
from munshi.service.parts.models import PartMove, PartRequest
from munshi.service.parts.statuses import KEPT, LIVE, Status, may_move
from munshi.service.visits.models import COMES_ON, Visit
from munshi.service.visits.notices import tell_customer as tell_of_visit
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.statuses import Status as VisitStatus

NEWS: Mapping[Status, Notice] = {
    Status.HANDED_OVER: "visit_part_given",
    Status.RETURNED: "visit_part_off",
    Status.CANCELLED: "visit_part_off",
}


def move(session: Session, request: PartRequest, then: Status, by: Person | None) -> None:
    """One step; what goes back to the shelf is there for others at once. Refuses with `no_such_move`."""
    now = Status(request.status)
    if not may_move(now, then):
        raise Refusal("no_such_move", reference=request.reference, part_status=request.status)
    if then is Status.RETURNED and now in KEPT:
        stock.give_back(session, request.business_id, request.reference)
    request.status = then
    request.moves.append(
        PartMove(
            position=len(request.moves) + 1, status=then, person_id=by.id if by else None, at=clock.now()
        )
    )
    session.flush()


def of_visit(session: Session, business_id: str, visit_id: int) -> Sequence[PartRequest]:
    """The parts of a visit that are kept or ordered, locked."""
    query = select(PartRequest).where(
        PartRequest.business_id == business_id,
        PartRequest.visit_id == visit_id,
        PartRequest.status.in_(LIVE),
    )
    return session.scalars(query.order_by(PartRequest.id).with_for_update()).all()


def settle(session: Session, business_id: str, visit_id: int, by: Person | None, *, used: bool) -> None:
    """When the work is done its parts are used; where it is not, they go back, and orders are called off."""
    for request in of_visit(session, business_id, visit_id):
        if request.status in KEPT:
            move(session, request, Status.USED if used else Status.RETURNED, by)
        elif not used:
            move(session, request, Status.CANCELLED, by)


def hand_out_what_came(session: Session, business: Business) -> None:
    """Keeps what has come in for those who wait for it, the first one first, and has them told."""
    query = select(PartRequest).where(
        PartRequest.business_id == business.id, PartRequest.status == Status.ORDERED
    )
    for request in session.scalars(query.order_by(PartRequest.id).with_for_update(skip_locked=True)):
        try:
            with session.begin_nested():
                line = StockLine(request.sku, request.quantity)
                stock.reserve(session, business.id, [line], request.reference)
        except OutOfStock:
            continue
        move(session, request, Status.ARRIVED, None)
        tell_customer(session, request)


def tell_owners(
    session: Session, request: PartRequest, name: Notice = "visit_part_owner", **more: Any
) -> None:
    """Has the owners told what is kept, ordered, given up or fetched over the counter."""
    person = session.get_one(Person, (request.business_id, request.person_id))
    phones = people.phones(person)
    facts = {
        **request_facts(session, request),
        "customer_name": person.called or "?",
        "customer_phone": f"+{phones[0]}" if phones else None,
        **more,
    }
    key = f"{request.reference}:{name}:{request.status}:{'|'.join(map(str, more.values()))}"
    notices.tell_role(session, request.business_id, Role.OWNER, name, key, **facts)


def tell_customer(session: Session, request: PartRequest, **more: Any) -> None:
    """Has the customer told that it has come, was given to them, or is given up by the shop.

    What has come for a visit is brought by who comes, and they hear it.
    """
    if request.visit_id is not None and request.status == Status.ARRIVED:
        _tell_of_visit(session, request)
        return
    person = session.get_one(Person, (request.business_id, request.person_id))
    facts = {**request_facts(session, request), **more}
    name = NEWS.get(Status(request.status), "visit_part")
    key = f"{request.reference}:{request.status}"
    notices.tell(session, request.business_id, person, name, key, **facts)


def _tell_of_visit(session: Session, request: PartRequest) -> None:
    visit = session.get_one(Visit, (request.business_id, request.visit_id))
    waits = visit.status == VisitStatus.DISPLACED and COMES_ON in visit.work
    asks = waits and not _awaits_more(session, request)  # its customer is asked when to come
    if asks:
        visit.work = {name: kept for name, kept in visit.work.items() if name != COMES_ON}
        tell_of_visit(
            session, session.get_one(Business, visit.business_id), visit, "visit_part_here", request.reference
        )
    of_customer: Sequence[tuple[int, Notice]] = () if asks else [(request.person_id, "visit_part_in")]
    whom = [*of_customer]
    if visit.technician_id:
        whom.append((visit.technician_id, "visit_part_in_technician"))
    customer = session.get_one(Person, (request.business_id, request.person_id))
    facts = {
        **request_facts(session, request),
        "visit": visit.reference,
        "customer_name": customer.called or "?",
    }
    for person_id, name in whom:
        person = session.get_one(Person, (request.business_id, person_id))
        notices.tell(session, request.business_id, person, name, f"{request.reference}:{name}", **facts)


def _awaits_more(session: Session, request: PartRequest) -> bool:
    """Whether something else is on order for the same visit."""
    query = select(PartRequest.id).where(
        PartRequest.business_id == request.business_id,
        PartRequest.visit_id == request.visit_id,
        PartRequest.status == Status.ORDERED,
    )
    return session.scalar(query.limit(1)) is not None
