"""Late tickets go up, those of which nobody says anything are shown, and what is resolved is closed in time."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.service.feedback.asking import ask_for_rating
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket, TicketMove
from munshi.service.tickets.moving import move
from munshi.service.tickets.notices import tell_staff
from munshi.service.tickets.part import terms_of
from munshi.service.tickets.statuses import LIVE, Status

log = logging.getLogger(__name__)


def look_everywhere() -> None:
    """Looks after the tickets of every business, each in a transaction of its own; several processes may do so at once.

    A fault at one business is logged and keeps no other from its own.
    """
    with database.transaction() as session:
        open_somewhere = (
            select(Ticket.business_id).where(Ticket.status.in_({*LIVE, Status.RESOLVED})).distinct()
        )
        businesses = session.scalars(open_somewhere).all()
    for business_id in businesses:
        try:
            with database.transaction() as session:
                business = business_service.get(session, business_id)
                if business is not None:
                    look_after(session, business)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("The tickets of %s could not be looked after.", business_id)


def look_after(session: Session, business: Business) -> None:
    """What is overdue and what is silent is shown to who is in charge, once; what is resolved long enough is closed."""
    now, terms = clock.now(), terms_of(business)
    for ticket in _some(
        session, business, Ticket.status.in_(LIVE), Ticket.due_at <= now, Ticket.overdue_at.is_(None)
    ):
        ticket.overdue_at = now
        tell_staff(session, ticket, "ticket_overdue")
    silent = now - timedelta(hours=terms.silent_hours)
    for ticket in _some(session, business, Ticket.status.in_(LIVE), _last_move() <= silent):
        if ticket.silent_at is None or ticket.silent_at < ticket.moves[-1].at:
            ticket.silent_at = now
            tell_staff(session, ticket, "ticket_silent")
    _close(session, business, now - timedelta(hours=terms.close_after_hours))


def _close(session: Session, business: Business, before: datetime) -> None:
    """Nobody has said that it is not well."""
    for ticket in _some(session, business, Ticket.status == Status.RESOLVED, _last_move() <= before):
        move(session, ticket, Status.CLOSED, None)
        ask_for_rating(session, ticket)


def _last_move() -> ColumnElement[datetime]:
    """When a ticket was moved last."""
    return (
        select(func.max(TicketMove.at))
        .where(TicketMove.business_id == Ticket.business_id, TicketMove.ticket_id == Ticket.id)
        .scalar_subquery()
    )


def _some(session: Session, business: Business, *which: ColumnElement[bool]) -> Sequence[Ticket]:
    """Tickets of the business, locked, the oldest first."""
    query = select(Ticket).where(Ticket.business_id == business.id, *which).order_by(Ticket.id)
    return session.scalars(query.options(*WHOLE).with_for_update(of=Ticket, skip_locked=True)).all()
