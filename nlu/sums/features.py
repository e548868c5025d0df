"""What is seen of a sum: the words around it up to the next one, what they mean, and how it stands to the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from nlu.sums.finding import Sum
from nlu.words.lexicon import lexicon
from nlu.words.reading import CACHED_WORDS, Word

BESIDE = 3  # words whose places count
FAR = 10  # words that are seen at all
ENDS = frozenset(",.;।?!\n")  # of a clause
QUESTION = "?"
HUNDRED = 100
_MEANINGS = {name: lexicon("sums").keys(name) for name in lexicon("sums").names_of_lists}
_TENSES = {name: (lexicon("tenses").keys(name), lexicon("tenses").spelt(name)) for name in ("past", "future")}
VERB = "v="


def features(words: Sequence[Word], found: Sequence[Sum]) -> list[list[str]]:
    """The features of each sum of a message."""
    values = [each.rupees for each in found]
    said = [f"m={sound}" for sound in sorted({word.key for word in words if word.key})]
    said += ["asked"] if any(word.plain == QUESTION for word in words) else []
    return [
        [*_among(values, at), *_near(words, found, at), *_verb(words, found[at]), *said]
        for at in range(len(found))
    ]


def _among(values: Sequence[Decimal], at: int) -> Iterator[str]:
    """How a sum stands to the others of its message."""
    own, others = values[at], [*values[:at], *values[at + 1 :]]
    yield f"digits={len(str(int(own)))}"
    if own % HUNDRED == 0:
        yield "round"
    if at == 0:
        yield "first"
    if not others:
        yield "only"
        return
    if at == len(values) - 1:
        yield "last"
    if own == max(values):
        yield "most"
    if own == min(values):
        yield "least"
    if own in others:
        yield "again"
    pairs = list(combinations(others, 2))
    if any(own == one + other for one, other in pairs):
        yield "total"
    if any(own == abs(one - other) for one, other in pairs):
        yield "difference"


def _near(words: Sequence[Word], found: Sequence[Sum], at: int) -> Iterator[str]:
    """The words on both sides, up to the next sum and the end of the next clause."""
    before = found[at - 1].after if at else 0
    behind = found[at + 1].first if at + 1 < len(found) else len(words)
    left = [words[place] for place in range(found[at].first - 1, before - 1, -1)][:FAR]
    right = list(words[found[at].after : behind])[:FAR]
    yield from _side("-", left, is_last=before == 0)
    yield from _side("+", right, is_last=behind == len(words))


def _side(name: str, words: Sequence[Word], *, is_last: bool) -> Iterator[str]:
    clause = 0
    for place, word in enumerate(words, start=1):
        seen = _word(word.plain, word.key)
        if place <= BESIDE:
            yield from (f"{name}{place}{each}" for each in seen)
        if word.plain in ENDS:
            yield f"{name}ends{word.plain}"
            clause += 1
        elif clause < 2:
            yield from (f"{name}{'near' if clause == 0 else 'far'}{each}" for each in seen)
    if len(words) < BESIDE:
        yield f"{name}{len(words) + 1}{'edge' if is_last else 'sum'}"


def _verb(words: Sequence[Word], own: Sum) -> Iterator[str]:
    """The nearest verb behind that says whether it was or will be."""
    for word in words[own.after :]:
        tensed = [each for each in _word(word.plain, word.key) if each.startswith(VERB)]
        if tensed:
            yield from (f"behind{each}" for each in tensed)
            yield f"behind={word.key}"
            return
    yield "behind=none"


@lru_cache(maxsize=CACHED_WORDS)
def _word(plain: str, sound: str) -> tuple[str, ...]:
    """How a word sounds, what it means beside a sum, and its tense."""
    if not sound:
        return (f"k={plain}", *(f"c={name}" for name, sounds in _MEANINGS.items() if plain in sounds))
    return (
        f"k={sound}",
        *(f"c={name}" for name, sounds in _MEANINGS.items() if sound in sounds),
        *(f"{VERB}{name}" for name, (sounds, spelt) in _TENSES.items() if sound in sounds or plain in spelt),
        *([f"{VERB}will"] if _MEANINGS["will"] and sound in _MEANINGS["will"] else []),
    )
