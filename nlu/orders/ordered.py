"""What a message orders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nlu.orders.changing.repairs import said_once, without_refused
from nlu.orders.cutting import cut
from nlu.orders.lines import Line, lines_of
from nlu.orders.parts import Kind
from nlu.orders.talk.outside import doubted, without_doubted
from nlu.words.reading import REMEMBERED, Word

FEW_WORDS, FEWEST_WORDS = 6, 4


def order_lines(words: Sequence[Word]) -> list[Line]:
    """The lines of an order."""
    return without_doubted(words, list(_lines(tuple(words))))


def doubted_lines(words: Sequence[Word]) -> list[Line]:
    """What an order names beside its lines, and may want: to be asked back rather than guessed."""
    return doubted(words, list(_lines(tuple(words))))


@lru_cache(maxsize=REMEMBERED)
def _lines(words: tuple[Word, ...]) -> tuple[Line, ...]:
    parts = without_refused(words, cut(words))
    return tuple(said_once(words, lines_of(words, parts)))


def short_answer(words: Sequence[Word], *, asked: bool) -> list[Line]:
    """The lines of a message that may be no order at all; unless something was asked, only an amount by itself."""
    spoken = sum(bool(word.key) for word in words)
    lines = order_lines(words) if spoken <= (FEW_WORDS if asked else FEWEST_WORDS) else []
    if asked:
        return [line for line in lines if not line.is_bare]
    parts = [part for part in cut(words) if part.kind is not Kind.BREAK]
    return lines if [part.kind for part in parts] == [Kind.AMOUNT] else []
