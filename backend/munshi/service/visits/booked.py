"""What a technician is booked for, as those ask who are not of the desk."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.visits.hours import hours_of
from munshi.service.visits.models import TechnicianRow, Visit
from munshi.service.visits.rules import half_away
from munshi.service.visits.statuses import Status


def booked_between(
    session: Session, business: Business, technician_id: int, first: date, last: date, portion: str = "full"
) -> Sequence[Visit]:
    """The visits from a day to another, both in it, for which nobody has set out yet; of half a day those in it."""
    zone = ZoneInfo(business.timezone)
    begins, ends = (datetime.combine(day, time.min, zone) for day in (first, last + timedelta(days=1)))
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.technician_id == technician_id,
        Visit.status == Status.BOOKED,
        Visit.starts_at >= begins,
        Visit.starts_at < ends,
    )
    found = session.scalars(query.order_by(Visit.starts_at)).all()
    row = session.get(TechnicianRow, (business.id, technician_id)) if found else None
    if row is None:
        return found
    away = half_away(hours_of(row, business).get(first.weekday(), ()), portion)
    return [
        each
        for each in found
        if _minute(each.starts_at, zone) < away.end and away.start < _minute(each.ends_at, zone)
    ]


def _minute(at: datetime, zone: ZoneInfo) -> int:
    here = at.astimezone(zone)
    return here.hour * 60 + here.minute
