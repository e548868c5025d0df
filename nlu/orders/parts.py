"""The parts of a message of orders: names, amounts, what is outside, and breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from nlu.orders.counting.amounts import Amount


class Kind(Enum):
    """What a stretch of words is."""

    NAME = "name"
    AMOUNT = "amount"
    OUTSIDE = "outside"  # polite words: a name ends here, a line need not
    BREAK = "break"  # a line ends here


GOODS = (Kind.NAME, Kind.AMOUNT)


@dataclass(slots=True)
class Part:
    """A stretch of words of one kind; for an amount, which. Nobody changes it."""

    kind: Kind
    start: int
    end: int
    amount: Amount | None = None

    def as_outside(self) -> Part:
        """The same words as words that are no goods."""
        return Part(Kind.OUTSIDE, self.start, self.end)

    @property
    def says_how_much(self) -> bool:
        """Whether it is an amount and more than a unit alone."""
        return self.amount is not None and (self.amount.quantity is not None or self.amount.pack is not None)


def segments(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts from break to break; each break begins one."""
    segment: list[Part] = []
    for part in parts:
        if part.kind is Kind.BREAK and segment:
            yield segment
            segment = []
        segment.append(part)
    if segment:
        yield segment
