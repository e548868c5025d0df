"""Reads days by their week and weeks by their month: agle hafte somvar ko, first week of december."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from nlu.time import days
from nlu.time.counts import count_at
from nlu.time.days import Days
from nlu.time.pieces import Dated, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.spans import OFFSETS, month_named
from nlu.time.words import is_a, sense
from nlu.words.reading import Word

OF = small_words("dates")["of"]
WEEK, LAST = 7, 5  # days; the fifth of a list of weeks is whatever comes last


def week_of_month(setting: Setting, at: int) -> Dated | None:
    """The seven days from the 1st, the 8th, the 15th, the 22nd, or the last seven."""
    words = setting.words
    if not is_a(words, at, "nth", "month", "month_beside", "which", "unit"):
        return None
    week = _week(words, at)
    month = _month(setting, _skip(words, week[1])) if week and week[1] < len(words) else None
    if week is None:
        month = _month(setting, at)
        week = _week(words, _skip(words, month.end)) if month else None
    if week is None or month is None:
        return None
    number, end = week
    first, last = month.days
    since = last - timedelta(WEEK - 1) if number == LAST else first + timedelta(WEEK * (number - 1))
    return Dated(at, max(end, month.end), Days(since, since + timedelta(WEEK - 1)))


def _week(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Which week of its month, and the word after it."""
    number = sense(words, at, "nth")
    unit = sense(words, number.end, "unit") if number else None
    return (int(number.value), unit.end) if number and unit and unit.value == "week" else None


def _month(setting: Setting, at: int) -> Dated | None:
    """A month by its name, "agle mahine", or the one that is: "mahine ke pehle hafte"."""
    which = sense(setting.words, at, "which")
    unit = sense(setting.words, which.end if which else at, "unit")
    if unit and unit.value == "month":
        return Dated(at, unit.end, days.month(setting.today, OFFSETS[str(which.value)] if which else 0))
    return month_named(setting, at)


def weekday_of_month(setting: Setting, at: int) -> Dated | None:
    """ "second saturday", "last friday of december", "december ka pehla somvar"."""
    words = setting.words
    number, month = sense(words, at, "nth"), None
    if number is None and is_a(words, at, "month", "month_beside", "which", "unit"):
        month = _month(setting, at)
        number = sense(words, after_small(words, month.end, OF), "nth") if month else None
    named = sense(words, number.end, "weekday") if number else None
    if number is None or named is None:
        return None
    end = named.end
    if month is None and (month := _month(setting, _skip(words, end)) if end < len(words) else None):
        end = month.end
    if month and is_a(words, month.start, "unit"):
        month = None  # "mahine ka doosra shanivar" is of the next month that has it still to come
    elif month is None and int(number.value) in (1, LAST):
        return None  # "pehle somvar ko" is earlier, "last friday" the one before
    on = _nth(setting, month, int(number.value), int(named.value), past=setting.past(at, end))
    return Dated(at, end, Days(on, on), chosen=True) if on else None


def _nth(setting: Setting, month: Dated | None, number: int, weekday: int, *, past: bool) -> date | None:
    """The day in its month, or in the first one in which it is to come or the last in which it was."""
    if month:
        return days.nth_weekday(month.days.first, number, weekday)
    near = (days.month(setting.today, -step if past else step).first for step in range(2))
    found = (days.nth_weekday(first, number, weekday) for first in near)
    return next((on for on in found if on and (on < setting.today if past else on >= setting.today)), None)


def days_of_span(setting: Setting, at: int) -> Dated | None:
    """The first or the last days of a week or a month: "first 3 days of december", "mahine ke aakhri 2 din"."""
    words = setting.words
    counted, span = _count(setting, at), None
    if counted:
        span = _span(setting, _skip(words, counted[2])) if counted[2] < len(words) else None
    elif is_a(words, at, "month", "month_beside", "which", "unit"):
        span = _span(setting, at)
        counted = _count(setting, after_small(words, span.end, OF)) if span else None
    if span is None or counted is None:
        return None
    number, length, end = counted
    first, last = span.days
    if length > (last - first).days:
        return None
    only = timedelta(length - 1)
    found = Days(first, first + only) if number == 1 else Days(last - only, last)
    return Dated(at, max(end, span.end), found, ranged=True)


def _count(setting: Setting, at: int) -> tuple[int, int, int] | None:
    """First or last, how many days, and the word after them."""
    number = sense(setting.words, at, "nth")
    count = count_at(setting, number.end) if number and int(number.value) in (1, LAST) else None
    return (int(number.value), count.days, count.end) if number and count and count.days else None


def _span(setting: Setting, at: int) -> Dated | None:
    which = sense(setting.words, at, "which")
    end = unit_end(setting, which.end if which else at, "week")
    if end:
        return Dated(at, end, days.week(setting.today, OFFSETS[str(which.value)] if which else 0))
    return _month(setting, at)


def _skip(words: Sequence[Word], at: int) -> int:
    return after_small(words, after_small(words, at, OF), ("the",))


def week_and_day(setting: Setting, at: int) -> Dated | None:
    """ "agle hafte somvar ko", "monday of next week"."""
    words = setting.words
    week = _chosen_week(setting, at)
    if week:
        named = sense(words, after_small(words, week[1], OF), "weekday", "weekday_beside")
    else:
        named = sense(words, at, "weekday")
        week = _chosen_week(setting, after_small(words, named.end, OF)) if named else None
    if not named or not week:
        return None
    on = days.week(setting.today, week[0]).first + timedelta(int(named.value))
    return Dated(at, max(week[1], named.end), Days(on, on), chosen=True)


def _chosen_week(setting: Setting, at: int) -> tuple[int, int] | None:
    """How many weeks on "agle hafte" is, and the word after it."""
    which = sense(setting.words, at, "which")
    end = unit_end(setting, which.end, "week") if which else None
    return (OFFSETS[str(which.value)], end) if which and end else None


def unit_end(setting: Setting, at: int, unit: str) -> int | None:
    """The word after a unit of time that stands here."""
    found = sense(setting.words, at, "unit")
    return found.end if found and found.value == unit else None
