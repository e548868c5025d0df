"""Finds phrases of several words, written down as people say them, in every spelling of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from munshi_spelling import key
from munshi_spelling.script import clean

from nlu.words.reading import EXACT, Word

Slot = tuple[frozenset[str], bool]  # the keys that may stand here, and whether none must
NUMBER = "#"
ANY = "_"
SKIPPED = frozenset("-&'’")  # signs inside a phrase


class Phrases:
    """A list of phrases, one a line: `ghar/dukan pe/par?` has alternatives, `?` may be missing.

    `#` stands for a number, `_` for any word, and `=day` for a word of just this spelling.
    """

    def __init__(self, lines: str) -> None:
        found: dict[str, list[tuple[Slot, ...]]] = defaultdict(list)
        for line in filter(None, map(str.strip, lines.splitlines())):
            slots = tuple(_slot(part) for part in line.split())
            for first in slots[0][0]:
                found[first].append(slots)
        self._by_first = dict(found)

    @property
    def first_words(self) -> frozenset[str]:
        """How a word sounds, or with `=` is spelt, at which one of the phrases may begin."""
        return frozenset(self._by_first)

    def match(self, words: Sequence[Word], at: int, number: Callable[[int], int]) -> int:
        """Where the longest phrase that begins at a word ends; `at` itself when none does.

        `number` says where a number that begins at a word ends, or gives the word back.
        """
        word, end = words[at], at
        if word.key and (word.key in self._by_first or word.exact in self._by_first):
            for first in (word.key, word.exact):
                for slots in self._by_first.get(first, ()):
                    end = max(end, _end(slots, words, at, number))
        if NUMBER in self._by_first and number(at) > at:
            for slots in self._by_first[NUMBER]:
                end = max(end, _end(slots, words, at, number))
        return end


def _slot(part: str) -> Slot:
    optional = part.endswith("?")
    words = part.rstrip("?").split("/")
    return frozenset(map(_sound, words)), optional


def _sound(word: str) -> str:
    if word in (NUMBER, ANY):
        return word
    return EXACT + clean(word[1:]) if word.startswith(EXACT) else key(word)


def _end(slots: Sequence[Slot], words: Sequence[Word], at: int, number: Callable[[int], int]) -> int:
    start = at
    for keys, optional in slots:
        if start < at < len(words) and words[at].plain in SKIPPED:
            at += 1
        after = _take(keys, words, at, number)
        if after == at and not optional:
            return start
        at = after
    return at


def _take(keys: frozenset[str], words: Sequence[Word], at: int, number: Callable[[int], int]) -> int:
    if at >= len(words):
        return at
    word = words[at]
    if word.key and (word.key in keys or word.exact in keys or ANY in keys):
        return at + 1
    return number(at) if NUMBER in keys else at
