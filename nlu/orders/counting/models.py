"""Numbers that are of a name, where another says how many: "dolo 650 2 strip", "6203 bearing 2"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from nlu.orders.counting.units import is_count
from nlu.orders.lexicon import LEXICON
from nlu.orders.parts import Kind, Part
from nlu.orders.words import OF
from nlu.words.reading import Word

STRIP = "strip"
LENGTHS = frozenset({"m", "ft"})
VESSELS = LEXICON.role("vessels")
FIRST_BESIDE_UNIT = 10  # "pan 40 one strip"
TENS = 10
LEAST_CODE = 1000  # so many of a thing are named before nothing else that counts
FIRST_MODEL = 50  # a smaller number counts things


def is_model(first: Part, second: Part, *, among: bool = False) -> bool:
    """Whether a number is of a name, where another says how many: "dolo 650 2 strip", "chicken 65 ek plate".

    `among` the amounts of one name even a small one is: "glycomet gp 1 do patte".
    """
    one, other = first.amount, second.amount
    if one is None or other is None or one.quantity is None or one.each or one.unit or one.pack:
        return False
    if among and one.quantity < 1 and other.unit == "pc":
        return True  # "cpvc tee 3/4 6 pcs"
    least = (1 if among else FIRST_BESIDE_UNIT) if other.unit else FIRST_MODEL
    return (
        one.quantity >= least
        and other.quantity not in (None, one.quantity)
        and (not other.is_measure or (one.quantity > LEAST_CODE and one.quantity % TENS != 0))
    )


def with_sizes(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts, with a length or what a vessel holds in the name beside a bare count: "cord 5 meter 1"."""
    found: list[Part] = []
    for part, after in zip_longest(parts, parts[1:]):
        found.append(part)
        near = found[-3:]
        kinds = [each.kind for each in near]
        if kinds == [Kind.NAME, Kind.AMOUNT, Kind.AMOUNT]:
            name, size, count = near
        elif kinds == [Kind.AMOUNT, Kind.AMOUNT, Kind.NAME]:
            count, size, name = near
        elif kinds == [Kind.AMOUNT, Kind.NAME, Kind.AMOUNT] and (after is None or after.kind is Kind.BREAK):
            size, name, count = near
        else:
            continue
        if _is_size(words, name, size) and count.amount and is_count(count.amount):
            named = Part(Kind.NAME, min(name.start, size.start), max(name.end, size.end))
            found[-3:] = [named, count] if name.start < count.start else [count, named]
    return found


def _is_size(words: Sequence[Word], name: Part, size: Part) -> bool:
    amount = size.amount
    if amount is None or not amount.is_measure or amount.each or amount.pack:
        return False
    return amount.unit in LENGTHS or any(map(VESSELS.has, words[name.start : name.end]))


def begins_with_model(runs: Sequence[Sequence[Part]]) -> bool:
    """Whether so large a number begins a single item that it is of its name: "6203 bearing 2"."""
    first = runs[0][0].amount if list(map(len, runs)) == [1, 1, 1] else None
    if first is None or first.quantity is None:
        return False
    part = first.quantity < 1  # "3/4 cpvc elbow 12 pcs"
    return (part or first.quantity >= LEAST_CODE) and is_model(runs[0][0], runs[2][0], among=part)


def with_strengths(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """The parts, with the number between a medicine and its strips in its name: "dolo 650 ka ek patta"."""
    found: list[Part] = []
    for part in parts:
        last = found[-3:]
        if part.kind is Kind.AMOUNT and [each.kind for each in last] == [
            Kind.NAME,
            Kind.AMOUNT,
            Kind.OUTSIDE,
        ]:
            name, number, of = last
            strips = part.amount is not None and part.amount.unit == STRIP and words[of.start].plain in OF
            if strips and number.start == name.end and is_model(number, part, among=True):
                found[-3:] = [Part(Kind.NAME, name.start, number.end), of]
        found.append(part)
    return found
