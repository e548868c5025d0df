"""What a message says of the stock, as the rules know it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal

from munshi.orders.messages import Said
from munshi.owner.rules import (
    OF_AMOUNTS,
    OF_PRICES,
    Kind,
    Mark,
    Sum,
    kind_at,
    of_a_price,
    rupees_said,
    same_clause,
    sum_at,
)


@dataclass(frozen=True)
class SaidUntil:
    """The day or the hour until which nothing is sold, and where it is said."""

    start: int
    day: date | None = None
    hour: time | None = None


@dataclass(frozen=True)
class ToldOf:
    """A product as it is named, what has happened to it, the sum that is said of it, until when.

    `words` are those from its name to the next product; `has_come`: it is said to be here, whatever the amount;
    `every`: all that are called so are meant.
    """

    said: Said
    kind: Kind | None
    paise: int | None
    until: SaidUntil | None
    words: str = ""
    has_come: bool = False
    every: bool = False


@dataclass(frozen=True)
class Told:
    """What a message says of the stock: lines with their places, what has happened, sums, an end, an order.

    `may_order`: nothing says that it is of the stock, and its lines may be wanted. `accepted_at` is the place of a word
    that accepts an order. `every` and `denied` are the places of words for all of them, and of those that deny.
    `recounted`: a count was denied, and no other one was said.
    """

    lines: Sequence[tuple[Said, int]]
    marks: Sequence[Mark]
    sums: Sequence[Sum] = ()
    until: SaidUntil | None = None
    text: str = ""
    reference: str | None = None
    may_order: bool = False
    accepted_at: int | None = None
    every: Sequence[int] = ()
    denied: Sequence[int] = ()
    recounted: bool = False

    @property
    def names_goods(self) -> bool:
        """Whether it says of what."""
        return any(said.name or said.sku for said, _ in self.lines)

    def each(self, read: Callable[[Said], Said]) -> Sequence[ToldOf]:
        """Each product with what is said of it, its line as `read` tells its name from its amount.

        Where prices are told, what is set of another product is its price too: "nails 85 rs, fevicol 135 kar do".
        """
        cut = ((self._without_marks(said, start), start) for said, start in self.lines)
        found = [self._of(read(said), start, said.quantity) for said, start in cut]
        told = any(each.kind is Kind.PRICED and each.paise is not None for each in found)
        if not told or any(each.kind in OF_AMOUNTS and each.kind is not Kind.SET for each in found):
            return found
        return [
            replace(each, kind=Kind.PRICED, paise=None)
            if each.kind in (None, Kind.SET) and each.said.quantity is not None and each.said.unit is None
            else each
            for each in found
        ]

    def _without_marks(self, said: Said, start: int) -> Said:
        """A name ends where a word begins that says what has happened: "brownie | rate 65"."""
        name = said.name or ""
        at = self.text.find(name, start) if name else -1
        inside = [mark.start - at for mark in self.marks if 0 < mark.start - at < len(name)]
        return replace(said, name=name[: min(inside)].strip()) if at >= 0 and inside else said

    def _of(self, said: Said, start: int, figure: Decimal | None) -> ToldOf:
        kind = kind_at(self.text, self.marks, start, counted=said.quantity is not None)
        paise = sum_at(self.text, self.sums, start)
        if paise is None and kind in OF_PRICES and said.quantity is None:
            paise = rupees_said(self.text, start, [] if figure is None else [figure])
        if kind is None and said.quantity is None and self._is_priced(start):
            kind = Kind.PRICED
        come = [mark.start for mark in self.marks if mark.kind is Kind.CAME]
        has_come = any(same_clause(self.text, start, mark) for mark in come)
        if has_come and said.quantity is None and not self._is_said_here(kind, start):
            kind = None  # what is said of the goods beside it is not of what is here
        kind = kind and of_a_price(kind, said.quantity, paise)
        end = min((place for _, place in self.lines if place > start), default=len(self.text))
        others = [place for _, place in self.lines if place < start]
        first = max([0, *others])
        every = any(first <= at < end and same_clause(self.text, start, at) for at in self.every)
        return ToldOf(said, kind, paise, self._until_of(start), self.text[start:end], has_come, every)

    def _is_said_here(self, kind: Kind | None, start: int) -> bool:
        """Whether it is said in the clause of a product that this has happened to it."""
        said = (mark.start for mark in self.marks if mark.kind is kind)
        return any(same_clause(self.text, start, mark) for mark in said)

    def _is_priced(self, start: int) -> bool:
        """Whether a sum is said in the clause of a product: where nothing else is, it is its price."""
        return any(same_clause(self.text, start, each.start) for each in self.sums)

    def _until_of(self, start: int) -> SaidUntil | None:
        """The end that is said in the product's clause, or in one without a product: "aaj nahi, kal se milega".

        What is there again from a day is sold out until it begins.
        """
        until = self.until
        if until is None:
            return None
        others = [place for _, place in self.lines if same_clause(self.text, place, until.start)]
        if others and not same_clause(self.text, start, until.start):
            return None
        again = (mark.start for mark in self.marks if mark.kind is Kind.BACK)
        if until.hour is None and any(same_clause(self.text, mark, until.start) for mark in again):
            return replace(until, hour=time())
        return until
