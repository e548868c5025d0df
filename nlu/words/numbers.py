"""Reads numbers as people write them: 2, २, 1/2, do, ढाई, sava do, dedh sau, twenty five."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from nlu.words.number_words import (
    AFTER_WHICH_AND_ADDS,
    AND,
    BY_SPELLING,
    CURRENCY,
    DOERS,
    DONE,
    ENGLISH,
    ENGLISH_TENS,
    FRACTIONS,
    GIVING,
    HUNDREDS,
    MULTIPLIERS,
    MULTIPLIERS_BY_SPELLING,
    ORDINAL_ENDINGS,
    RUN_ON,
    SHIFTS,
    SIGNS,
    SIMPLE,
    SOUNDS_OF_HUNDRED,
    SPENT,
    WHEN_A_UNIT_FOLLOWS,
)
from nlu.words.reading import CACHED_WORDS, Word
from nlu.words.unit_words import is_unit
from spelling import key

LONGEST = 9  # digits; more is a phone, a reference or noise
HUNDRED = Decimal(100)
SHORTEST_RUN_ON = 2  # letters
HINDI_AND = key("aur")
LARGEST_BELOW = 10  # of a fraction in figures: 7/8
SIZES = (Decimal(10_000_000), Decimal(100_000), Decimal(1000), HUNDRED)
MOST = Decimal(10**12)
PLAINS = frozenset([*SIGNS, *WHEN_A_UNIT_FOLLOWS, *BY_SPELLING])
KEYS = frozenset([*SHIFTS, *FRACTIONS, *MULTIPLIERS, *SIMPLE])
GOING_ON = frozenset([*MULTIPLIERS, *SOUNDS_OF_HUNDRED])
GOING_ON_BY_SPELLING = HUNDREDS.union(MULTIPLIERS_BY_SPELLING)
PARTS = frozenset({Decimal("0.5"), Decimal("0.25"), Decimal("0.75")})


class Number(NamedTuple):
    """A value and the word after it."""

    value: Decimal
    end: int


def read_number(words: Sequence[Word], at: int) -> Number | None:
    """The number that begins at a word, or None."""
    if at >= len(words) or not may_begin_number(words[at]) or is_english_do(words, at):
        return None
    if words[at].is_number:
        first = _digits(words, at)
    elif shifted := _shifted(words, at):
        return shifted
    else:
        first = _simple(words, at)
    if first is None or first.end == len(words) or not _may_continue(words[first.end], first.value):
        return first
    return _rest(words, _multiplied(words, first))


def may_begin_number(word: Word) -> bool:
    """Whether a number may begin with a word; most words are none, and need no closer look."""
    return word.is_number or word.plain in PLAINS or word.key in KEYS or run_together(word.plain) is not None


def is_english_do(words: Sequence[Word], at: int) -> bool:
    """Whether a *do* is the English verb and not two: "can you do 3 paneer tikka", "do you have", "do 2 plates".

    Behind a Hindi *aur* it counts what has a figure in its name: "aur do 43 inch tv".
    """
    if words[at].plain not in GIVING:
        return False
    before = words[at - 1] if at > 0 else None
    after = words[at + 1] if at + 1 < len(words) else None
    is_counting = before is not None and before.key == HINDI_AND
    if after and (after.plain in DONE or (after.is_number and not _glued(words, at + 1) and not is_counting)):
        return True
    return before is not None and before.plain in DOERS


@lru_cache(maxsize=CACHED_WORDS)
def run_together(plain: str) -> Decimal | None:
    """The number that is written in one word with its hundred or thousand: dosau, panchso, teenhazar."""
    for ending, times in RUN_ON.items():
        stem = plain.removesuffix(ending)
        if stem != plain and len(stem) >= SHORTEST_RUN_ON:
            value = (
                BY_SPELLING[stem] if stem in BY_SPELLING else SIMPLE.get(key(stem), FRACTIONS.get(key(stem)))
            )
            if value is not None and 0 < value < HUNDRED:
                return value * times
    return None


def _may_continue(word: Word, value: Decimal) -> bool:
    """Whether a number of this value may go on with a word; most do not, and need no closer look."""
    return value >= HUNDRED or word.key in GOING_ON or word.plain in AND or word.plain in GOING_ON_BY_SPELLING


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
    if word.plain in WHEN_A_UNIT_FOLLOWS and at + 1 < len(words) and _counted(words[at + 1]):
        return Number(WHEN_A_UNIT_FOLLOWS[word.plain], at + 1)
    if word.plain in BY_SPELLING:
        value = BY_SPELLING[word.plain]
        return Number(value, at + 1) if value is not None else None
    if word.key in FRACTIONS:
        return Number(FRACTIONS[word.key], at + 1)
    if word.key in MULTIPLIERS:
        return Number(MULTIPLIERS[word.key], at + 1)
    if word.key in SIMPLE and not word.plain.endswith(ORDINAL_ENDINGS):
        return _with_ones(words, Number(SIMPLE[word.key], at + 1))
    whole = run_together(word.plain)
    return Number(whole, at + 1) if whole is not None else None


def _digits(words: Sequence[Word], at: int) -> Number | None:
    value = _figure(words[at].plain)
    if value is None:
        return None
    if mixed := _mixed(words, at, value):
        return mixed
    if fraction := _fraction(words, at):
        return fraction
    if at + 1 < len(words) and words[at + 1].plain in SIGNS:
        return Number(value + SIGNS[words[at + 1].plain], at + 2)
    return Number(value, at + 1)


def _fraction(words: Sequence[Word], at: int) -> Number | None:
    """1/2, 3/4: less than one, in figures."""
    if at + 2 >= len(words) or not words[at].is_number or words[at + 1].plain != "/":
        return None
    above, below = _figure(words[at].plain), _figure(words[at + 2].plain) if words[at + 2].is_number else None
    if above is None or below is None or not 0 < below <= LARGEST_BELOW or above >= below:
        return None
    return Number(above / below, at + 3)


def _mixed(words: Sequence[Word], at: int, whole: Decimal) -> Number | None:
    """1 1/2, 3-1/2, 1.1/2: a whole number and a fraction behind it, which is written in one piece."""
    ones, _, above = words[at].plain.partition(".")
    if above:
        if len(above) != 1 or [word.plain for word in words[at + 1 : at + 2]] != ["/"]:
            return None
        part = _fraction((_in_figures(above), *words[at + 1 : at + 3]), 0)
        return Number(Decimal(ones) + part.value, at + 3) if part and _is_close(words, at, at + 3) else None
    first = at + 1 + _glued(words, at + 1)
    part = _fraction(words, first) if whole and whole < HUNDRED else None
    if part is None or part.value not in PARTS or not _is_close(words, first, part.end):
        return None
    return Number(whole + part.value, part.end)


@lru_cache(maxsize=CACHED_WORDS)
def _in_figures(plain: str) -> Word:
    """A number by itself that stands in a word: the 1 of "1.1/2"."""
    return Word.of(plain, 0, len(plain), plain, key(plain))


def _is_close(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether no space stands between words."""
    return all(one.end == other.start for one, other in pairwise(words[start:end]))


@lru_cache(maxsize=CACHED_WORDS)
def _figure(plain: str) -> Decimal | None:
    """What a word in digits is worth, or None where it is too long for a number or in another script's digits."""
    plain = plain.replace(",", "")
    return Decimal(plain) if plain.isascii() and len(plain.split(".")[0]) <= LONGEST else None


def _counted(word: Word) -> bool:
    """Whether a number that sounds like another word may stand before this one."""
    return is_unit(word.key) or word.key in CURRENCY or word.key in MULTIPLIERS


def _with_ones(words: Sequence[Word], tens: Number) -> Number:
    """twenty five, twenty-five = 25."""
    if words[tens.end - 1].key not in ENGLISH_TENS:
        return tens
    at = tens.end + 1 if _glued(words, tens.end) else tens.end
    if at < len(words):
        ones = BY_SPELLING.get(words[at].plain, SIMPLE.get(words[at].key))
        if ones is not None and 0 < ones < 10:
            return Number(tens.value + ones, at + 1)
    return tens


def _glued(words: Sequence[Word], at: int) -> bool:
    """Whether a hyphen without spaces stands at a word."""
    if not 0 < at < len(words) - 1 or words[at].plain != "-":
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _multiplied(words: Sequence[Word], number: Number) -> Number:
    """Times sau, hazar, lakh and what follows them of the kind: do lakh, das hazar crore."""
    multiplier = _multiplier(words, number.end)
    if multiplier and words[number.end].key == words[number.end - 1].key:
        return number  # sau sau gram: a hundred of each
    if not multiplier or number.value * multiplier > MOST:
        return number
    return _multiplied(words, Number(number.value * multiplier, number.end + 1))


def _multiplier(words: Sequence[Word], at: int) -> Decimal | None:
    if at >= len(words):
        return None
    if words[at].plain in HUNDREDS or words[at].key in SOUNDS_OF_HUNDRED:  # paanch so, char sou
        before = words[at - 1] if at else None
        return HUNDRED if before and not before.is_number and _is_hindi_number(before) else None
    if words[at].plain in MULTIPLIERS_BY_SPELLING:
        return MULTIPLIERS_BY_SPELLING[words[at].plain]
    return MULTIPLIERS.get(words[at].key) if words[at].plain not in BY_SPELLING else None


def _is_hindi_number(word: Word) -> bool:
    known = word.key in SIMPLE or word.key in FRACTIONS or word.key in SHIFTS
    return known and word.key not in ENGLISH and BY_SPELLING.get(word.plain, HUNDRED) is not None


def _rest(words: Sequence[Word], number: Number) -> Number:
    """do sau pachas = 250; 2 lakh 50 hazar; one hundred and five; one and a half = 1.5."""
    if part := _part_more(words, number):
        return part
    last = words[number.end - 1]
    if number.value < 100 or number.value % 100 or last.is_number:
        return number
    at = number.end
    if at + 1 < len(words) and words[at].plain in AND and last.key in AFTER_WHICH_AND_ADDS:
        at += 1
    below = _sixty(words, at) or _simple(words, at)
    if below is None or not 1 <= below.value < number.value or _gives(words, at):
        return number
    more = _multiplied(words, below)
    smallest = next(size for size in SIZES if number.value % size == 0)
    if more.value >= smallest or (words[at].is_number and not _continues(words, number.end, more)):
        return number
    return _rest(words, Number(number.value + more.value, more.end))


def _sixty(words: Sequence[Word], at: int) -> Number | None:
    """After hundreds that are spent *saath* is sixty, not together: "ek sau saath laga"."""
    if at >= len(words) or words[at].plain not in WHEN_A_UNIT_FOLLOWS or words[at].plain in HUNDREDS:
        return None
    spent = at + 1 == len(words) or words[at + 1].plain in SPENT
    return Number(WHEN_A_UNIT_FOLLOWS[words[at].plain], at + 1) if spent else None


def _part_more(words: Sequence[Word], number: Number) -> Number | None:
    """two and a half, 2 and half, 2 & 1/2, 2 aur aadha kilo."""
    if not 1 <= number.value < HUNDRED or number.end + 1 >= len(words) or words[number.end].plain not in AND:
        return None
    at = number.end + 1
    an_article = words[at].plain == "a"
    part = _simple(words, at + an_article)
    if part is None or part.value not in PARTS:
        return None
    counted = part.end == len(words) or _counted(words[part.end])
    return Number(number.value + part.value, part.end) if an_article or counted else None


def _continues(words: Sequence[Word], end: int, more: Number) -> bool:
    """Whether digits go on with a number in words: "2 lakh 50 hazar", "2 hazar 500 rupaye"."""
    if words[end].plain in AND:
        return False
    if not words[more.end - 1].is_number:
        return True
    if more.end == len(words):
        return False
    counted = words[more.end].key in CURRENCY
    return (more.value >= 100 and counted) or (
        more.value >= 10 and (counted or words[more.end].plain in SPENT)
    )


def _gives(words: Sequence[Word], at: int) -> bool:
    """A last *do* is the verb: "sau gram do", "ek sau do"."""
    return words[at].plain in GIVING and (at + 1 == len(words) or not _counted(words[at + 1]))
