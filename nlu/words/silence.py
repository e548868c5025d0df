"""Words that belong to another value say nothing to who reads the rest; where they stand is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlu.words.reading import Word
from spelling import key

SILENT = "ji"  # a word that says nothing of things or times
SILENT_KEY = key(SILENT)


def silenced(words: Sequence[Word], at: Iterable[int]) -> tuple[Word, ...]:
    """The words with some of them made to say nothing."""
    silent = set(at)
    return tuple(
        word.read_as(SILENT, SILENT_KEY) if i in silent and word.plain.strip() else word
        for i, word in enumerate(words)
    )
