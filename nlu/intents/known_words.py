"""Which word of the examples an unknown word was meant to be: a slip of the finger, or two words run together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

import numpy as np

from nlu.intents.index import Index
from nlu.words.reading import Word, read
from spelling import key
from spelling.script import is_devanagari

SEEN = 2  # times that a word must stand on the pages to be what somebody meant
SHORTEST, SURE_LENGTH = (
    3,
    4,
)  # letters of an unknown word; shorter ones than the second are only taken for ...
OFTEN, CLOSE = 20, 2.5  # ... a word that is so frequent, by a slip that costs so little
RUN_TOGETHER, LONGEST = 6, 30  # letters of two words in one; what is longer is no word
HALF_SEEN, SHORT_SEEN = 5, 40  # times that each half must stand on the pages, one of two letters more often
BY_SOUND = 1.0  # what it costs that a half is known by its sound alone
HALF, BOTH = 1.0, 5.0  # the least score of a half with a slip, and of both together
CACHED_WORDS = 1 << 13

# What a slip costs, against the logarithm of how often the word stands on the pages.
SWAPPED, SOFT, NEIGHBOUR, LEFT_OUT, ADDED, REPLACED = 0.75, 1.5, 2.25, 3.0, 3.75, 5.25
FIRST_SWAPPED, FIRST = 1.5, 3.75  # more, at the beginning of a word
VOWELS = frozenset("aeiouािीुूेैोौंँ्")  # and the signs of Devanagari, which are left out and taken for each other
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> frozenset[tuple[str, str]]:
    """Letters whose keys touch."""
    places = {letter: (x, y) for y, row in enumerate(ROWS) for x, letter in enumerate(row)}
    return frozenset(
        (one, other)
        for one, (x, y) in places.items()
        for other, (u, v) in places.items()
        if abs(x - u) <= 1 and abs(y - v) <= 1
    )


NEIGHBOURS = _neighbours()

Spoken = Sequence[tuple[str, str]]  # words, each in its spelling and by its sound


def spoken(words: Iterable[Word]) -> Spoken:
    """The words that are said, without signs and numbers."""
    return [(word.plain, word.key) for word in words if word.key and not word.is_number]


class Guess(NamedTuple):
    """A word that may be meant, and how likely: the logarithm of its count less what the slip costs."""

    score: float
    plain: str
    slipped: bool = True


class KnownWords:
    """The words of the examples, how often each stands there, and how it sounds."""

    def __init__(self, counts: Mapping[str, int], sounds: Mapping[str, str]) -> None:
        self.counts = counts
        self.sounds = sounds
        self._heard: Counter[str] = Counter()
        for word, count in counts.items():
            self._heard[sounds[word]] += count
        self._often = [word for word, count in counts.items() if count >= SEEN and len(word) >= SHORTEST]
        shortened = [
            (shorter, at) for at, word in enumerate(self._often) for shorter in _with_one_letter_less(word)
        ]
        self._shortened = Index([shorter for shorter, _ in shortened])
        self._longer = np.array([at for _, at in shortened], dtype=np.int32)
        self._meant = lru_cache(maxsize=CACHED_WORDS)(self._guessed)

    @classmethod
    def learn(cls, texts: Iterable[str]) -> KnownWords:
        """Counts the words of the examples."""
        return cls.count(spoken(read(text)) for text in texts)

    @classmethod
    def count(cls, said: Iterable[Spoken]) -> KnownWords:
        """Counts the words of what was said."""
        counts: Counter[str] = Counter()
        sounds: dict[str, str] = {}
        for words in said:
            for plain, sound in words:
                counts[plain] += 1
                sounds[plain] = sound
        return cls(counts, sounds)

    def know(self, said: Spoken) -> bool:
        """Whether none of the words is unknown."""
        return all(plain in self.counts or sound in self._heard for plain, sound in said)

    def _knows(self, word: Word) -> bool:
        """Whether the examples have it, in this spelling or in another that sounds like it; signs are known."""
        return not word.key or word.is_number or word.plain in self.counts or word.key in self._heard

    def as_meant(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words with those in the place of unknown ones that were probably meant; the text stays as written."""
        if all(map(self._knows, words)):
            return tuple(words)
        return tuple(meant for word in words for meant in self._as_meant(word))

    def _as_meant(self, word: Word) -> Iterator[Word]:
        guessed = () if self._knows(word) else self._meant(word.plain)
        if not guessed:
            yield word
        for plain in guessed:
            yield word.read_as(plain, self.sounds.get(plain) or key(plain))

    def _guessed(self, typed: str) -> tuple[str, ...]:
        """The words that an unknown one stands for: mostly one, two that were run together, none where nobody knows."""
        if not SHORTEST <= len(typed) <= LONGEST or not (typed.isascii() or is_devanagari(typed)):
            return ()
        if single := self._slip_of(typed):
            return (single.plain,)
        pairs = [pair for at in range(2, len(typed) - 1) if (pair := self._halves(typed[:at], typed[at:]))]
        best = max(pairs, key=_score, default=None) if len(typed) >= RUN_TOGETHER else None
        return tuple(guess.plain for guess in best) if best else ()

    def _halves(self, first: str, second: str) -> tuple[Guess, Guess] | None:
        """Two words run together, of which one may have a slip."""
        one = self._half(first)
        other = self._half(second) if one else None
        if not one or not other or (one.slipped and other.slipped):
            return None
        return (one, other) if _score((one, other)) >= BOTH else None

    def _half(self, typed: str) -> Guess | None:
        """What a part of two words run together may be."""
        count = self.counts.get(typed, 0)
        if count >= (HALF_SEEN if len(typed) >= SHORTEST else SHORT_SEEN):
            return Guess(log(count), typed, slipped=False)
        if len(typed) < SHORTEST:
            return None
        heard = self._heard[key(typed)]
        if heard >= 2 * HALF_SEEN:
            return Guess(log(heard) - BY_SOUND, typed, slipped=False)
        guess = self._slip_of(typed) if len(typed) >= SURE_LENGTH else None
        return guess if guess and guess.score >= HALF else None

    def _slip_of(self, typed: str) -> Guess | None:
        """The likeliest word that is one slip away."""
        near = {self._often[at] for at in self._longer[self._shortened.all(_with_one_letter_less(typed))]}
        guesses = [
            Guess(log(self.counts[word]) - cost, word)
            for word in near - {typed}
            if (cost := slip_cost(typed, word)) is not None
            and (len(typed) >= SURE_LENGTH or (cost <= CLOSE and self.counts[word] >= OFTEN))
        ]
        return max(guesses, default=None)


def _score(guesses: Sequence[Guess]) -> float:
    return sum(guess.score for guess in guesses)


def _with_one_letter_less(word: str) -> set[str]:
    """The word, and every word that lacks one of its letters: two words that share one are a slip or two apart."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def slip_cost(typed: str, word: str) -> float | None:
    """What it costs to take the one for the other; None where it is more than one slip."""
    at = next((i for i, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other), None)
    at = min(len(typed), len(word)) if at is None else at
    if len(typed) == len(word):
        return _same_length(typed, word, at)
    longer, shorter = (typed, word) if len(typed) > len(word) else (word, typed)
    if longer[at + 1 :] != shorter[at:]:
        return None
    soft = (at and longer[at] == longer[at - 1]) or (longer is word and longer[at] in VOWELS)
    cost = SOFT if soft else LEFT_OUT if longer is word else ADDED
    return cost if at else cost + FIRST


def _same_length(typed: str, word: str, at: int) -> float | None:
    if typed[at + 1 :] == word[at + 1 :]:
        pair = typed[at], word[at]
        soft = NEIGHBOUR if pair in NEIGHBOURS or VOWELS.issuperset(pair) else REPLACED
        return soft if at else soft + FIRST
    if typed[at : at + 2] == word[at : at + 2][::-1] and typed[at + 2 :] == word[at + 2 :]:
        return SWAPPED if at else SWAPPED + FIRST_SWAPPED
    return None
