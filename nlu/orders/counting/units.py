"""Where a unit stands after its thing, or is the thing: "palak ki gaddi do", "50 glasses"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.orders.counting.amounts import Amount
from nlu.orders.parts import Kind, Part, segments
from nlu.orders.words import OF
from nlu.words.reading import Word
from nlu.words.unit_words import CONTAINERS, DISHES, HOLDING, unit_of

LEAF = "strip"  # a *patta* is a strip of tablets, and of a machine it is a belt


def with_units(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts with such units where they belong."""
    found: list[Part] = []
    said: int | None = None  # the last name or amount of the line so far
    for part in parts:
        if part.kind is Kind.AMOUNT and said is not None and found[said].kind is Kind.NAME:
            found[said], part = _with_its_unit(words, found[said], part)
        if part.kind is not Kind.OUTSIDE:
            said = len(found) if part.kind is not Kind.BREAK else None
        found.append(part)
    return found


def _with_its_unit(words: Sequence[Word], name: Part, amount: Part) -> tuple[Part, Part]:
    """ "palak ki gaddi" and "do": two bunches."""
    last = words[name.end - 1]
    unit = CONTAINERS.get(last.key)
    counted = amount.amount
    if unit is None or unit.name == LEAF or name.end - name.start < 3 or words[name.end - 2].plain not in OF:
        return name, amount
    if counted is None or counted.quantity is None or counted.unit or counted.pack:
        return name, amount
    count = replace(counted, quantity=counted.quantity * unit.times, unit=unit.name)
    return Part(Kind.NAME, name.start, name.end - 2), replace(amount, amount=count)


def with_dishes(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """ "1 pack napkins, 50 glasses": beside other goods, glasses by themselves are goods."""
    cut = list(segments(parts))
    said = [[part for part in segment if part.kind in (Kind.NAME, Kind.AMOUNT)] for segment in cut]
    lone = [[part.kind for part in each] == [Kind.AMOUNT] and _is_dish(words, each[0]) for each in said]
    others = [each for each, alone in zip(said, lone, strict=True) if each and not alone]
    whole = all({part.kind for part in each} == {Kind.NAME, Kind.AMOUNT} for each in others)
    if not any(lone) or not whole or (not others and sum(lone) < 2) or _sized(others):
        return list(parts)
    units = {part.amount.unit for each in others for part in each if part.amount}
    found: list[Part] = []
    for segment, alone in zip(cut, lone, strict=True):
        for part in segment:
            if alone and part.kind is Kind.AMOUNT and part.amount and part.amount.unit not in units:
                found.append(Part(Kind.AMOUNT, part.start, part.end - 1, Amount(part.amount.quantity)))
                part = Part(Kind.NAME, part.end - 1, part.end)
            found.append(part)
    return found


def _is_one_of(size: Amount | None, count: Amount) -> bool:
    """ "the 5 litre one of saffola, just one"."""
    return size is not None and size.quantity is None and count.unit is None


def _is_dish(words: Sequence[Word], part: Part) -> bool:
    amount = part.amount
    if amount is None or amount.quantity is None or amount.pack or part.end - part.start < 2:
        return False
    unit = unit_of(words[part.end - 1].key)
    return unit is not None and unit.name in DISHES and amount.unit == unit.name


def _sized(others: Sequence[Sequence[Part]]) -> bool:
    """Whether the last of the others only has a size, of which so many may be meant: "500 ml lassi, 2 glasses"."""
    amounts = [part.amount for part in others[-1] if part.amount] if others else []
    return len(amounts) == 1 and (amounts[0].is_measure or amounts[0].quantity is None)


def is_count(amount: Amount) -> bool:
    """Whether it says how many and nothing else."""
    return amount.quantity is not None and amount.unit is None and amount.pack is None


def are_so_many(sizes: Sequence[Part], counts: Sequence[Part]) -> bool:
    """Whether an amount by itself counts the packs before it, or says what they hold.

    "500 ml thums up, 2 bottles"; "6 milk, 1 litre ones".
    """
    size = sizes[0].amount if len(sizes) == 1 else None
    count = counts[0].amount if len(counts) == 1 else None
    is_size = size is not None and (size.is_measure or (size.quantity is None and size.pack is not None))
    is_count = (
        count is not None
        and count.quantity is not None
        and (count.unit in HOLDING or _is_one_of(size, count))
    )
    is_content = count is not None and count.quantity is None and count.pack is not None
    counted = size is not None and size.quantity is not None and not size.is_measure and size.pack is None
    return bool((is_size and is_count) or (counted and is_content))
