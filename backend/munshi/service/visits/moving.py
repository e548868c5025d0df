"""The moves of a visit, each written down with who made it and when."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.outcomes import Refusal
from munshi.people.models import Person
from munshi.service.amc.models import AmcContract
from munshi.service.tickets import moving as ticket_moving
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE as TICKET_LIVE
from munshi.service.tickets.statuses import Status as TicketStatus
from munshi.service.tickets.statuses import may_move as ticket_may_move
from munshi.service.visits.models import Visit, VisitMove
from munshi.service.visits.statuses import LIVE, Status, may_move

# What a ticket becomes by what happens to its visit.
OF_TICKET = {
    Status.BOOKED: TicketStatus.ASSIGNED,
    Status.ARRIVED: TicketStatus.IN_PROGRESS,
    Status.AWAITING: TicketStatus.WAITING,
    Status.APPROVED: TicketStatus.IN_PROGRESS,
    Status.CLOSED: TicketStatus.RESOLVED,
    Status.REJECTED: TicketStatus.RESOLVED,
}


def move(session: Session, visit: Visit, then: Status, by: Person | None, reason: str | None = None) -> None:
    """One step of a visit that is locked, and of its ticket. Refuses with `no_such_move` what the table has not."""
    if not may_move(Status(visit.status), then):
        raise Refusal("no_such_move", visit=visit.reference, visit_status=visit.status)
    record(session, visit, then, by, reason)


def reschedule(
    session: Session,
    visit: Visit,
    technician_id: int,
    starts_at: datetime,
    ends_at: datetime,
    by: Person | None,
) -> None:
    """The visit is at another time, or somebody else comes; whoever asks has seen that they can."""
    visit.technician_id, visit.starts_at, visit.ends_at = technician_id, starts_at, ends_at
    visit.late_minutes = None
    move(session, visit, Status.BOOKED, by, "rescheduled")


def record(
    session: Session, visit: Visit, then: Status, by: Person | None, reason: str | None = None
) -> None:
    """Writes a step down."""
    visit.status = then
    visit.moves.append(
        VisitMove(
            position=len(visit.moves) + 1,
            status=then,
            person_id=by.id if by else None,
            at=clock.now(),
            reason=reason,
        )
    )
    _count_for_contract(session, visit, then)
    session.flush()
    _move_ticket(session, visit, then, by)


def _count_for_contract(session: Session, visit: Visit, then: Status) -> None:
    """A visit of yearly care counts from its booking on, and no more once it is cancelled."""
    if visit.contract_id is None or len(visit.moves) == 1 or then is not Status.CANCELLED:
        return
    contract = session.get(AmcContract, (visit.business_id, visit.contract_id), with_for_update=True)
    if contract is not None and contract.used:
        contract.used -= 1


def _move_ticket(session: Session, visit: Visit, then: Status, by: Person | None) -> None:
    if visit.ticket_id is None:
        return
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id), with_for_update=True)
    if ticket is None:
        return
    wanted = _left_by(visit, ticket) if then is Status.CANCELLED else OF_TICKET.get(then)
    if wanted is TicketStatus.RESOLVED and _has_another(session, visit):
        wanted = TicketStatus.WAITING
    if wanted is None:
        return
    if then is Status.BOOKED and ticket.status in TICKET_LIVE:
        ticket.assigned_id = visit.technician_id
        session.flush()
    if ticket.status == wanted or not ticket_may_move(TicketStatus(ticket.status), wanted):
        return
    if wanted is TicketStatus.OPEN:
        ticket.assigned_id = None
    ticket_moving.move(session, ticket, wanted, by, visit.reference)


def _has_another(session: Session, visit: Visit) -> bool:
    """Whether somebody comes once more for the same ticket."""
    query = select(Visit.id).where(
        Visit.business_id == visit.business_id,
        Visit.ticket_id == visit.ticket_id,
        Visit.id != visit.id,
        Visit.status.in_(LIVE),
    )
    return session.scalar(query.limit(1)) is not None


def _left_by(visit: Visit, ticket: Ticket) -> TicketStatus:
    """Without the visit the ticket that was raised by its booking goes too; one of before waits for somebody."""
    is_of_booking = ticket.summary is None and ticket.problem == visit.work.get("problem")
    return TicketStatus.CANCELLED if is_of_booking else TicketStatus.OPEN
