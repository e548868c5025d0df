"""Where phrases stand in a message."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from nlu.orders.counting.giving import is_giving
from nlu.words.numbers import read_number
from nlu.words.phrases import Phrases
from nlu.words.reading import Word

COMMA, ENDS = ",", frozenset(";.|।!?")

Number = Callable[[int], int]


def numbers(words: Sequence[Word]) -> Number:
    """Where a number ends that begins at a word, as phrases ask for it."""

    def number(at: int) -> int:
        found = None if is_giving(words, at) else read_number(words, at)  # "bhej do khali jar le jana"
        return found.end if found else at

    return number


def matches(phrases: Phrases, words: Sequence[Word], number: Number) -> Iterator[tuple[int, int]]:
    """Where phrases begin and end, one behind the other."""
    at = 0
    while at < len(words):
        end = phrases.match(words, at, number)
        if end > at:
            yield at, end
        at = max(end, at + 1)


def behind(phrases: Phrases, words: Sequence[Word], number: Number) -> Iterator[tuple[int, int]]:
    """Phrases with the word before them, to which they belong."""
    for start, end in matches(phrases, words, number):
        if start > 0 and words[start - 1].key:
            yield start - 1, end


def inside(phrases: Phrases, words: Sequence[Word], number: Number) -> Iterator[int]:
    """The places of the words of phrases."""
    for start, end in matches(phrases, words, number):
        yield from range(start, end)


def ends(word: Word) -> bool:
    """Whether what is said ends with this sign or line."""
    return word.plain == COMMA or word.plain in ENDS or "\n" in word.text
