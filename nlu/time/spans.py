"""Reads spans of days that have a name: is hafte, next weekend, november, last year, the end of a month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from nlu.time import days
from nlu.time.accounts import accounts_of, quarter_of, years
from nlu.time.days import Days
from nlu.time.matters import Matter
from nlu.time.pieces import Dated, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.words import Sense, is_a, sense

WORDS = small_words("dates")
MONTHS, DAYS_OF_A_YEAR = 12, 365
OF = WORDS["of"]
MONTH_BEFORE = WORDS["month_before"]
MONTH_AFTER = WORDS["month_after"]
ENDING = WORDS["ending"]
MYSELF, OWNED = frozenset({"mai"}), WORDS["owned_by_me"]  # "mai ke tabiyat" is no month
OFFSETS = {"second": 2, "next": 1, "coming": 1, "this": 0, "last": -1}


def year(setting: Setting, at: int) -> Dated | None:
    """A year by its number, where one may be meant."""
    plain = setting.words[at].plain
    named = years(setting.words, at) if setting.matter is Matter.OVER else None
    if named and named[1] > at + 1:  # "2025-26 ki bikri"
        return Dated(at, named[1], days.accounts(named[0]))
    if not setting.by_year or not is_year(plain):
        return None
    return Dated(at, at + 1, days.year(setting.today, int(plain) - setting.today.year))


def whole(setting: Setting, at: int) -> Dated | None:
    """Weeks, weekends, months and years, or the last day of one."""
    words = setting.words
    end = sense(words, at, "month_end")
    if end:
        last = days.month(setting.today, 0).last
        return Dated(at, end.end, Days(last, last), closing="month")
    if ending := sense(words, at, "end_of"):
        place = after_small(words, after_small(words, ending.end, ("of",)), ("the",))
        span = _span(setting, place) or _this(setting, place) if place > ending.end else None
        return _last_day(span, at, span.end) if span else None
    span = _span(setting, at)
    place = after_small(words, span.end if span else at + 1, ENDING)
    ending = sense(words, place, "end_of")
    if ending and not span and (place > at + 1 or not is_a(words, at, "weekend")):
        span = _this(setting, at)
    return _last_day(span, at, ending.end) if span and ending else span


def _this(setting: Setting, at: int) -> Dated | None:
    """The week, the month or the year that is: "hafte ke end tak"."""
    unit = sense(setting.words, at, "unit")
    if unit is None or unit.value not in _UNITS:
        return None
    span = _UNITS[str(unit.value)](setting.today, 0)
    return Dated(at, unit.end, span, closing=str(unit.value))


def _last_day(span: Dated, start: int, end: int) -> Dated:
    return replace(
        span,
        start=start,
        end=end,
        days=Days(span.days.last, span.days.last),
        week=False,
        closing=span.closing or "span",
    )


def _span(setting: Setting, at: int) -> Dated | None:
    words = setting.words
    which = sense(words, at, "which")
    place = which.end if which else at
    offset = OFFSETS[str(which.value)] if which else 0
    if accounts := accounts_of(setting, place):
        return accounts
    for kind, reckon in _WHOLES.items():
        found = sense(words, place, kind)
        if found:
            span = reckon(setting.today, offset)
            if span.first > setting.today and offset <= 0 and setting.past(at, found.end):
                span = reckon(setting.today, -1)  # "what did we sell over the weekend"
            return Dated(at, found.end, span)
    if quarter := quarter_of(setting, at, which):
        return quarter
    if which:
        unit = sense(words, which.end, "unit")
        if unit is None or unit.value not in _UNITS:
            return _chosen_month(setting, at, which)
        span = _UNITS[str(unit.value)](setting.today, offset)
        week = unit.value == "week"
        return _month_of_year(setting, at, unit.end, span) or Dated(at, unit.end, span, week=week)
    return month_named(setting, at)


def _chosen_month(setting: Setting, at: int, which: Sense) -> Dated | None:
    """ "last november" said in November is that of last year, "next march" the one to come."""
    named = sense(setting.words, which.end, "month")
    if named is None or which.value == "this":
        return None
    number, past = int(named.value), which.value == "last"
    other = days.month_named(setting.today, number, past=past)
    if number == setting.today.month:
        other = days.whole_month(setting.today.year + (-1 if past else 1), number)
    return Dated(at, named.end, other)


def _month_of_year(setting: Setting, at: int, end: int, year: Days) -> Dated | None:
    """ "pichle saal november", "next year in may"."""
    words = setting.words
    named = sense(words, after_small(words, end, OF), "month", "month_beside")
    if named is None or (year.last - year.first).days < DAYS_OF_A_YEAR - 1:
        return None
    return Dated(at, named.end, days.whole_month(year.first.year, int(named.value)))


_Reckon = Callable[[date, int], Days]
_WHOLES: dict[str, _Reckon] = {"weekend": days.weekend, "financial_year": days.financial_year}
_UNITS: dict[str, _Reckon] = {"week": days.week, "month": days.month, "year": days.year}


def month_named(setting: Setting, at: int) -> Dated | None:
    """A month by its name: november, dec 2026, "in march"."""
    words = setting.words
    named = sense(words, at, "month")
    if not named:
        named = sense(words, at, "month_beside")
        before = words[at - 1].plain if at else ""
        after = words[at + 1].plain if at + 1 < len(words) else ""
        if not named or (words[at].plain in MYSELF and after in OWNED):
            return None
        begins = is_a(words, at + 1, "to") and is_a(words, at + 2, "month", "month_beside")  # "jan se march"
        ends = is_a(words, at - 1, "to") and is_a(words, at - 2, "month", "month_beside")
        if not (before in MONTH_BEFORE or after in MONTH_AFTER or is_year(after) or begins or ends):
            return None
    number = int(named.value)
    if at and _is_dayish(words[at - 1].plain):
        return None  # the 30th of February
    if named.end < len(words) and (year := year_of(words[named.end].plain)):
        return Dated(at, named.end + 1, days.whole_month(year, number))
    if named.end < len(words) and _is_dayish(words[named.end].plain):
        return None
    which = sense(words, named.end, "which")
    unit = sense(words, which.end, "unit") if which else None
    if which and unit and unit.value == "year":  # "november last year"
        year = setting.today.year + OFFSETS[str(which.value)]
        return Dated(at, unit.end, days.whole_month(year, number))
    past = setting.past(at, named.end) and not _is_nearer_to_come(setting, number)
    return Dated(at, named.end, days.month_named(setting.today, number, past=past))


def _is_nearer_to_come(setting: Setting, month: int) -> bool:
    """Whether of what may be either a month is to come: in November December is, and October was."""
    return setting.matter is Matter.NEAR and 0 < (month - setting.today.month) % MONTHS <= MONTHS // 2


def _is_dayish(plain: str) -> bool:
    return plain.isdecimal() and len(plain) <= 2


def is_year(plain: str) -> bool:
    """Whether a word is a year of four digits."""
    return year_of(plain) is not None


def year_of(plain: str) -> int | None:
    """A year of four digits."""
    return int(plain) if len(plain) == 4 and plain.isdecimal() and plain.startswith("20") else None
