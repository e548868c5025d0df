"""A piece of a message by its words, and the kinds of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlu.left_over.finding import ends
from nlu.words.reading import Word

NOTE, ADDRESS, NOTE_OFF, WAY, PAYMENT, WORTH = "note", "address", "note_off", "way", "payment", "worth"


@dataclass(frozen=True)
class Span:
    """Words from one place to another; of a kind where they were recognised.

    `without` and `then`: where a thing is named that may not be there, and what is wanted in its place.
    """

    start: int
    end: int
    kind: str = NOTE
    value: str | None = None
    line: int | None = None
    without: tuple[int, int] | None = None
    then: tuple[int, int] | None = None


def runs(words: Sequence[Word], taken: set[int]) -> Iterator[Span]:
    """Words that follow each other and are not taken, up to a sign that ends what is said."""
    start = 0
    for at in range(len(words) + 1):
        if at == len(words) or at in taken or ends(words[at]):
            if start < at:
                yield Span(start, at)
            start = at + 1
