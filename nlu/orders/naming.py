"""Takes from a name what stands at its ends and is no part of it."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.counting.figures import is_lettered
from nlu.orders.lexicon import LEXICON
from nlu.orders.parts import Kind, Part
from nlu.orders.words import EMPTY, GRADES, JOINTS, OF, WALA
from nlu.words.numbers import may_begin_number
from nlu.words.reading import Word

QUANTIFIERS = LEXICON.spelt("quantifiers")


def trimmed(words: Sequence[Word], start: int, end: int) -> Part:
    """The words of a name, or what is outside."""
    first, last = start, end
    while first < last and (
        _is_edge(words[first]) or _is_graded(words, first) or _is_more(words, first, last)
    ):
        if first + 1 < last and words[first].key and words[first + 1].start == words[first].end:
            break  # A4
        first += 1
    while last > first and (
        (_is_edge(words[last - 1]) and not is_lettered(words, last - 1)) or _is_size(words, first, last - 1)
    ):
        if _is_kind(words, first, last - 1):
            break
        last -= 1
    if all(word.plain in EMPTY or not word.key for word in words[first:last]):
        return Part(Kind.OUTSIDE, start, end)
    return Part(Kind.NAME, first, last)


def _is_more(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether a word between a count and its thing only says that it is more: "6 extra roti"."""
    counts = at > 0 and may_begin_number(words[at - 1])
    return counts and at + 1 < last and words[at].plain in QUANTIFIERS


def _is_graded(words: Sequence[Word], at: int) -> bool:
    """ "acche wale aam", "bada wala horlicks"."""
    return words[at].plain in GRADES and at + 1 < len(words) and words[at + 1].key in WALA


def _is_size(words: Sequence[Word], first: int, at: int) -> bool:
    """ "maggi ka bada packet"."""
    return at - first > 1 and words[at].plain in GRADES and words[at - 1].plain in OF


def _is_kind(words: Sequence[Word], first: int, at: int) -> bool:
    """ "moong dal chilke wali", but not "horlicks chota wala" or "pepsi wala"."""
    measured = words[at - 2].is_number or words[at - 1].plain in GRADES | OF
    return words[at].key in WALA and at - first >= 2 and not measured


def _is_edge(word: Word) -> bool:
    return word.plain in JOINTS or not (word.key or word.plain == "%")
