"""When goods are wanted: the first reading of a said hour at which somebody is there; any other is refused aloud."""

from dataclasses import replace
from datetime import datetime, time

from munshi.orders.desk import Desk
from munshi.orders.kept import HourPast, SaidHour, Wanted, readings, wanted_at


def wanted_hour(desk: Desk, said: SaidHour, kept: Wanted | None) -> Wanted | None:
    """When that is, where another hour was `kept` before; one that has gone by, or when nobody is there, is refused.

    Of an hour without a part of the day the first reading holds at which somebody is there.
    """
    near = (kept.opens or kept.closes) if kept and said.day in (None, kept.day) else None
    hours = readings(_with_what_is_kept(said, kept), near)
    found = [_wanted(desk, each) for each in hours]
    closed = next(filter(None, found), None)
    if wanted := next((each for each in found if each and not _is_closed(desk, each)), None):
        return wanted
    if closed:
        opens_at = desk.opens_after(closed)
        desk.note("hour_closed", wanted=closed.as_json(), opens_at=opens_at.isoformat() if opens_at else None)
    else:
        desk.note("hour_past")
    return None


def day_alone(desk: Desk, said: SaidHour, kept: Wanted | None) -> Wanted | None:
    """The later day of an hour that is refused, where somebody is there on it: another hour that is said is of it."""
    if said.day is None or said.day <= desk.now.date() or said.day in desk.business.closed_days:
        return None
    return kept if kept and kept.day == said.day else Wanted(said.day)


def _wanted(desk: Desk, said: SaidHour) -> Wanted | None:
    """When that is; None where it has gone by."""
    try:
        return wanted_at(said, desk.now)
    except HourPast:
        return None


def _with_what_is_kept(said: SaidHour, kept: Wanted | None) -> SaidHour:
    """An hour alone is of the day that was said before, and a day alone of the hour."""
    if kept is None:
        return said
    if said.day is None:
        return replace(said, day=kept.day)
    if said.opens is None and said.closes is None:
        return replace(said, opens=kept.opens, closes=kept.closes, sure=True)
    return said


def _is_closed(desk: Desk, wanted: Wanted) -> bool:
    hour = wanted.opens or wanted.closes
    if hour is None:
        return wanted.day in desk.business.closed_days
    return not desk.is_open(datetime.combine(wanted.day, time(hour.hour, hour.minute), desk.now.tzinfo))
