"""What a message says about time, piece by piece, before the pieces are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from nlu.time import days
from nlu.time.days import Days
from nlu.time.matters import Matter
from nlu.time.small_words import small_words
from nlu.time.tense import Tense
from nlu.words.languages import language_of
from nlu.words.reading import Word

ANY = "any"  # half of the day
NEAR = 4  # words
LONG_AGO = 300  # days
RANGE, LIMITS = (small_words("pieces")[name] for name in ("range", "limits"))


@dataclass(frozen=True)
class Setting:
    """A message, the moment at which it is read, and its tenses."""

    words: Sequence[Word]
    moment: datetime
    tense: Tense
    state: str | None
    matter: Matter = Matter.OPEN
    by_year: bool = False  # a bare year is meant as one: "holidays of 2027"
    counts: dict[int, Count | None] = field(
        default_factory=dict
    )  # that were read so far, by their first word

    @property
    def today(self) -> date:
        """The day of the moment."""
        return self.moment.date()

    @cached_property
    def in_english(self) -> bool:
        """Whether "saturday or sunday" leaves the choice; in Hindi it is mostly *aur*."""
        language = language_of(self.words)
        return language is None or language.value == "en"

    def past(self, start: int, end: int) -> bool:
        """Whether what the words from start to end name is over, as is said or as it can only be."""
        if self.matter in (Matter.OVER, Matter.SPENT) and not self._is_limit(start, end):
            return not self.tense.will_be(start, end)
        if self.decided(start, end):
            return False
        return self.matter is not Matter.COMING and (self.tense.of(start, end) or 0) < 0

    def decided(self, start: int, end: int) -> bool:
        """Whether a request is called by its day, which is to come: "sunil ki budhvar wali manzoor"."""
        called = self.matter is Matter.NEAR and self.tense.has("wale", end, end + 1)
        return called and not self.tense.has("things_past", start, end + NEAR)

    def on_its_side(self, past: bool, day: Callable[[bool], date | None]) -> date | None:
        """The day that is over or to come; of what may be either the nearer one.

        Nobody claims a bill of almost a year ago: such a day is said to be still to come.
        """
        chosen = day(past)
        if not past or chosen is None or self.matter not in (Matter.NEAR, Matter.SPENT, Matter.MOVED):
            return chosen if chosen or self.matter is not Matter.NEAR else day(False)
        ago, coming = (self.today - chosen).days, day(False)
        if coming is None or (self.matter is Matter.SPENT and ago < LONG_AGO):
            return chosen
        return coming if (coming - self.today).days < ago else chosen

    def _is_limit(self, start: int, end: int) -> bool:
        """Whether a day is one by which something shall be: "30 tak de dunga"."""
        before = self.words[start - 1].plain if start else ""
        if before in RANGE or any(word.plain in RANGE for word in self.words[start:end]):
            return False  # "20 se 22 nov tak"
        after = [word.plain for word in self.words[end : end + 2]]
        return before in LIMITS or any(word in LIMITS for word in after)


@dataclass(frozen=True)
class Dated:
    """Days that are named; `repeats` is the distance in days at which the name fits again."""

    start: int
    end: int
    days: Days
    ambiguous: bool = False
    repeats: int | None = None
    ranged: bool = False  # both ends were named
    monthly: bool = False  # only its number in a month was named
    week: bool = False  # a week that was named: "next week"
    chosen: bool = False  # of a week that was named with it: "agle somvar"
    festive: bool = False  # named by a festival
    closing: str | None = None  # the last day of this: "month", or "span" where it was named
    either: bool = False  # one of several days of which one is left to choose: "26 ya 27 ko"

    @property
    def single(self) -> bool:
        """Whether it is one day."""
        return self.days.first == self.days.last


@dataclass(frozen=True)
class Count:
    """How long: days or minutes; months when they were said, which have no fixed length."""

    start: int
    end: int
    days: int | None = None
    minutes: int | None = None
    months: int = 0

    def last_day(self, first: date) -> date | None:
        """The last day of so many from a first."""
        if self.months:
            same = days.shift_months(first, self.months)
            return same and same - timedelta(1)
        return days.shift(first, (self.days or 1) - 1)


@dataclass(frozen=True)
class Half:
    """A half of a day: first, second or any."""

    start: int
    end: int
    which: str


@dataclass(frozen=True)
class Clock:
    """A time of the day or a span of it, in minutes since midnight."""

    start: int
    end: int
    since: int | None
    until: int | None = None
    part: str | None = None  # only a part of the day was named
    sure: bool = False  # which half of the day is meant was said


Piece = Dated | Count | Half | Clock


@dataclass(frozen=True)
class Joined:
    """Pieces that make one value."""

    start: int
    end: int
    days: Dated | None = None
    clock: Clock | None = None
    half: Half | None = None
    count: Count | None = None
    closed: bool = False  # a start and its count, or both ends of a range
