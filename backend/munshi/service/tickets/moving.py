"""The moves of a ticket, each written down with who made it, when and why."""

from sqlalchemy.orm import Session

from munshi import clock
from munshi.outcomes import Refusal
from munshi.people.models import Person
from munshi.service.tickets.models import Ticket, TicketMove
from munshi.service.tickets.statuses import Status, may_move


def move(
    session: Session, ticket: Ticket, then: Status, by: Person | None, reason: str | None = None
) -> None:
    """One step of a ticket that is locked. Refuses with `no_such_move` what the table does not have."""
    if not may_move(Status(ticket.status), then):
        raise Refusal("no_such_move", reference=ticket.reference, status=ticket.status)
    ticket.status = then
    ticket.moves.append(
        TicketMove(
            position=len(ticket.moves) + 1,
            status=then,
            person_id=by.id if by else None,
            at=clock.now(),
            reason=reason,
        )
    )
    session.flush()
