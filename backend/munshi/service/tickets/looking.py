"""Finding tickets: by reference, locked for a move, those of a person."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from munshi import series
from munshi.outcomes import Refusal
from munshi.service.tickets.filing import PREFIX
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE

WHOLE = (selectinload(Ticket.media), selectinload(Ticket.moves), selectinload(Ticket.settlements))


def normalised(reference: str) -> str:
    """`7`, `tkt 7` and `TKT-7` are one reference."""
    return series.reference(PREFIX, reference)


def named(business_id: str, reference: str) -> Select[Ticket]:
    """The ticket of the business with this reference."""
    query = select(Ticket).where(Ticket.business_id == business_id, Ticket.reference == normalised(reference))
    return query.options(*WHOLE)


def locked(session: Session, business_id: str, reference: str) -> Ticket:
    """The ticket, locked, so that two moves of it come one after the other. Refuses with `not_found`."""
    query = named(business_id, reference).with_for_update(of=Ticket)
    ticket = session.scalar(query.execution_options(populate_existing=True))
    if ticket is None:
        raise Refusal("not_found", reference=normalised(reference))
    return ticket


def all_open(session: Session, business_id: str) -> Sequence[Ticket]:
    """What is not put right yet, what is due first of all."""
    query = select(Ticket).where(Ticket.business_id == business_id, Ticket.status.in_(LIVE))
    return session.scalars(query.order_by(Ticket.due_at, Ticket.id).options(*WHOLE)).all()
