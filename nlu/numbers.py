"""Reads numbers as people write them: 2, २, 1/2, do, ढाई, sava do, dedh sau, twenty five."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from nlu.number_words import (
    BY_SPELLING,
    ENGLISH_TENS,
    FRACTIONS,
    MULTIPLIERS,
    SHIFTS,
    SIGNS,
    SIMPLE,
    WHEN_A_UNIT_FOLLOWS,
)
from nlu.reading import Word
from nlu.unit_words import is_unit

LONGEST = 9  # digits; more is a phone, a reference or noise


class Number(NamedTuple):
    """A value and the word after it."""

    value: Decimal
    end: int


def read_number(words: Sequence[Word], at: int) -> Number | None:
    """The number that begins at a word, or None."""
    shifted = _shifted(words, at)
    if shifted:
        return shifted
    first = _simple(words, at)
    if first is None:
        return None
    return _rest(words, _multiplied(words, first))


def _shifted(words: Sequence[Word], at: int) -> Number | None:
    """sava do = 2.25, sava sau = 125, sava = 1.25; so with paune and sadhe."""
    shift = SHIFTS.get(words[at].key) if at < len(words) else None
    if shift is None:
        return None
    added, alone = shift
    multiplier = _multiplier(words, at + 1)
    if multiplier:
        return Number((1 + added) * multiplier, at + 2)
    base = _simple(words, at + 1)
    if base is None or base.value < 1:
        return Number(alone, at + 1)
    return _multiplied(words, Number(base.value + added, base.end))


def _simple(words: Sequence[Word], at: int) -> Number | None:
    if at >= len(words):
        return None
    word = words[at]
    if word.is_number:
        return _digits(words, at)
    if word.plain in SIGNS:
        return Number(SIGNS[word.plain], at + 1)
    if word.plain in WHEN_A_UNIT_FOLLOWS and at + 1 < len(words) and is_unit(words[at + 1].key):
        return Number(WHEN_A_UNIT_FOLLOWS[word.plain], at + 1)
    if word.plain in BY_SPELLING:
        value = BY_SPELLING[word.plain]
        return Number(value, at + 1) if value is not None else None
    if word.key in FRACTIONS:
        return Number(FRACTIONS[word.key], at + 1)
    if word.key in MULTIPLIERS:
        return Number(MULTIPLIERS[word.key], at + 1)
    if word.key in SIMPLE:
        return _with_ones(words, Number(SIMPLE[word.key], at + 1))
    return None


def _digits(words: Sequence[Word], at: int) -> Number | None:
    plain = words[at].plain.replace(",", "")
    if len(plain) > LONGEST:
        return None
    value = Decimal(plain)
    if _follows(words, at, "/") and at + 2 < len(words) and words[at + 2].is_number:
        below = Decimal(words[at + 2].plain.replace(",", ""))
        return Number(value / below, at + 3) if 0 < below <= 10 and value < below else Number(value, at + 1)
    if at + 1 < len(words) and words[at + 1].plain in SIGNS:
        return Number(value + SIGNS[words[at + 1].plain], at + 2)
    return Number(value, at + 1)


def _with_ones(words: Sequence[Word], tens: Number) -> Number:
    """twenty five = 25."""
    if words[tens.end - 1].key in ENGLISH_TENS and tens.end < len(words):
        ones = SIMPLE.get(words[tens.end].key)
        if ones is not None and 0 < ones < 10 and words[tens.end].plain not in BY_SPELLING:
            return Number(tens.value + ones, tens.end + 1)
    return tens


def _multiplied(words: Sequence[Word], number: Number) -> Number:
    multiplier = _multiplier(words, number.end)
    if multiplier and words[number.end].key == words[number.end - 1].key:
        return number  # sau sau gram: a hundred of each
    return Number(number.value * multiplier, number.end + 1) if multiplier else number


def _multiplier(words: Sequence[Word], at: int) -> Decimal | None:
    return MULTIPLIERS.get(words[at].key) if at < len(words) and words[at].plain not in BY_SPELLING else None


def _rest(words: Sequence[Word], number: Number) -> Number:
    """do sau pachas = 250; one and a half = 1.5."""
    if number.value >= 100 and number.value % 100 == 0 and not words[number.end - 1].is_number:
        below = _simple(words, number.end)
        if below and 1 <= below.value < number.value and not words[number.end].is_number:
            more = _multiplied(words, below)
            if more.value < number.value and not _gives(words, number.end):
                return _rest(words, Number(number.value + more.value, more.end))
    if [word.plain for word in words[number.end : number.end + 3]] == ["and", "a", "half"]:
        return Number(number.value + Decimal("0.5"), number.end + 3)
    return number


def _gives(words: Sequence[Word], at: int) -> bool:
    """A last *do* is the verb: "sau gram do", "ek sau do"."""
    return words[at].key == "do" and (at + 1 == len(words) or not is_unit(words[at + 1].key))


def _follows(words: Sequence[Word], at: int, sign: str) -> bool:
    return at + 1 < len(words) and words[at + 1].plain == sign
