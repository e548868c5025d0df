"""What a wish for spare parts names beside them: the machine that they are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.orders.counting.amounts import Amount
from nlu.orders.lexicon import LEXICON
from nlu.orders.lines import Line, text_of
from nlu.orders.words import AND, FOR, OF, TOO
from nlu.words.reading import Word

PARTS = LEXICON.sounds("parts")
NUMBERS = LEXICON.spelt("numbers")


def parts_alone(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """The parts that are wanted, without the machine that they are for."""
    lines = [_as_part(words, line) for line in lines]
    named = [line for line in lines if line.name]
    counted = {i for i, line in enumerate(named) if line.amount.quantity is not None}
    kept = [
        line
        for i, line in enumerate(named)
        if not line.is_bare
        or not (_is_machine(words, line) if not counted else not _is_listed(words, named, i, counted))
    ]
    return kept or named


def _as_part(words: Sequence[Word], line: Line) -> Line:
    """A jar or a box is a part where nothing else is named; "1 no." is one piece."""
    amount = line.amount
    if line.name is None and amount.unit and amount.quantity is not None and line.end - line.start > 1:
        name = text_of(words, line.end - 1, line.end)
        return replace(line, name=name, amount=Amount(amount.quantity))
    behind = words[line.end : line.end + 1]
    is_piece = amount.quantity is not None and not (amount.unit or amount.pack)
    if is_piece and behind and behind[0].plain in NUMBERS:
        return replace(line, amount=replace(amount, unit="pc"))
    return line


def _is_machine(words: Sequence[Word], line: Line) -> bool:
    """ "spare part for my fridge", "cooler ke parts": what the parts are for, where they are named apart."""
    behind = [word for word in words[line.end : line.end + 3] if word.key]
    has_parts = [word.key in PARTS for word in behind]
    if behind and behind[0].plain in OF and any(has_parts[1:]):
        return True
    before = [word for word in words[max(line.start - 3, 0) : line.start] if word.key]
    return any(word.plain in FOR for word in before) and any(
        word.key in PARTS for word in words[: line.start]
    )


def _is_listed(words: Sequence[Word], lines: Sequence[Line], at: int, counted: set[int]) -> bool:
    """Whether a part without an amount stands as a counted one does: alone between commas, or joined to one."""
    line = lines[at]
    before, after = words[max(line.start - 1, 0) : line.start], words[line.end : line.end + 1]
    if after and after[0].plain in TOO:
        return True
    joined = any(word.plain in AND for word in before) and at - 1 in counted
    if joined or (any(word.plain in AND for word in after) and at + 1 in counted):
        return True
    return all(not word.key for word in [*before, *after])
