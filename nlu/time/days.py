"""Reckons days: the next or the last Friday, the 5th, week, month; pure arithmetic on dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

FIRST_MONTH_OF_ACCOUNTS = 4  # the financial year of India begins in April
MONTHS_OF_A_YEAR = 12
FARTHEST = 3  # months that are tried for a 31st


class Days(NamedTuple):
    """The days from one to another, both included."""

    first: date
    last: date


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None when there is no such day."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def shift(today: date, days: int) -> date | None:
    """The day so many days on; None beyond the calendar."""
    try:
        return today + timedelta(days)
    except OverflowError:
        return None


def shift_months(today: date, months: int) -> date | None:
    """The same day so many months on, or the last one of a shorter month; None beyond the calendar."""
    if not 1 < today.year + months // 12 < 9998:
        return None
    within = month(today, months)
    return day(within.first.year, within.first.month, today.day) or within.last


def week(today: date, offset: int) -> Days:
    """Monday to Sunday of this week or of one so many weeks on."""
    monday = today + timedelta(7 * offset - today.weekday())
    return Days(monday, monday + timedelta(6))


def weekend(today: date, offset: int) -> Days:
    """Saturday and Sunday of a week."""
    saturday = week(today, offset).last - timedelta(1)
    return Days(saturday, saturday + timedelta(1))


def month(today: date, offset: int) -> Days:
    """The first to the last of this month or of one so many months on."""
    years, months = divmod(today.month - 1 + offset, 12)
    return whole_month(today.year + years, months + 1)


def whole_month(year: int, number: int) -> Days:
    """The first to the last of a month."""
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(today: date, offset: int) -> Days:
    """A calendar year."""
    return Days(date(today.year + offset, 1, 1), date(today.year + offset, 12, 31))


def financial_year(today: date, offset: int) -> Days:
    """April to March."""
    return accounts(today.year + offset - (today.month < FIRST_MONTH_OF_ACCOUNTS))


def accounts(first: int) -> Days:
    """The financial year that begins in a year."""
    return Days(
        date(first, FIRST_MONTH_OF_ACCOUNTS, 1), date(first + 1, FIRST_MONTH_OF_ACCOUNTS, 1) - timedelta(1)
    )


def quarter(today: date, offset: int) -> Days:
    """Three months of this quarter or of one so many on; those of the accounts begin and end with the calendar's."""
    first = month(today, 3 * offset - (today.month - 1) % 3).first
    return Days(first, month(first, 2).last)


def quarter_of_accounts(today: date, number: int) -> Days:
    """The latest quarter with this number in its financial year, April to June being the first, that has begun."""
    return next(
        found
        for back in range(4)
        if (found := quarter(today, -back)).first.month == (number * 3) % MONTHS_OF_A_YEAR + 1
    )


def weekday(today: date, number: int, *, past: bool) -> date:
    """The next such weekday after today, or the last one before."""
    if past:
        return today - timedelta((today.weekday() - number - 1) % 7 + 1)
    return today + timedelta((number - today.weekday() - 1) % 7 + 1)


def nth_weekday(first: date, number: int, weekday: int) -> date:
    """The so-manieth such weekday of the month that begins on a day; the fifth is whatever comes last."""
    last = whole_month(first.year, first.month).last
    if number > 4:
        return last - timedelta((last.weekday() - weekday) % 7)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def of_month(today: date, number: int, *, past: bool) -> date | None:
    """The next day with this number from today on, or the last one until today."""
    for step in range(FARTHEST):
        first = month(today, -step if past else step).first
        found = day(first.year, first.month, number)
        if found and (found <= today if past else found >= today):
            return found
    return None


def of_year(today: date, month_number: int, number: int, *, past: bool) -> date | None:
    """The next such day of a year from today on, or the last one until today; none on a 29 February in other years."""
    for years in (today.year, today.year + (-1 if past else 1)):
        found = day(years, month_number, number)
        if found and (found <= today if past else found >= today):
            return found
    return None


def month_named(today: date, number: int, *, past: bool) -> Days:
    """The next such month, or the last one; this month is either."""
    if number == today.month:
        return whole_month(today.year, number)
    later = number > today.month
    return whole_month(today.year + (0 if later is not past else -1 if past else 1), number)
