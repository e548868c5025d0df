"""What the tagger sees of a word: its sound, its look, its roles in the word lists, and the same of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nlu.orders.roles import kinds_of
from nlu.words.numbers import may_begin_number
from nlu.words.reading import CACHED_WORDS, Word
from nlu.words.unit_words import is_unit

NEAR = (-2, -1, 1, 2)
FIGURES = re.compile(r"\d+")
FAR = 4  # words up to the next amount that still say something
EDGE = "^"
UNKNOWN = "unknown"
START = 3  # letters of a sound


def features(words: Sequence[Word], intent: str | None) -> list[list[str]]:
    """The features of each word of a message."""
    alone = [_alone(word.plain, word.key) for word in words]
    counting = [_counts(word) for word in words]
    return [_seen(words, alone, counting, at, intent) for at in range(len(words))]


def _seen(
    words: Sequence[Word],
    alone: Sequence[tuple[str, ...]],
    counting: Sequence[bool],
    at: int,
    intent: str | None,
) -> list[str]:
    seen = [*alone[at], f"intent={intent}"]
    for step in NEAR:
        if 0 <= at + step < len(words):
            seen += [f"{step}{feature}" for feature in alone[at + step][:_SHARED]]
            seen += [f"{step}{feature}" for feature in alone[at + step][_SHARED:] if feature[:2] == _ROLE]
        else:
            seen.append(f"{step}{EDGE}")
    own = words[at].key or words[at].plain
    for step in (-1, 1):
        near = words[at + step] if 0 <= at + step < len(words) else None
        seen.append(f"{step}pair={own}_{(near.key or near.plain) if near else EDGE}")
    seen += _distances(words, counting, at)
    return seen


def _distances(words: Sequence[Word], counting: Sequence[bool], at: int) -> Iterator[str]:
    """How far the next amount is on either side, within the line."""
    for step in (-1, 1):
        for far in range(1, FAR + 1):
            near = at + step * far
            if not 0 <= near < len(words) or (not words[near].key and not counting[near]):
                yield f"{step}stop={far}"
                break
            if counting[near]:
                yield f"{step}amount={far}"
                break


def _counts(word: Word) -> bool:
    return word.is_number or may_begin_number(word) or is_unit(word.key)


_SHARED = 1  # of the features of a word that its neighbours have too, beside its roles
_ROLE = "r="


@lru_cache(maxsize=CACHED_WORDS)
def _alone(plain: str, sound: str) -> tuple[str, ...]:
    """What a word says wherever it stands: first how it sounds, then its look and its roles."""
    word = Word.of(plain, 0, len(plain), plain, sound)
    said = sound or plain
    return (
        f"k={said}",
        f"p={FIGURES.sub('0', plain)}",
        f"s={said[:START]}",
        f"e={said[-START:]}",
        f"e2={said[-2:]}",
        *(f"{_ROLE}{role}" for role in list(_roles(word)) or [UNKNOWN]),
    )


def _roles(word: Word) -> Iterator[str]:
    if not word.key:
        yield "sign"
    if word.is_number:
        yield "figure"
    yield from kinds_of(word)
