"""What holds for tickets: how urgent one is, and by when it is to be resolved. Moments carry the business's zone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

Hazard = Literal["gas", "sparks", "water"]
Priority = Literal["urgent", "high", "normal"]

HAZARDS: tuple[Hazard, ...] = ("gas", "sparks", "water")
LOOKED_AHEAD_DAYS = 370  # a business that is not open so long has closed for good


@dataclass(frozen=True)
class Open:
    """One stretch of a weekday, Monday is 0, in which somebody works."""

    weekday: int
    opens: time
    closes: time


def priority_of(hazard: Hazard | None, urgent: Collection[str], again: bool) -> Priority:
    """A danger that the business calls urgent is; what was put right and is broken again comes before the rest."""
    if hazard in urgent:
        return "urgent"
    return "high" if again or hazard else "normal"


def due_at(raised: datetime, hours: int, week: Sequence[Open], off: Collection[date]) -> datetime:
    """When so many hours of work are over: only the stretches of days that are no offs and no holidays count.

    Where no hours are known, or none comes for a year, the clock's own count.
    """
    left = timedelta(hours=hours)
    for day in range(LOOKED_AHEAD_DAYS):
        on = raised.date() + timedelta(days=day)
        if on in off:
            continue
        for stretch in sorted((each for each in week if each.weekday == on.weekday()), key=_opens):
            begins = max(raised, datetime.combine(on, stretch.opens, raised.tzinfo))
            ends = datetime.combine(on, stretch.closes, raised.tzinfo)
            if begins >= ends:
                continue
            if begins + left <= ends:
                return begins + left
            left -= ends - begins
    return raised + timedelta(hours=hours)


def _opens(stretch: Open) -> time:
    return stretch.opens


def hours_for(priority: Priority, hours: Mapping[str, int]) -> int:
    """The hours of work within which a ticket of this priority is to be resolved."""
    return hours[priority]


def is_same_fault(words: Collection[str], before: Collection[str], says_again: bool) -> bool:
    """Whether what is told now is what was told then: it says so, or shares a word that tells."""
    return says_again or not set(words).isdisjoint(before)


def within_guarantee(resolved: datetime, now: datetime, days: int) -> bool:
    """Whether a repair is still guaranteed, the last day included."""
    return (now.date() - resolved.date()).days <= days
