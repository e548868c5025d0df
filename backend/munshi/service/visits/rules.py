"""When somebody can come: slots out of technicians' skills, areas, hours, leave, bookings and the way between. Pure.

Moments of a day are minutes since its midnight, at the business.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
HOUR = 60


def wall(minute: int) -> str:
    """A minute of the day as a clock shows it: `09:30`."""
    return f"{minute // HOUR:02}:{minute % HOUR:02}"


class Span(NamedTuple):
    """From a minute of a day to another; the last one is not in it."""

    start: int
    end: int


class Booking(NamedTuple):
    """Where a technician is meanwhile."""

    span: Span
    pincode: str


@dataclass(frozen=True)
class Technician:
    """Who can do what, where and when; `hours` by weekday, Monday is 0; `most` are the visits of a day."""

    key: int
    skills: frozenset[str]
    pincodes: frozenset[str]
    hours: Mapping[int, Sequence[Span]]
    most: int


@dataclass(frozen=True)
class Travel:
    """Minutes of the way: within a pincode, between two, and between some that are known better."""

    within: int = 10
    between: int = 30
    known: Mapping[frozenset[str], int] = field(default_factory=dict)

    def minutes(self, here: str, there: str) -> int:
        """From one pincode to another, the same both ways."""
        if here == there:
            return self.within
        return self.known.get(frozenset((here, there)), self.between)


@dataclass(frozen=True)
class Terms:
    """How visits are given: how long one is, every how many minutes one may begin, how soon and how far ahead."""

    minutes: int = 90
    every: int = 60
    notice: int = 120
    days: int = 14
    travel: Travel = Travel()


@dataclass(frozen=True)
class Diary:
    """What is known of technicians' days: what is booked, when each is away, and when nobody works."""

    booked: Mapping[tuple[int, date], Sequence[Booking]] = field(default_factory=dict)
    away: Mapping[tuple[int, date], Sequence[Span]] = field(default_factory=dict)
    closed: Collection[date] = ()


@dataclass(frozen=True)
class Need:
    """What somebody has to be able to do, and where."""

    skill: str
    pincode: str
    also: frozenset[str] = frozenset()  # skills for other machines in the same visit


class Slot(NamedTuple):
    """When somebody can come, and who is the best to: with the fewest visits that day, and then the nearest."""

    day: date
    span: Span
    technician: int


@dataclass(frozen=True)
class Wish:
    """When it would suit: days and hours, each open to a side where None; `exact` names the hour itself."""

    first: date | None = None
    last: date | None = None
    since: int | None = None
    until: int | None = None
    exact: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing is wished."""
        return self.first is None and self.since is None and self.until is None

    @property
    def named(self) -> int | None:
        """The hour itself, where it is wished."""
        return self.since if self.exact else None

    def suits(self, slot: Slot) -> bool:
        """Whether the slot begins when it is wished."""
        day = (self.first is None or slot.day >= self.first) and (self.last is None or slot.day <= self.last)
        since = self.since is None or slot.span.start >= self.since
        until = self.until is None or slot.span.start < self.until
        return day and since and until


def can_do(technician: Technician, need: Need) -> bool:
    """Whether the technician knows the work and comes there."""
    return {need.skill, *need.also} <= set(technician.skills) and need.pincode in technician.pincodes


def fits(span: Span, pincode: str, booked: Iterable[Booking], travel: Travel) -> bool:
    """A technician gets from each visit to the next in time."""
    for other in booked:
        way = travel.minutes(pincode, other.pincode)
        if span.start < other.span.end + way and other.span.start < span.end + way:
            return False
    return True


def slots(
    need: Need,
    technicians: Iterable[Technician],
    diary: Diary,
    now: datetime,
    terms: Terms,
    named: int | None = None,
) -> list[Slot]:
    """Every moment at which somebody can come, the soonest first, each with the best technician.

    `now` is the moment at the business; an hour that is `named` is one beside those of the grid, on every day.
    """
    able = [technician for technician in technicians if can_do(technician, need)]
    soonest = now + timedelta(minutes=terms.notice)
    found: list[Slot] = []
    for ahead in range(terms.days):
        day = now.date() + ahead * DAY
        if day in diary.closed or day < soonest.date():
            continue
        earliest = soonest.hour * HOUR + soonest.minute if day == soonest.date() else 0
        found += _slots_of(day, earliest, need, able, diary, terms, named)
    return found


def slot_at(found: Iterable[Slot], day: date, start: int, technician: int | None = None) -> Slot | None:
    """The slot that begins then, where there is one still."""
    return next((each for each in found if each.day == day and each.span.start == start), None)


def spread(found: Sequence[Slot], most: int, days: int = 3) -> list[Slot]:
    """A few slots to choose from: of each of the first days some, early and late."""
    by_day: dict[date, list[Slot]] = defaultdict(list)
    for slot in found:
        by_day[slot.day].append(slot)
    share = max(1, most // days)
    chosen = [each for day in list(by_day)[:days] for each in _evenly(by_day[day], share)]
    return chosen[:most]


def _evenly(of_day: Sequence[Slot], number: int) -> list[Slot]:
    if len(of_day) <= number:
        return list(of_day)
    step = (len(of_day) - 1) / max(1, number - 1)
    return [of_day[round(place * step)] for place in range(number)]


def _slots_of(
    day: date,
    earliest: int,
    need: Need,
    able: Sequence[Technician],
    diary: Diary,
    terms: Terms,
    named: int | None,
) -> list[Slot]:
    """The slots of a day; of several who can come then, the best one's."""
    best: dict[int, tuple[int, bool, int]] = {}
    for technician in able:
        booked = diary.booked.get((technician.key, day), ())
        if len(booked) >= technician.most:
            continue
        near = not any(other.pincode == need.pincode for other in booked)
        rank = (len(booked), near, technician.key)
        for start in _starts(technician, day, earliest, need, booked, diary, terms, named):
            if start not in best or rank < best[start]:
                best[start] = rank
    return [Slot(day, Span(start, start + terms.minutes), best[start][2]) for start in sorted(best)]


def _starts(
    technician: Technician,
    day: date,
    earliest: int,
    need: Need,
    booked: Sequence[Booking],
    diary: Diary,
    terms: Terms,
    named: int | None,
) -> Iterator[int]:
    """When the technician can begin on a day: the grid of their hours and the named one, without what is in the way."""
    away = diary.away.get((technician.key, day), ())
    barred = [Span(gone.start - terms.minutes + 1, gone.end) for gone in away]
    for other in booked:
        way = terms.travel.minutes(need.pincode, other.pincode)
        barred.append(Span(other.span.start - way - terms.minutes + 1, other.span.end + way))
    if earliest:
        barred.append(Span(0, earliest))
    for hours in technician.hours.get(day.weekday(), ()):
        yield from _grid(hours, barred, terms)
        if named is not None and _is_within(named, hours, barred, terms):
            yield named


def _is_within(start: int, hours: Span, barred: Sequence[Span], terms: Terms) -> bool:
    """Whether a visit that begins then is within the hours, and its beginning in no barred span."""
    is_barred = any(span.start <= start < span.end for span in barred)
    return hours.start <= start <= hours.end - terms.minutes and not is_barred


def _grid(hours: Span, barred: Sequence[Span], terms: Terms) -> Iterator[int]:
    """The beginnings within the hours that are in no barred span; each is a bit, so that a span bars many at once."""
    number = (hours.end - terms.minutes - hours.start) // terms.every + 1
    if number <= 0:
        return
    free = (1 << number) - 1
    for span in barred:
        first = max(0, -((hours.start - span.start) // terms.every))
        last = min(number - 1, (span.end - 1 - hours.start) // terms.every)
        if last >= first:
            free &= ~(((1 << (last - first + 1)) - 1) << first)
    while free:
        lowest = free & -free
        yield hours.start + (lowest.bit_length() - 1) * terms.every
        free ^= lowest


def half_away(hours: Sequence[Span], portion: str) -> Span:
    """When somebody is away for `full` a day, its `first` or its `second` half: halves part in the middle of hours."""
    if portion == "full" or not hours:
        return Span(0, 24 * HOUR)
    middle = (hours[0].start + hours[-1].end) // 2
    return Span(0, middle) if portion == "first" else Span(middle, 24 * HOUR)
