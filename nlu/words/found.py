"""A value that was found in a message."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from nlu.words.reading import Word


class Found(NamedTuple):
    """An entity of the contract, its value, and where it stands in the text as written."""

    entity: str
    value: Any
    start: int
    end: int
    confidence: float | None = None  # how sure it is that it is meant, where that was learnt

    def inside(self, words: Sequence[Word]) -> list[int]:
        """The places of the words of which it consists."""
        return [at for at, word in enumerate(words) if self.start <= word.start and word.end <= self.end]
