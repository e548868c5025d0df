"""Aligns the order lines of an example to its words: what is of a name, of an amount, and outside of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from nlu.orders.counting.amounts import Amount, read_amount
from nlu.orders.counting.giving import is_giving
from nlu.orders.words import PUT_RIGHT, REFUSALS
from nlu.words.reading import Word, read

NAME, AMOUNT, OUTSIDE = "name", "amount", "outside"
NEAR = 2  # words behind an amount that may take it back
Line = Mapping[str, Any]


def labels(words: Sequence[Word], lines: Sequence[Line]) -> list[str]:
    """The label of each word."""
    found = [OUTSIDE] * len(words)
    for start, end in _names(words, lines):
        found[start:end] = [NAME] * (end - start)
    amounts = list(_amounts(words, found))
    again = list(_named_again(words, lines, amounts))
    for start, end in again:
        found[start:end] = [NAME] * (end - start)
    beside = {at for span in again for at in span}
    for start, end, amount in amounts:
        if start in beside or end in beside or _is_of_items(words, amount, end, lines):
            found[start:end] = [AMOUNT if each is OUTSIDE else each for each in found[start:end]]
    return found


def _amounts(words: Sequence[Word], found: Sequence[str]) -> Iterator[tuple[int, int, Amount]]:
    """Every amount outside of names, and where it stands."""
    at = 0
    while at < len(words):
        is_free = found[at] is OUTSIDE and not is_giving(words, at)
        read_here = read_amount(words, at) if is_free else None
        if read_here:
            yield at, read_here[1], read_here[0]
        at = max(read_here[1] if read_here else 0, at + 1)


def _named_again(
    words: Sequence[Word], lines: Sequence[Line], amounts: Sequence[tuple[int, int, Amount]]
) -> Iterator[tuple[int, int]]:
    """Where a name that is said more than once stands beside an amount: one of them was put right."""
    edges = {edge for start, end, _ in amounts for edge in (start, end)}
    for line in lines:
        named = [word.plain for word in read(line.get("name") or "")]
        places = list(_places(words, named))
        if len(places) > 1:
            yield from ((at, at + len(named)) for at in places if not edges.isdisjoint((at, at + len(named))))


def are_named(words: Sequence[Word], lines: Sequence[Line]) -> bool:
    """Whether every name stands in the message as it is written: else the example teaches something wrong."""
    return len(list(_names(words, lines))) == sum(line.get("name") is not None for line in lines)


def _names(words: Sequence[Word], lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where each name stands: behind the one before it if it can, and never where another does."""
    taken: set[int] = set()
    after = 0
    for line in lines:
        named = [word.plain for word in read(line["name"])] if line.get("name") is not None else []
        places = [at for at in _places(words, named) if taken.isdisjoint(range(at, at + len(named)))]
        if places:
            start = next((at for at in places if at >= after), places[0])
            after = start + len(named)
            taken.update(range(start, after))
            yield start, after


def _places(words: Sequence[Word], named: Sequence[str]) -> Iterator[int]:
    for at in range(len(words) - len(named) + 1 if named else 0):
        if [word.plain for word in words[at : at + len(named)]] == named:
            yield at


def _is_of_items(words: Sequence[Word], amount: Amount, end: int, lines: Sequence[Line]) -> bool:
    """Whether an amount is that of a line, or the one that is taken back for it."""
    if any(_is_of(amount, line) for line in lines):
        return True
    if any(line.get("op") for line in lines):
        return amount.unit is not None or amount.quantity is not None  # what stood counts as what shall stand
    taken_back = any(word.plain in REFUSALS or word.plain in PUT_RIGHT for word in words[end : end + NEAR])
    return taken_back and bool(lines)


def _is_of(amount: Amount, line: Line) -> bool:
    """Whether an amount says what a line says: its quantity, its unit, or what its pack holds."""
    pack = line.get("pack") or {}
    units = {line.get("unit"), pack.get("unit")}
    said = [(amount.quantity, amount.unit)] if amount.quantity is not None else []
    said += [(amount.pack.quantity, amount.pack.unit)] if amount.pack else []
    if not said:
        return amount.unit is not None and amount.unit in units
    told = {_decimal(line.get("quantity")), _decimal(pack.get("quantity"))}
    return any(quantity in told and (unit is None or unit in units) for quantity, unit in said)


def _decimal(quantity: Any) -> Decimal | None:
    return None if quantity is None else Decimal(str(quantity))
