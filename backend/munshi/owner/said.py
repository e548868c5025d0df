"""What a message says of the stock, as the rules know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from munshi.orders.messages import Said
from munshi.owner.rules import Kind, Mark, Sum, kind_at, of_a_price, same_clause, sum_at


@dataclass(frozen=True)
class SaidUntil:
    """The day or the hour until which nothing is sold, and where it is said."""

    start: int
    day: date | None = None
    hour: time | None = None


@dataclass(frozen=True)
class ToldOf:
    """A product as it is named, what has happened to it, the sum that is said of it, and until when."""

    said: Said
    kind: Kind | None
    paise: int | None
    until: SaidUntil | None


@dataclass(frozen=True)
class Told:
    """What a message says of the stock: lines with their places, what has happened, sums, an end, an order."""

    lines: Sequence[tuple[Said, int]]
    marks: Sequence[Mark]
    sums: Sequence[Sum] = ()
    until: SaidUntil | None = None
    text: str = ""
    reference: str | None = None

    @property
    def names_goods(self) -> bool:
        """Whether it says of what."""
        return any(said.name or said.sku for said, _ in self.lines)

    def each(self) -> Sequence[ToldOf]:
        """Each product with what is said of it."""
        return [self._of(said, start) for said, start in self.lines]

    def _of(self, said: Said, start: int) -> ToldOf:
        kind = kind_at(self.text, self.marks, start, counted=said.quantity is not None)
        paise = sum_at(self.text, self.sums, start)
        until = self.until if self.until and same_clause(self.text, start, self.until.start) else None
        return ToldOf(said, kind and of_a_price(kind, said.quantity, paise), paise, until)
