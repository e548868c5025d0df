"""Which lines of an estimate are work and which are goods: by the words for work, and never by what costs more."""

from collections.abc import Sequence
from dataclasses import replace

from munshi.service.estimates.rules import Line
from munshi.service.visits import words

LABOUR, PART = "labour", "part"
OF_HANDS = ("installing", "taking_out", "servicing")  # kinds of work in which no goods are


def told_apart(lines: Sequence[Line]) -> list[Line]:
    """Work that is named is labour, whatever the shelf calls it; what stands beside it and names none is goods."""
    if not any(map(is_work, lines)):
        return list(lines)
    return [replace(each, kind=LABOUR if is_work(each) else PART) for each in lines]


def is_work(line: Line) -> bool:
    """Whether a line is of work, by what was written or what the shelf calls it."""
    return any(names_work(each) for each in (line.text, *(line.name or {}).values()))


def names_work(text: str) -> bool:
    """Whether a text names work: labour, fitting, installation, a service charge."""
    return words.says(text, "labour") or words.work_in(text) in OF_HANDS
