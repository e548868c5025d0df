"""Clauses of a message about the stock of which nothing was read as goods, and what they say: "…, pouch 95 ka"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from munshi.asking.clauses import CLAUSE
from munshi.orders.messages import Said
from munshi.orders.shelf import StockedShelf
from munshi.owner.rules import OF_AMOUNTS, OF_PRICES, Kind
from munshi.owner.said import Told

FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")


def completed(shelf: StockedShelf, told: Told) -> Told:
    """The message with a line for each such clause: of the goods that it names, else of those before it."""
    lines = sorted([*told.lines, *_lines_left(shelf, told)], key=lambda each: each[1])
    return replace(told, lines=lines)


def _lines_left(shelf: StockedShelf, told: Told) -> Iterator[tuple[Said, int]]:
    before: Said | None = None
    for start, end in _clauses(told.text):
        read = [said for said, at in told.lines if start <= at < end]
        if read:
            before = read[-1]
            yield from _price_behind(told, start, end, before)
            continue
        line = _line(shelf, told, start, end, before)
        if line is not None:
            before = line[0]
            yield line


def _price_behind(told: Told, start: int, end: int, of: Said) -> Iterator[tuple[Said, int]]:
    """What has come or is left, and costs so much now: "bolt 20 aaye ab 52 ka"."""
    marks = [mark for mark in told.marks if start <= mark.start < end]
    amounts = [mark.start for mark in marks if mark.kind in OF_AMOUNTS]
    priced = next((mark for mark in marks if mark.kind is Kind.PRICED), None)
    if of.quantity is None or not amounts or priced is None or priced.start < min(amounts):
        return
    if FIGURE.search(told.text[priced.start : end]):
        yield replace(of, quantity=None, unit=None), priced.start


def _line(
    shelf: StockedShelf, told: Told, start: int, end: int, before: Said | None
) -> tuple[Said, int] | None:
    text = told.text[start:end]
    marks = [mark for mark in told.marks if start <= mark.start < end]
    figure = FIGURE.search(text)
    if not (marks or figure):
        return None
    quantity = Decimal(figure.group()) if figure else None
    first = min((mark.start - start for mark in marks), default=len(text))
    name = shelf.name_in(FIGURE.sub(" ", text[:first])) or shelf.name_in(text[:first])
    if name is not None:
        is_of_name = figure is not None and figure.group() in name.split()
        is_price = any(mark.kind in OF_PRICES for mark in marks)
        return Said(name, None if is_of_name or is_price else quantity), start
    if before is None or quantity is None:
        return None
    if any(mark.kind in OF_PRICES for mark in marks):
        return replace(before, quantity=None, unit=None), start
    is_amount = any(mark.kind in OF_AMOUNTS for mark in marks)
    return (replace(before, quantity=quantity, unit=None), start) if is_amount else None


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in CLAUSE.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)
