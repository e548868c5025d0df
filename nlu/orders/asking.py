"""The words by which one asks or tells something of things are of none of their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.orders.parts import Kind, Part
from nlu.orders.words import (
    AND,
    JOINTS,
    NAMES,
    OF,
    QUESTION_PHRASES,
    THINGS,
    is_question_word,
)
from nlu.words.languages import ENGLISH_WORDS, HINDI_WORDS
from nlu.words.number_words import CURRENCY
from nlu.words.reading import Word


def without_asking(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts of a question, where what only asks is outside."""
    asking, phrased = set(_asking(words)), set(_phrased(words))
    return [
        part.as_outside()
        if (part.kind is Kind.NAME and part.start in asking)
        or (part.kind is Kind.AMOUNT and part.start in phrased)
        else part
        for part in parts
    ]


def _phrased(words: Sequence[Word]) -> Iterator[int]:
    """The words of phrases that ask; what counts among them counts nothing: "aata kya kilo hai"."""
    for at in range(len(words)):
        yield from range(at, QUESTION_PHRASES.match(words, at, lambda i: i))


def _asking(words: Sequence[Word]) -> Iterator[int]:
    at = 0
    while at < len(words):
        named = NAMES.match(words, at, lambda i: i)
        end = QUESTION_PHRASES.match(words, at, lambda i: i)
        end = max(end, at + _only_asks(words[at]))
        if end > named:
            yield from range(at, end)
        at = max(end, named, at + 1)


def _only_asks(word: Word) -> bool:
    """Whether a word asks or tells, or is one of the small words of its language, and names no thing."""
    if is_question_word(word) or word.key in CURRENCY:
        return True
    if any(word.plain in kept for kept in (THINGS, AND, JOINTS, OF)):
        return False
    return word.plain in ENGLISH_WORDS or word.key in HINDI_WORDS
