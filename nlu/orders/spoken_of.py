"""The things that a message speaks of without ordering them: their price, whether they are there, what came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.orders.counting.amounts import NOTHING
from nlu.orders.counting.models import FIRST_MODEL
from nlu.orders.cutting import cut_told
from nlu.orders.lines import Line, lines_of, text_of
from nlu.orders.spare_parts import parts_alone
from nlu.words.reading import Word


def spoken_of(words: Sequence[Word], *, parts: bool = False, counted: bool = False) -> list[Line]:
    """The lines of a question, of a report of what was counted, or of a wish for parts of a machine.

    A question that names nothing may say how much of what was shown: "how much for 5 kg".
    """
    found = lines_of(words, cut_told(words))
    if parts:
        found = parts_alone(words, found)
    named = [line for line in found if line.name]
    if not (named or parts or counted):
        return [line for line in found if line.amount.quantity is not None and line.amount.unit][:1]
    return named if counted else [_as_model(words, line) for line in named]


def taken_along(words: Sequence[Word]) -> list[Line]:
    """The goods that somebody took, where it is said how much: "2 kilo besan le gayi"."""
    return [line for line in spoken_of(words, counted=True) if line.amount.quantity is not None]


def _as_model(words: Sequence[Word], line: Line) -> Line:
    """Where nothing is counted, a great number behind a name belongs to it: "dolo 650 hai kya"."""
    amount = line.amount
    if amount.unit or amount.pack or amount.quantity is None or amount.quantity < FIRST_MODEL:
        return line
    if line.name is None or not words[line.end - 1].is_number or words[line.start].is_number:
        return line
    return replace(line, name=text_of(words, line.start, line.end), amount=NOTHING)
