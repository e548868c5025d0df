"""Reads how long something takes: dedh ghanta, 3 din, ek hafta, half an hour, 1 hr 30 min."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from nlu.time.pieces import Count, Setting
from nlu.time.small_words import after_small, small_words
from nlu.time.words import sense
from nlu.words.numbers import read_number
from nlu.words.reading import Word

WORDS = small_words("counts")
SATURDAY = "sat"  # so spelt it is hardly seven
MINUTES = {"hour": 60, "minute": 1}
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
LONGEST = 3660  # days
AND = WORDS["and"]
JOINTS, WHOLE, HALF, ARTICLES = (WORDS[name] for name in ("joints", "whole", "half", "articles"))


def whole_number(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """A whole number of one or two digits or words, and the word after it."""
    if at >= len(words):
        return None
    word = words[at]
    if word.is_number:
        return (int(word.plain), at + 1) if word.plain.isdecimal() and len(word.plain) <= 2 else None
    number = read_number(words, at) if word.plain != SATURDAY else None
    if number is None or number.value != int(number.value) or not 0 < number.value < 100:
        return None
    return int(number.value), number.end


def count_at(setting: Setting, at: int) -> Count | None:
    """What `read_count` finds here, read once for all who ask for it."""
    if at not in setting.counts:
        setting.counts[at] = read_count(setting.words, at)
    return setting.counts[at]


def read_count(words: Sequence[Word], at: int) -> Count | None:
    """A number with a unit of time that begins here; "2-3 din" counts the greater."""
    amount = _amount(words, at)
    if amount is None:
        return _whole_unit(words, at)
    value, end = amount
    unit = sense(words, end, "unit")
    joined = end + 1 < len(words) and words[end].plain in JOINTS
    if joined or (unit is None and end < len(words) and not words[end].is_number):
        greater = _amount(words, end + joined)
        of_greater = sense(words, greater[1], "unit") if greater and greater[0] > value else None
        if greater and of_greater:
            value, unit = greater[0], of_greater
    if unit is None or _is_half_day(words, at, unit.value):
        return None
    return _count(words, at, value, str(unit.value), unit.end)


def _whole_unit(words: Sequence[Word], at: int) -> Count | None:
    """ "hafte bhar ki chhutti"."""
    unit = sense(words, at, "unit")
    if unit is None or unit.value not in ("week", "month") or unit.end >= len(words):
        return None
    lasts = words[unit.end].plain in WHOLE
    return _count(words, at, Decimal(1), str(unit.value), unit.end + 1) if lasts else None


def _amount(words: Sequence[Word], at: int) -> tuple[Decimal, int] | None:
    if at >= len(words):
        return None
    plain = words[at].plain
    if plain in HALF and at + 1 < len(words) and words[at + 1].plain in ARTICLES:
        return Decimal("0.5"), at + 2
    number = read_number(words, at)
    if number:
        end = number.end + (number.end + 1 < len(words) and words[number.end].plain in ARTICLES | {"-"})
        return number.value, end
    return (Decimal(1), at + 1) if plain in ARTICLES else None


def _is_half_day(words: Sequence[Word], at: int, unit: int | str) -> bool:
    return unit == "day" and sense(words, at, "half") is not None


def _count(words: Sequence[Word], at: int, value: Decimal, unit: str, end: int) -> Count | None:
    if unit in MINUTES:
        minutes = value * MINUTES[unit]
        if unit == "hour":
            place = after_small(words, end, AND)
            more = read_number(words, place) if place < len(words) else None
            small = sense(words, more.end, "unit") if more else None
            if [word.plain for word in words[end : end + 3]] == ["and", "a", "half"]:
                return Count(at, end + 3, minutes=round(minutes + 30))
            if more and small and small.value == "minute":
                minutes, end = minutes + more.value, small.end
        found = round(minutes)
        return Count(at, end, minutes=found) if 0 < found <= LONGEST * 24 * 60 else None
    days = value * DAYS[unit]
    found = int(days.to_integral_value(ROUND_HALF_UP)) if days > 1 else round(days)  # half a day is no count
    if not 0 < found <= LONGEST:
        return None
    months = (
        int(value) * (12 if unit == "year" else 1) if unit in ("month", "year") and value == int(value) else 0
    )
    return Count(at, end, days=found, months=months)
