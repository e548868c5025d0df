"""Cash that is handed in is written by the word of who gives it or who gets it, once; who gets it may strike it out."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts import held
from munshi.business.models import Business
from munshi.people.models import Person
from munshi.service.cash.models import HandedIn


def hand_in(
    session: Session, business: Business, giver: Person, paise: int, by: Person, at: datetime | None = None
) -> HandedIn:
    """What somebody has handed in, now or before; the same sum of the same day by the word of the other side is the
    same cash.
    """
    seen = None if by.id == giver.id else clock.now()
    for before in _today(session, business, giver.id):
        if before.paise == paise and (before.by_id == giver.id) != (by.id == giver.id) and not before.seen_at:
            before.seen_at = clock.now()
            session.flush()
            return before
    written = HandedIn(
        business_id=business.id,
        person_id=giver.id,
        paise=paise,
        by_id=by.id,
        at=at or clock.now(),
        seen_at=seen,
    )
    session.add(written)
    session.flush()
    return written


def since(
    session: Session, business: Business, person_id: int, paise: int, moment: datetime
) -> HandedIn | None:
    """Cash of this sum that somebody has handed in on the day of a moment or later."""
    first = moment.astimezone(ZoneInfo(business.timezone)).date()
    written = _between(session, business, person_id, first, clock.now_in(business.timezone).date())
    return next((each for each in written if each.paise == paise), None)


def handed_today(session: Session, business: Business, person_id: int) -> int:
    """How much of what they took somebody has handed in today, in paise."""
    return sum(each.paise for each in _today(session, business, person_id))


def handed_in(session: Session, business: Business, person_id: int, first: date, last: date) -> int:
    """The same of the days from one until another."""
    return sum(each.paise for each in _between(session, business, person_id, first, last))


def last_of(session: Session, business: Business, person_id: int, since: datetime) -> Sequence[HandedIn]:
    """What somebody has handed in since a moment and counts, the last first."""
    query = select(HandedIn).where(
        HandedIn.business_id == business.id,
        HandedIn.person_id == person_id,
        HandedIn.struck_at.is_(None),
        HandedIn.at >= since,
    )
    return session.scalars(query.order_by(HandedIn.id.desc())).all()


def locked(session: Session, business_id: str, number: int) -> HandedIn | None:
    """What was written under a number, locked."""
    query = select(HandedIn).where(HandedIn.business_id == business_id, HandedIn.id == number)
    return session.scalar(query.with_for_update())


def _today(session: Session, business: Business, person_id: int) -> Sequence[HandedIn]:
    today = clock.now_in(business.timezone).date()
    return _between(session, business, person_id, today, today)


def _between(
    session: Session, business: Business, person_id: int, first: date, last: date
) -> Sequence[HandedIn]:
    zone = ZoneInfo(business.timezone)
    query = select(HandedIn).where(
        HandedIn.business_id == business.id,
        HandedIn.person_id == person_id,
        HandedIn.struck_at.is_(None),
        HandedIn.at >= datetime.combine(first, time(), zone),
        HandedIn.at < datetime.combine(last + timedelta(days=1), time(), zone),
    )
    return session.scalars(query.order_by(HandedIn.id)).all()


held.register_handed(handed_in)
