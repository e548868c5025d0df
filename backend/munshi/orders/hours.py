"""When a business is open. Pure: moments carry the business's own zone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

LOOKED_AHEAD = timedelta(days=370)  # a business that opens later than that has closed for good


@dataclass(frozen=True)
class Stretch:
    """One opening of a weekday, Monday is 0; with a `day` of that day alone, in the place of all of its weekday."""

    weekday: int
    opens: time
    closes: time
    day: date | None = None


def of_day(day: date, hours: Sequence[Stretch]) -> list[Stretch]:
    """The openings of a day."""
    own = [stretch for stretch in hours if stretch.day == day]
    return own or [stretch for stretch in hours if stretch.day is None and stretch.weekday == day.weekday()]


def is_open(at: datetime, hours: Sequence[Stretch], closed: Collection[date]) -> bool:
    """Whether somebody is there; a business that names no hours always is."""
    if not hours:
        return True
    return at.date() not in closed and any(
        stretch.opens <= at.time() < stretch.closes for stretch in of_day(at.date(), hours)
    )


def closes_at(at: datetime, hours: Sequence[Stretch]) -> datetime:
    """Until when it stays open, at a moment at which it is."""
    until = max(each.closes for each in of_day(at.date(), hours) if each.opens <= at.time())
    return datetime.combine(at.date(), until, at.tzinfo)


def next_opening(at: datetime, hours: Sequence[Stretch], closed: Collection[date]) -> datetime | None:
    """When it opens the next time after a moment at which it is closed."""
    for days in range(LOOKED_AHEAD.days):
        day = at.date() + timedelta(days=days)
        opens = sorted(stretch.opens for stretch in of_day(day, hours))
        moments = [datetime.combine(day, each, at.tzinfo) for each in opens if day not in closed]
        later = [moment for moment in moments if moment > at]
        if later:
            return later[0]
    return None
