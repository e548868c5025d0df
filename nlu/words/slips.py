"""Slips of the finger: one letter too many, too few, swapped or wrong, but never the first."""

from functools import lru_cache

from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; in shorter words one slip makes another word
CACHED = 1 << 13


@lru_cache(maxsize=CACHED)
def slip_of(typed: str, words: frozenset[str]) -> str | None:
    """The word that was meant, or None when no word or more than one is a slip away."""
    if len(typed) < SHORTEST or not typed.isalpha():
        return None
    near = [word for word in _beginning(typed[0], words) if OSA.distance(typed, word, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None


def is_slip_of(typed: str, words: frozenset[str]) -> bool:
    """Whether some word is a slip away, whichever."""
    if len(typed) < SHORTEST or not typed.isalpha():
        return False
    return any(OSA.distance(typed, word, score_cutoff=1) == 1 for word in _beginning(typed[0], words))


@lru_cache(maxsize=CACHED)
def _beginning(letter: str, words: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word[0] == letter and len(word) >= SHORTEST)
