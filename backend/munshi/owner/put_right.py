"""A count that is denied: what is said behind it is there, else it is asked how much; what was denied is never written.

*Rabdi 105 kilo nahi hai, 4.75 kilo hai*.
"""

import re
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
    not_there = Kind.GONE in here or _behind(told, start) is not None
    return bool(said.name or said.sku) and denied and not_there and not says_else


def places(told: Told) -> list[tuple[int, int]]:
    """Where the amounts stand that hold in the place of denied ones."""
    denied = [
        start for said, start in told.lines if said.quantity is not None and _is_denied(told, said, start)
    ]
    return [found.span() for start in denied if (found := _behind(told, start))]


def _put_right(told: Told, said: Said, start: int) -> Told:
    """The message with this count as the one behind it, which counts nothing once more."""
    found = _behind(told, start)
    quantity, unit = (Decimal(found.group(1)), _unit(found)) if found else (None, None)
    line = replace(said, quantity=quantity, unit=unit or said.unit, pack=None)
    marks = [mark for mark in told.marks if not same_clause(told.text, start, mark.start)]
    return replace(
        told,
        lines=[(line if each is said else each, at) for each, at in told.lines],
        marks=[*marks, Mark(Kind.LEFT, start)],
        text=_blank(told.text, *_next_clause(told, start)) if found else told.text,
        recounted=found is None,
    )


def _behind(told: Told, start: int) -> re.Match[str] | None:
    """The one amount of the next clause, where it names nothing and says nothing else."""
    place, end = _next_clause(told, start)
    says_else = [at for _, at in told.lines] + [mark.start for mark in told.marks]
    found = list(AMOUNT.finditer(told.text, place, end))
    return found[0] if len(found) == 1 and not any(place <= at < end for at in says_else) else None


def _unit(amount: re.Match[str]) -> str | None:
    """The measure behind an amount."""
    unit = canonical(amount.group(2) or "")
    return unit if unit in SCALES else None


def _next_clause(told: Told, start: int) -> tuple[int, int]:
    """Where the clause behind that of a place begins and ends."""
    ends = [each for each in CLAUSE.finditer(told.text) if each.start() >= start]
    if not ends:
        return len(told.text), len(told.text)
    return ends[0].end(), ends[1].start() if len(ends) > 1 else len(told.text)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
