"""What a technician is booked for, as those ask who are not of the desk."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import Status


def booked_between(
    session: Session, business: Business, technician_id: int, first: date, last: date
) -> Sequence[Visit]:
    """The visits from a day to another, both in it, for which nobody has set out yet."""
    zone = ZoneInfo(business.timezone)
    begins, ends = (datetime.combine(day, time.min, zone) for day in (first, last + timedelta(days=1)))
    query = select(Visit).where(
        Visit.business_id == business.id,
        Visit.technician_id == technician_id,
        Visit.status == Status.BOOKED,
        Visit.starts_at >= begins,
        Visit.starts_at < ends,
    )
    return session.scalars(query.order_by(Visit.starts_at)).all()
