"""Words that mean much the same, whatever the language: what lets an example speak for sentences in other words."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from nlu.words.lexicon import lexicon
from spelling import key

ENDINGS = [ending.lstrip("-") for ending in lexicon("languages").text("english_endings").split()]
SHORTEST_STEM = 3  # letters
CACHED_WORDS = 1 << 14


def _groups() -> dict[str, tuple[str, ...]]:
    """The names of the groups by phonetic key."""
    lists = lexicon("concepts")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for group in lists.names_of_lists:
        for sound in lists.keys(group):
            found[sound].append(group)
    return {sound: tuple(groups) for sound, groups in found.items()}


_GROUPS = _groups()


@lru_cache(maxsize=CACHED_WORDS)
def concepts(plain: str, sound: str) -> tuple[str, ...]:
    """The groups of a word (in small letters, and its phonetic key), with or without its ending; mostly none."""
    if sound in _GROUPS:
        return _GROUPS[sound]
    if plain.isascii():
        for stem in _stems(plain):
            groups = _GROUPS.get(key(stem))
            if groups:
                return groups
    return ()


def _stems(plain: str) -> Iterator[str]:
    """sizes → size, cancelling → cancel, shipped → ship, closing → close."""
    for ending in ENDINGS:
        stem = plain.removesuffix(ending)
        if stem != plain and len(stem) >= SHORTEST_STEM:
            yield stem
            if ending in ("ed", "ing"):
                yield stem + "e"
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
