"""Which numbers of a message may be sums of money, whatever it wants; what they are is learnt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from nlu.values.money import MOST, PAISE_OF_A_RUPEE, SIGNS, with_magnitude
from nlu.values.phones import phones
from nlu.values.references import BEHIND_ITS_NAME, references
from nlu.values.tax_numbers import in_tax_numbers
from nlu.words.number_words import CURRENCY
from nlu.words.numbers import may_begin_number, read_number
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

SMALLEST = 5  # rupees; a smaller number that names no currency counts something
PINCODE = re.compile(r"[1-9]\d{5}")
CODE = re.compile(r"(?:[^\W\d_]|[-/#:]|\d[.,])$")  # what a figure is a part of ends so
OF_REPORTS = "report_payment"  # whose references are read
MOST_SUMS = 30
MOST_OF_A_PLACE = 5  # words between a house and behind its pincode


class Sum(NamedTuple):
    """A number that may be a sum: how much, where it stands in the text, and in the words."""

    rupees: Decimal
    start: int
    end: int
    first: int
    after: int

    @property
    def paise(self) -> int:
        """How much it is in paise."""
        return int((self.rupees * PAISE_OF_A_RUPEE).to_integral_value())


def sums(text: str, words: Sequence[Word]) -> list[Sum]:
    """The numbers that may be sums, in their order; none of a reference, a phone, a pincode, a GSTIN, a measure."""
    foreign = in_tax_numbers(text, words)
    found = [each for each in _numbers(text, words) if foreign.isdisjoint(range(each.first, each.after))]
    if not found:
        return []
    others = [(each.start, each.end) for each in references(text, words, bare=False, intent=OF_REPORTS)]
    others += [(each.start, each.end) for each in phones(text)]
    free = [each for each in found if not any(start < each.end and each.start < end for start, end in others)]
    return free[:MOST_SUMS]


def _numbers(text: str, words: Sequence[Word]) -> Iterator[Sum]:
    at = 0
    while at < len(words):
        number = read_number(words, at) if may_begin_number(words[at]) else None
        if number is None:
            at += 1
            continue
        first, whole = at, with_magnitude(words, number)[0]
        at = max(whole.end, at + 1)
        start, end = words[first].start, words[at - 1].end
        named = _names_rupees(words, first, at)
        if SMALLEST <= whole.value < MOST and (named or not _is_code(text, words, first, at)):
            yield Sum(whole.value, start, end, first, at)


def _names_rupees(words: Sequence[Word], first: int, after: int) -> bool:
    """Whether a number stands beside the name of its currency."""
    beside = [*words[max(first - 1, 0) : first], *words[after : after + 1]]
    return any(word.plain in SIGNS or word.key in CURRENCY for word in beside)


def _is_code(text: str, words: Sequence[Word], first: int, after: int) -> bool:
    """Whether it is part of something longer, has a unit, or looks as a pincode does."""
    start, end = words[first].start, words[after - 1].end
    before = text[:start]
    named = BEHIND_ITS_NAME.search(before) is not None
    glued = named or (CODE.search(before) is not None and words[first].is_number)
    measured = after < len(words) and is_unit(words[after].key)
    return glued or measured or _is_house(words, after) or PINCODE.fullmatch(text[start:end]) is not None


def _is_house(words: Sequence[Word], after: int) -> bool:
    """Whether a few words of a place and its pincode stand right behind a number: "14 Ashok Path 411004"."""
    for word in words[after + 1 : after + MOST_OF_A_PLACE]:
        if PINCODE.fullmatch(word.text):
            return True
        if not word.key or word.is_number:
            return False
    return False
