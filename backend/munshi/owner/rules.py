"""What a word about the stock does to it, and what is more than usual. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from munshi.asking.clauses import clause_at

USUAL = 2  # times the most that ever came in at once
DAYS_OF_A_WEEK = 7
MOST_DAYS = 400
PRICE_MOVES = Decimal("0.2")  # of a price; more is asked about


class Kind(StrEnum):
    """What has happened to a product."""

    CAME = "came"
    LEFT = "left"
    SET = "set"  # what is counted is left; of a bare number it is not sure whether it is the price
    GONE = "gone"
    LOST = "lost"
    DEARER = "dearer"
    CHEAPER = "cheaper"
    PRICED = "priced"
    BACK = "back"
    PHOTO = "photo"
    INSTEAD = "instead"  # offered in place of what ran out of an order; of the stock it says nothing


OF_PRICES = frozenset({Kind.DEARER, Kind.CHEAPER, Kind.PRICED})


OF_AMOUNTS = frozenset({Kind.CAME, Kind.LEFT, Kind.SET, Kind.LOST})
FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Mark:
    """A word that says what has happened, and where it stands in the message."""

    kind: Kind
    start: int


def kind_at(text: str, marks: Sequence[Mark], start: int, *, counted: bool) -> Kind | None:
    """What has happened to the product that is named at a place, with an amount or without.

    The word for it stands in the same clause, behind the product or before it; else in the next clause, else in the one
    before. What is counted has not run out, and of what is not counted nothing has come.
    """
    fitting = [mark for mark in marks if mark.kind in OF_PRICES or (mark.kind in OF_AMOUNTS) is counted]
    clause = clause_at(text, start)
    own = [mark for mark in fitting if clause_at(text, mark.start) == clause]
    behind = [mark for mark in own if mark.start >= start]
    if near := behind or own[::-1]:
        return near[0].kind
    after = [mark for mark in fitting if mark.start > start]
    before = [mark for mark in fitting if mark.start < start]
    return next((mark.kind for mark in (*(() if counted else after), *before[::-1], *after)), None)


@dataclass(frozen=True)
class Sum:
    """A sum of money that a message says, and where."""

    paise: int
    start: int


def sum_at(text: str, sums: Sequence[Sum], start: int) -> int | None:
    """The sum that is said of the product at a place: behind it in its clause, else before it there, else anywhere."""
    clause = clause_at(text, start)
    own = [each for each in sums if clause_at(text, each.start) == clause]
    behind = [each for each in own if each.start >= start]
    near = behind or own[::-1] or sums
    return near[0].paise if near else None


def figures_in(text: str) -> list[Decimal]:
    """The numbers of a text."""
    return [Decimal(each) for each in FIGURE.findall(text)]


def rupees_said(text: str, start: int, of_the_name: Collection[Decimal]) -> int | None:
    """In paise, the one number behind a product in its clause that is not of its name: "pan 40 ab 165 ka"."""
    said = [each for each in FIGURE.finditer(text) if each.start() > start]
    near = [Decimal(each.group()) for each in said if same_clause(text, start, each.start())]
    others = [each for each in near if each not in of_the_name]
    return int(others[0] * 100) if len(others) == 1 else None


def same_clause(text: str, one: int, other: int) -> bool:
    """Whether two places stand in one clause."""
    return clause_at(text, one) == clause_at(text, other)


def end_of(now: datetime, day: date | None, hour: time | None, *, counted: bool) -> datetime | None:
    """The moment until which nothing is sold: the hour that is said, else the end of the day.

    Nothing runs out until yesterday: *kal* is tomorrow then. A day that is over says nothing; and what is counted has
    simply run out today.
    """
    on = day or now.date()
    if now.date() - on == timedelta(days=1):
        on = now.date() + timedelta(days=1)
    if hour is not None:
        end = datetime.combine(on, hour, now.tzinfo)
        return end if end > now else None
    if on < now.date() or (on == now.date() and counted):
        return None
    return datetime.combine(on + timedelta(days=1), time(), now.tzinfo)


def of_a_price(kind: Kind, quantity: Decimal | None, paise: int | None) -> Kind:
    """What is meant where a sum is told and no amount of goods: "10 rupaye kam kar do" makes cheaper."""
    if (
        paise is None
        or quantity is not None
        or kind in OF_PRICES
        or kind in (Kind.GONE, Kind.BACK, Kind.INSTEAD)
    ):
        return kind
    return Kind.CHEAPER if kind is Kind.LOST else Kind.PRICED


def price_told(paise: int | None, quantity: Decimal | None, unit: str | None) -> Decimal | None:
    """The sum in paise; of a price a bare number is one in rupees: "rate 42 kar do"."""
    if paise is not None:
        return Decimal(paise)
    return quantity * 100 if quantity is not None and unit is None else None


def new_figure(kind: Kind, left: Decimal, quantity: Decimal) -> Decimal:
    """How much there is after it, never less than nothing."""
    if kind is Kind.CAME:
        return left + quantity
    return max(left - quantity, Decimal(0)) if kind is Kind.LOST else quantity


def new_price(kind: Kind, price_paise: int, said_paise: int) -> int:
    """The price after it, never less than nothing."""
    if kind is Kind.PRICED:
        return said_paise
    return max(price_paise + (said_paise if kind is Kind.DEARER else -said_paise), 0)


def is_much(quantity: Decimal, most_before: Decimal | None) -> bool:
    """Whether more came in than ever comes in at once; of what never came, nothing is known to be usual."""
    return most_before is not None and quantity > USUAL * most_before


def moves_much(before_paise: int, after_paise: int) -> bool:
    """Whether a price changes so much that it may be a slip."""
    return before_paise == 0 or abs(after_paise - before_paise) > PRICE_MOVES * before_paise


@dataclass(frozen=True)
class Days:
    """Both ends included."""

    first: date
    last: date

    @property
    def number(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1

    def each(self) -> list[date]:
        """Every one of them."""
        return [self.first + timedelta(days=number) for number in range(self.number)]


def named_days(first: date | None, last: date | None, today: date) -> Days:
    """The days that are named, today where none are; of a week that is not over, those that have been."""
    start = first or last or today
    end = min(max(last or start, start), start + timedelta(days=MOST_DAYS))
    return Days(start, min(end, today) if start <= today else end)


def before(days: Days) -> Days:
    """What they are held against: the same days of the week or of the month before, else as many just before.

    A month that is over is held against the whole month before it, whatever their lengths.
    """
    if days.first.day == 1 and days.number > DAYS_OF_A_WEEK:
        end_before = days.first - timedelta(days=1)
        start = end_before.replace(day=1)
        is_whole = (days.last + timedelta(days=1)).day == 1
        last = end_before if is_whole else min(start + timedelta(days=days.number - 1), end_before)
        return Days(start, last)
    if days.first.weekday() == 0 and days.number <= DAYS_OF_A_WEEK:
        week = timedelta(days=DAYS_OF_A_WEEK)
        return Days(days.first - week, days.last - week)
    return Days(days.first - timedelta(days=days.number), days.first - timedelta(days=1))


def is_drawn(days: Days) -> bool:
    """Whether a picture says more than the figures."""
    return days.number > 1
