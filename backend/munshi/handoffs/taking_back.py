"""A conversation in which the business writes no more is the bot's alone again, which is said."""

import logging
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.handoffs import rules, service
from munshi.handoffs.conversations import Conversation
from munshi.handoffs.outcomes import Notice
from munshi.handoffs.sections import HandoffSections
from munshi.handoffs.speaking import HEARD_AT, WINDOW
from munshi.notices import service as notices
from munshi.people import service as people

SHORTEST = timedelta(minutes=1)

OPEN = text(
    """
    SELECT number.business_id, handoff.phone_number_id, handoff.person, handoff.since, handoff.written_at
    FROM assistant.handoffs AS handoff JOIN public.numbers AS number USING (phone_number_id)
    WHERE handoff.ended_at IS NULL AND coalesce(handoff.written_at, handoff.since) <= :latest
    """
)
# Whoever has written meanwhile, has it.
END = text(
    """
    UPDATE assistant.handoffs SET ended_at = :now
    WHERE phone_number_id = :number AND person = :person AND since = :since AND ended_at IS NULL
        AND written_at IS NOT DISTINCT FROM cast(:written_at AS timestamptz)
    RETURNING since
    """
)

log = logging.getLogger(__name__)


class Handoff(NamedTuple):
    """A hand-off that is open."""

    business_id: str
    number: str
    person: str
    since: datetime
    written_at: datetime | None

    @property
    def where(self) -> Conversation:
        """The conversation."""
        return Conversation(self.number, self.person)


def take_back_everywhere() -> None:
    """Ends the hand-offs whose waiting time is over, each by itself; several processes may do so at once.

    A fault in one is logged and keeps no other from its end.
    """
    with database.transaction() as session:
        found = session.execute(OPEN, {"latest": clock.now() - SHORTEST})
        waiting = [Handoff(*row) for row in found]
    for handoff in waiting:
        try:
            with database.transaction() as session:
                _take_back(session, handoff)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("A conversation of %s could not be taken back.", handoff.business_id)


def _take_back(session: Session, handoff: Handoff) -> None:
    business = business_service.get(session, handoff.business_id)
    if business is None or clock.now() < _over_at(business, handoff):
        return
    asked = {**handoff.where.ids, "since": handoff.since, "written_at": handoff.written_at}
    if session.execute(END, {**asked, "now": clock.now()}).first() is None:
        return
    _tell(session, business, handoff)
    notices.wake(session, handoff.number, handoff.person)


def _over_at(business: Business, handoff: Handoff) -> datetime:
    opens_at = service.opens_after(business, handoff.since.astimezone(ZoneInfo(business.timezone)))
    minutes = of(business, HandoffSections).handoffs.waiting_minutes
    return rules.over_at(handoff.since, handoff.written_at, opens_at, minutes)


def _tell(session: Session, business: Business, handoff: Handoff) -> None:
    """Says so to who has written within 24 hours; nobody else waits for anything."""
    heard_at: datetime | None = session.execute(HEARD_AT, handoff.where.ids).scalar()
    person = people.find(session, business.id, handoff.person)
    if person is None or heard_at is None or clock.now() - heard_at >= WINDOW:
        return
    name: Notice = "handoff_over" if handoff.written_at else "handoff_unanswered"
    key = f"handoff:{handoff.number}:{handoff.person}:{handoff.since.isoformat()}:over"
    notices.tell(session, business.id, person, name, key, business=business.name)
