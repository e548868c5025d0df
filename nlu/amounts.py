"""Reads amounts: do kilo, aadha darjan, ek paav, half a kg, 5 kilo wala, one 5 kg bag, ek ek packet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from munshi_spelling import key

from nlu.numbers import read_number
from nlu.order_words import ARTICLES, TIMES, WALA, is_filler
from nlu.reading import Word
from nlu.unit_words import (
    COUNTED_ALONE,
    MEASURED_ALONE,
    MEASURES,
    PAV,
    QUARTER,
    Unit,
    is_unit,
    unit_of,
)

KILO = key("kilo")
BHAJI = key("bhaji")
MOST_QUARTERS = 3  # four of them are a kilo; more are breads


@dataclass(frozen=True)
class Measure:
    """A quantity with the unit it is in, such as the content of one pack."""

    quantity: Decimal
    unit: str


@dataclass(frozen=True)
class Amount:
    """How much of a thing is meant; what is not said is None."""

    quantity: Decimal | None = None
    unit: str | None = None
    pack: Measure | None = None
    each: bool = False  # of every thing named with it

    @property
    def is_measure(self) -> bool:
        """Whether it says how much, not how many."""
        return self.unit in _MEASURE_NAMES and self.quantity is not None

    def measure(self) -> Measure | None:
        """The amount as the content of a pack."""
        return (
            Measure(self.quantity, self.unit)
            if self.quantity is not None and self.unit is not None and self.is_measure
            else None
        )


_MEASURE_NAMES = {unit.name for unit in MEASURES.values()}


def read_amount(words: Sequence[Word], at: int) -> tuple[Amount, int] | None:
    """The amount that begins at a word and the word after it, or None."""
    at = _skip_times(words, at)
    number = _number(words, at)
    if number is None:
        return _unit_alone(words, at)
    quantity, after, each = number
    unit, end = _unit(words, after, quantity)
    if unit is None:
        return Amount(quantity, each=each), _skip_times(words, after)
    amount = Amount(quantity * unit.times, unit.name, each=each)
    return _as_pack(words, amount, end)


def merge(first: Amount, second: Amount) -> Amount | None:
    """Two amounts of one thing: "500 ml" and "2 packet" are two packets of 500 ml; None when they do not fit."""
    if first == Amount() or second == Amount():
        return second if first == Amount() else first
    if first.pack and second.pack:
        return None
    if first.is_measure and second.is_measure:
        return None
    if first.is_measure and not second.pack:
        first, second = second, first
    pack = first.pack or second.pack or second.measure()
    quantity, unit = first.quantity, first.unit
    if second.measure() is None:
        if quantity is not None and second.quantity is not None:
            return None
        quantity, unit = (
            quantity if quantity is not None else second.quantity,
            unit or second.unit,
        )
    return Amount(quantity, unit, pack, first.each or second.each)


def _number(words: Sequence[Word], at: int) -> tuple[Decimal, int, bool] | None:
    if at >= len(words):
        return None
    if words[at].plain in ARTICLES:
        counts = (
            at + 1 < len(words)
            and words[at + 1].key
            and (is_unit(words[at + 1].key) or not is_filler(words[at + 1]))
        )
        return (Decimal(1), at + 1, False) if counts else None
    if words[at].key == PAV and at + 1 < len(words) and words[at + 1].key == KILO:
        return Decimal("0.25"), at + 1, False
    number = read_number(words, at)
    if number is None:
        return None
    twice = _again(words, at, number.end)
    return (number.value, twice, True) if twice else (number.value, number.end, False)


def _again(words: Sequence[Word], at: int, end: int) -> int | None:
    """ek ek, do-do: the same number said twice means of each."""
    if end != at + 1 or end >= len(words):
        return None
    second = end + 1 if words[end].plain == "-" else end
    same = second < len(words) and words[second].key == words[at].key
    return second + 1 if same and read_number(words, second) else None


def _unit(words: Sequence[Word], at: int, quantity: Decimal) -> tuple[Unit | None, int]:
    if at < len(words) and words[at].plain in ARTICLES:
        at += 1  # half a kilo
    if at >= len(words):
        return None, at
    if words[at].key == PAV:
        following = words[at + 1].key if at + 1 < len(words) else ""
        is_bread = quantity > MOST_QUARTERS or following == BHAJI or is_unit(following)
        return (None, at) if is_bread else (QUARTER, at + 1)
    found = unit_of(words[at].key)
    return (found, at + 1) if found else (None, at)


def _unit_alone(words: Sequence[Word], at: int) -> tuple[Amount, int] | None:
    """A unit without a number: "kilo aata", "whisper ka packet"."""
    if at >= len(words):
        return None
    found = unit_of(words[at].key)
    if found is None:
        return None
    if words[at].key in MEASURED_ALONE:
        return Amount(found.times if found.times != 1 else None, found.name), at + 1
    return (Amount(None, found.name), at + 1) if found.name in COUNTED_ALONE else None


def _as_pack(words: Sequence[Word], amount: Amount, end: int) -> tuple[Amount, int]:
    """5 kilo wala; 5 kg bag: what one pack holds."""
    measure = amount.measure()
    if measure is None or end >= len(words):
        return amount, end
    if words[end].key in WALA:
        return Amount(pack=measure), end + 1
    container = unit_of(words[end].key)
    if container and container.name not in _MEASURE_NAMES and container.times == 1:
        return Amount(None, container.name, measure), end + 1
    return amount, end


def _skip_times(words: Sequence[Word], at: int) -> int:
    """The x of "x 5" and "5 x"."""
    return at + 1 if at < len(words) and words[at].plain in TIMES else at
