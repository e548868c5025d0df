"""What is older than the business keeps it is removed, once a day; the owner is told a week before it begins."""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from munshi import clock, database, settings
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.notices import service as notices
from munshi.people.rules import Role
from munshi.rights.kinds import GONE
from munshi.rights.models import RetentionRun
from munshi.rights.outcomes import Notice
from munshi.rights.sections import Retention, RetentionSections
from munshi.service.feedback.models import Feedback
from munshi.service.tickets.models import Ticket, TicketMedia, TicketMove

NOTICE_DAYS = 7
OVER = ("closed", "cancelled")

OLD_MESSAGES = (
    "DELETE FROM assistant.inbox WHERE phone_number_id = ANY(:numbers) AND received_at < :before"
    " AND state NOT IN ('waiting', 'for_people')",
    "DELETE FROM assistant.outbox WHERE phone_number_id = ANY(:numbers) AND written_at < :before"
    " AND state NOT IN ('waiting', 'sending', 'unsure')",
    "DELETE FROM assistant.notices WHERE phone_number_id = ANY(:numbers) AND written_at < :before"
    " AND state <> 'waiting'",
    "DELETE FROM assistant.tracker_events AS event USING assistant.trackers AS tracker"
    " WHERE event.sender_id = tracker.sender_id AND split_part(event.sender_id, ':', 1) = ANY(:numbers)"
    " AND event.happened_at < :before AND event.position < tracker.live_after",
)

log = logging.getLogger(__name__)


def run_everywhere() -> None:
    """Each business in a transaction of its own, once a day; several processes may do so at once."""
    with database.transaction() as session:
        found = [business.id for business in business_service.all_of_them(session) if _says(business)]
    for business_id in found:
        try:
            with database.transaction() as session:
                business = business_service.get(session, business_id)
                paths = run(session, business) if business else set()
            _remove(paths)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("What is old at %s could not be removed.", business_id)


def run(session: Session, business: Business) -> set[str]:
    """Tells the owner first; removes what is old from the day that was told on. The files to be removed."""
    today = clock.now_in(business.timezone).date()
    known = session.get(RetentionRun, business.id, with_for_update=True)
    if known is None:
        _tell_before(session, business, today)
        return set()
    if today < known.begins_on or known.ran_on == today:
        return set()
    known.ran_on = today
    return _remove_old(session, business, of(business, RetentionSections).retention)


def _says(business: Business) -> bool:
    return of(business, RetentionSections).retention != Retention()


def _tell_before(session: Session, business: Business, today: date) -> None:
    begins = today + timedelta(days=NOTICE_DAYS)
    session.add(RetentionRun(business_id=business.id, told_at=clock.now(), begins_on=begins))
    session.flush()
    name: Notice = "rights_retention"
    days = of(business, RetentionSections).retention.model_dump(exclude_none=True)
    facts: dict[str, Any] = {"retention": {"begins_on": begins.isoformat(), "days": days}}
    notices.tell_role(session, business.id, Role.OWNER, name, f"{name}:{begins}", **facts)


def _remove_old(session: Session, business: Business, kept: Retention) -> set[str]:
    paths: set[str] = set()
    if kept.conversations:
        numbers = [number.phone_number_id for number in business.numbers]
        for statement in OLD_MESSAGES:
            session.execute(text(statement), {"numbers": numbers, "before": _before(kept.conversations)})
    if kept.files:
        paths = _old_files(session, business, _before(kept.files))
    if kept.tickets:
        _strip_tickets(session, business, _before(kept.tickets))
    if kept.feedback:
        old = (Feedback.business_id == business.id) & (Feedback.given_at < _before(kept.feedback))
        session.execute(update(Feedback).where(old).values(words=None))
    return paths


def _old_files(session: Session, business: Business, before: datetime) -> set[str]:
    rows = session.scalars(
        select(TicketMedia)
        .join(Ticket, (Ticket.business_id == TicketMedia.business_id) & (Ticket.id == TicketMedia.ticket_id))
        .where(Ticket.business_id == business.id, *_over(before))
    ).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return {row.path for row in rows}


def _strip_tickets(session: Session, business: Business, before: datetime) -> None:
    ids = session.scalars(select(Ticket.id).where(Ticket.business_id == business.id, *_over(before))).all()
    of_them: Any = Ticket.id.in_(ids)
    session.execute(
        update(Ticket)
        .where(Ticket.business_id == business.id, of_them)
        .values(problem=GONE, address=None, pincode=None)
    )
    session.execute(
        update(TicketMove)
        .where(TicketMove.business_id == business.id, TicketMove.ticket_id.in_(ids))
        .values(reason=None)
    )


def _over(before: datetime) -> tuple[Any, ...]:
    return Ticket.status.in_(OVER), Ticket.opened_at < before


def _before(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def _remove(paths: set[str]) -> None:
    folder = settings.current().media_folder
    for path in paths:
        found = (folder / path).resolve()
        if found.is_relative_to(folder):
            found.unlink(missing_ok=True)
