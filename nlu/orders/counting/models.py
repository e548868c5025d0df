"""Numbers that are of a name, where another says how many: "dolo 650 2 strip", "6203 bearing 2"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.parts import Part

FIRST_BESIDE_UNIT = 10  # "pan 40 one strip"
LEAST_CODE = 1000  # so many of a thing are named before nothing else that counts
FIRST_MODEL = 50  # a smaller number counts things


def is_model(first: Part, second: Part, *, among: bool = False) -> bool:
    """Whether a number is of a name, where another says how many: "dolo 650 2 strip", "chicken 65 ek plate".

    `among` the amounts of one name even a small one is: "glycomet gp 1 do patte".
    """
    one, other = first.amount, second.amount
    if one is None or other is None or one.quantity is None or one.each or one.unit or one.pack:
        return False
    least = (0 if among else FIRST_BESIDE_UNIT) if other.unit else FIRST_MODEL
    is_code = not other.is_measure or one.quantity > LEAST_CODE
    return one.quantity >= least and other.quantity not in (None, one.quantity) and is_code


def begins_with_model(runs: Sequence[Sequence[Part]]) -> bool:
    """Whether so large a number begins a single item that it is of its name: "6203 bearing 2"."""
    first = runs[0][0].amount if list(map(len, runs)) == [1, 1, 1] else None
    if first is None or first.quantity is None:
        return False
    part = first.quantity < 1  # "3/4 cpvc elbow 12 pcs"
    return (part or first.quantity >= LEAST_CODE) and is_model(runs[0][0], runs[2][0], among=part)


def is_size(first: Part, second: Part) -> bool:
    """Whether a part of a whole, without a unit, is of the name behind it, of which another says how many.

    "1.5 wire 2 coil"; half of a thing is a portion of it.
    """
    one, other = first.amount, second.amount
    if one is None or other is None or not one.is_count or one.quantity is None or one.each:
        return False
    in_parts = one.quantity > 1 and one.quantity % 1 != 0
    return in_parts and other.quantity is not None and other.quantity % 1 == 0
