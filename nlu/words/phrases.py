"""Finds phrases of several words, written down as people say them, in every spelling of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from nlu.words.reading import EXACT, Word
from spelling import key
from spelling.script import clean

Slot = tuple[frozenset[str], bool]  # the keys that may stand here, and whether none must
NUMBER = "#"
ANY = "_"
SKIPPED = frozenset("-&'’")  # signs inside a phrase
ASKED = EXACT + "?"  # the sign of a question, which alone is a phrase too


class Phrases:
    """A list of phrases, one a line: `ghar/dukan pe/par?` has alternatives, `?` may be missing, but not the first.

    `#` stands for a number, `_` for any word, and `=day`, `=.` or `=?` for a word or a sign of just this spelling.
    """

    def __init__(self, lines: str) -> None:
        found: dict[str, dict[str, list[tuple[Slot, ...]]]] = defaultdict(lambda: defaultdict(list))
        for line in filter(None, map(str.strip, lines.splitlines())):
            slots = tuple(_slot(part) for part in line.split())
            for first in slots[0][0]:
                for second in _seconds(slots):
                    found[first][second].append(slots)
        self._by_beginning = {first: dict(phrases) for first, phrases in found.items()}
        # How a word sounds, or with `=` is spelt, at which one of the phrases may begin.
        self.first_words = frozenset(found)

    def match(self, words: Sequence[Word], at: int, number: Callable[[int], int]) -> int:
        """Where the longest phrase that begins at a word ends; `at` itself when none does.

        `number` says where a number that begins at a word ends, or gives the word back.
        """
        word, end = words[at], at
        if word.key and (word.key in self.first_words or word.exact in self.first_words):
            for first in (word.key, word.exact):
                for slots in self._that_go_on(first, words, at + 1):
                    end = max(end, _end(slots, words, at, number))
        elif not word.key and (sign := EXACT + word.plain) in self.first_words:
            for slots in self._that_go_on(sign, words, at + 1):
                end = max(end, _end(slots, words, at, number))
        if NUMBER in self.first_words and (after := number(at)) > at:
            for slots in self._that_go_on(NUMBER, words, after):
                end = max(end, _end(slots, words, at, number))
        return end

    def begin_at(self, words: Sequence[Word], at: int) -> bool:
        """Whether one of the phrases begins at a word; those with a number in them are not looked for."""
        return self.match(words, at, lambda i: i) > at

    def occur_in(self, words: Sequence[Word]) -> bool:
        """Whether one of the phrases stands anywhere; those that begin with a number are not looked for."""
        return any(
            self.begin_at(words, at)
            for at, word in enumerate(words)
            if word.key in self.first_words or word.exact in self.first_words
        )

    def _that_go_on(self, first: str, words: Sequence[Word], at: int) -> Iterable[tuple[Slot, ...]]:
        """The phrases with this first word that may go on at another; a look at it spares trying the most."""
        by_second = self._by_beginning.get(first)
        if by_second is None:
            return ()
        at += at < len(words) and words[at].plain in SKIPPED
        if at >= len(words):
            return by_second.get(ANY, ())
        spelt = words[at].exact if words[at].key else EXACT + words[at].plain
        seconds = (ANY, words[at].key, spelt)
        return (slots for second in seconds for slots in by_second.get(second, ()))


def _seconds(slots: Sequence[Slot]) -> Iterable[str]:
    """How the second word of a phrase sounds or is spelt; ANY where it may be any word, a number or missing."""
    keys, optional = slots[1] if len(slots) > 1 else (frozenset[str](), True)
    return (ANY,) if optional or ANY in keys or NUMBER in keys else keys


def _slot(part: str) -> Slot:
    optional = part.endswith("?") and part != ASKED
    words = [part] if part == ASKED else part.rstrip("?").split("/")
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
    if not word.key and EXACT + word.plain in keys:
        return at + 1
    return number(at) if NUMBER in keys else at
