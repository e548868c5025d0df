"""Reads days by their week and weeks by their month: agle hafte somvar ko, first week of december."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from nlu.time import days
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
