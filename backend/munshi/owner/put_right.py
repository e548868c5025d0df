"""A count that is denied: what is said behind it is there, else it is asked how much; what was denied is never written.

*Rabdi 105 kilo nahi hai, 4.75 kilo hai*.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from munshi.asking.clauses import CLAUSE
from munshi.catalogue.units import canonical
from munshi.orders.messages import Said
from munshi.orders.quantities import SCALES
from munshi.owner.rules import OF_AMOUNTS, OF_PRICES, Kind, Mark, same_clause
from munshi.owner.said import Told

AMOUNT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*([^\W\d_]+)?")


def with_other_count(told: Told) -> Told:
    """The message with each denied count as the one that is behind it, or without an amount."""
    for said, start in told.lines:
        if said.quantity is not None and _is_denied(told, said, start):
            told = _put_right(told, said, start)
    return told


def _is_denied(told: Told, said: Said, start: int) -> bool:
    """Whether its clause denies it and says nothing else of it: it is not there, or another amount is."""
    here = [mark.kind for mark in told.marks if same_clause(told.text, start, mark.start)]
    says_else = any(kind in OF_AMOUNTS or kind in OF_PRICES for kind in here)
    denied = any(same_clause(told.text, start, at) for at in told.denied)
    not_there = Kind.GONE in here or next(_behind(told, start), None) is not None
    return bool(said.name or said.sku) and denied and not_there and not says_else


def _put_right(told: Told, said: Said, start: int) -> Told:
    other = next(_behind(told, start), (None, said.unit))
    lines = [
        (replace(said, quantity=other[0], unit=other[1] or said.unit, pack=None), at)
        if each is said
        else (each, at)
        for each, at in told.lines
    ]
    marks = [mark for mark in told.marks if not same_clause(told.text, start, mark.start)]
    return replace(
        told,
        lines=lines,
        marks=[*marks, Mark(Kind.LEFT, start)],
        text=_without_behind(told, start),
        recounted=other[0] is None,
    )


def _behind(told: Told, start: int) -> Iterator[tuple[Decimal, str | None]]:
    """The amounts of the next clause, where it names nothing and says nothing else."""
    place, end = _next_clause(told, start)
    if any(place <= at < end for _, at in told.lines) or any(
        place <= mark.start < end for mark in told.marks
    ):
        return
    found = list(AMOUNT.finditer(told.text[place:end]))
    if len(found) == 1:
        unit = canonical(found[0].group(2) or "")
        yield Decimal(found[0].group(1)), unit if unit in SCALES else None


def _next_clause(told: Told, start: int) -> tuple[int, int]:
    """Where the clause behind that of a place begins and ends."""
    ends = [each for each in CLAUSE.finditer(told.text) if each.start() >= start]
    if not ends:
        return len(told.text), len(told.text)
    return ends[0].end(), ends[1].start() if len(ends) > 1 else len(told.text)


def _without_behind(told: Told, start: int) -> str:
    """The words without the amount that holds: it counts nothing once more."""
    place, end = _next_clause(told, start)
    return (
        told.text[:place] + " " * (end - place) + told.text[end:]
        if next(_behind(told, start), None)
        else told.text
    )
