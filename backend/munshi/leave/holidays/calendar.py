"""The days on which an employee works: weekly offs, holidays, and the leave year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
WEEK = 7
WEEKS_OF_MONTH = frozenset(range(1, 6))


class Off(StrEnum):
    """Why nobody works on a day."""

    WEEKLY_OFF = "weekly_off"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class WeeklyOff:
    """A weekday (Monday is 0) that is off: every one, or only the first, second … of a month."""

    weekday: int
    which: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.weekday not in range(WEEK) or not self.which <= WEEKS_OF_MONTH:
            raise ValueError("a weekday is 0 to 6, and a month has its first to its fifth")

    def falls_on(self, day: date) -> bool:
        """Whether this day is off by it."""
        return day.weekday() == self.weekday and (not self.which or _which_of_month(day) in self.which)


def _which_of_month(day: date) -> int:
    return (day.day - 1) // WEEK + 1


@dataclass(frozen=True)
class WorkCalendar:
    """The weekly offs and the holidays of a business, or of one employee; holidays are named by language."""

    weekly_offs: tuple[WeeklyOff, ...] = (WeeklyOff(6),)
    holidays: Mapping[date, Mapping[str, str]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        off = {(each.weekday, which) for each in self.weekly_offs for which in each.which or WEEKS_OF_MONTH}
        if len(off) == WEEK * len(WEEKS_OF_MONTH):
            raise ValueError("some day of the week must be worked")

    def off(self, day: date) -> Off | None:
        """Why nobody works on that day; a holiday on a weekly off is told as the holiday. None on a working day."""
        if day in self.holidays:
            return Off.HOLIDAY
        return Off.WEEKLY_OFF if any(off.falls_on(day) for off in self.weekly_offs) else None

    def working_day_on_or_after(self, day: date) -> date:
        """The next day on which work is done; the day itself if it is one."""
        return next(each for each in days_from(day) if not self.off(each))

    def working_day_before(self, day: date) -> date:
        """The last day before on which work is done."""
        return next(each for each in days_from(day - DAY, -DAY) if not self.off(each))


def days_from(day: date, step: timedelta = DAY) -> Iterator[date]:
    """The day and those after it; as long as a calendar goes."""
    while True:
        yield day
        day += step


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    return (first + at * DAY for at in range((last - first).days + 1))


@dataclass(frozen=True)
class LeaveYear:
    """The year for which leave is given: from January, or from April, as the business has it."""

    first: date
    last: date

    @classmethod
    def of(cls, day: date, begins: int = 1) -> "LeaveYear":
        """The leave year in which the day lies; `begins` is the month."""
        year = day.year if day.month >= begins else day.year - 1
        return cls(date(year, begins, 1), date(year + 1, begins, 1) - DAY)

    @property
    def following(self) -> "LeaveYear":
        """The leave year after this one."""
        return LeaveYear.of(self.last + DAY, self.first.month)

    @property
    def name(self) -> str:
        """`2026`, or `2026-27` where it is not the calendar's."""
        first, last = self.first.year, self.last.year
        return str(first) if first == last else f"{first}-{last % 100:02}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last
