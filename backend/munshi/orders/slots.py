"""When goods can be brought: the business's slots, and which of them an hour that was said means. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from munshi.orders.hours import Stretch, of_day
from munshi.orders.kept import Wanted

DAYS_AHEAD = 7
OFFERED = 6  # in one list

Taken = Mapping[tuple[date, time], int]
"""How many orders each slot has, by its day and its beginning."""


@dataclass(frozen=True)
class Slot:
    """Hours in which the business brings goods on some days of the week: how many orders, and how long before."""

    weekdays: frozenset[int]
    opens: time
    closes: time
    capacity: int | None = None
    lead: timedelta = timedelta()


@dataclass(frozen=True)
class Window:
    """A slot on its day."""

    day: date
    slot: Slot

    @property
    def id(self) -> str:
        """The name by which a button remembers it."""
        return f"{self.day.isoformat()}T{self.slot.opens.isoformat('minutes')}"

    @property
    def wanted(self) -> Wanted:
        """When the goods are wanted, once it is chosen."""
        return Wanted(self.day, self.slot.opens, self.slot.closes, slot=True)

    def is_full(self, taken: Taken) -> bool:
        """Whether as many orders are in it as it takes."""
        return (
            self.slot.capacity is not None and taken.get((self.day, self.slot.opens), 0) >= self.slot.capacity
        )


def windows(
    slots: Sequence[Slot],
    now: datetime,
    hours: Sequence[Stretch],
    closed: Collection[date],
    until: date | None = None,
) -> list[Window]:
    """What can still be chosen as seen from a moment, full or not: in time, and while the business is open."""
    last = max(until or now.date(), now.date() + timedelta(days=DAYS_AHEAD - 1))
    days = [now.date() + timedelta(days=each) for each in range((last - now.date()).days + 1)]
    found = (
        Window(day, slot) for day in days if day not in closed for slot in slots if _is_open(slot, day, hours)
    )
    in_time = [each for each in found if now + each.slot.lead <= _begins(each, now)]
    return sorted(in_time, key=lambda each: (each.day, each.slot.opens))


def fitting(wanted: Wanted, among: Sequence[Window]) -> list[Window]:
    """The windows that an hour or a day means; the only one where it surely means one.

    A single hour is that at which a slot begins, else it may be any from then on. *Until nine* is the last that ends
    by then, *six to eight* what lies within, else what has a part of it.
    """
    of_day = [each for each in among if each.day == wanted.day]
    opens, closes = wanted.opens, wanted.closes
    if opens and closes:
        inside = [each for each in of_day if opens <= each.slot.opens and each.slot.closes <= closes]
        return inside or [each for each in of_day if each.slot.opens < closes and opens < each.slot.closes]
    if closes:
        return [each for each in of_day if each.slot.closes <= closes][-1:]
    if opens:
        exact = [each for each in of_day if each.slot.opens == opens]
        return exact or [each for each in of_day if each.slot.closes > opens]
    return of_day


def is_of(wanted: Wanted, among: Sequence[Window]) -> Window | None:
    """The window that was chosen before, where it can still be chosen."""
    return next((each for each in among if each.wanted == wanted), None)


def free(among: Sequence[Window], taken: Taken) -> Iterator[Window]:
    """Those that have room."""
    return (each for each in among if not each.is_full(taken))


def _begins(window: Window, now: datetime) -> datetime:
    return datetime.combine(window.day, window.slot.opens, now.tzinfo)


def _is_open(slot: Slot, day: date, hours: Sequence[Stretch]) -> bool:
    """On one of its days, and at an hour at which the business is open."""
    if day.weekday() not in slot.weekdays:
        return False
    return not hours or any(stretch.opens <= slot.opens < stretch.closes for stretch in of_day(day, hours))
