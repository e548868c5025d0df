"""What an owner wants written into khatas, until every row has its customer and its sum. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

MOST_PAISE = 10**9  # a crore of rupees is a slip
LARGE_PAISE = 10**7  # a lakh is asked about

Goods = tuple[tuple[str, str], ...]
"""What leaves the stock with an entry: sku and quantity, in the product's own unit."""


@dataclass(frozen=True)
class Placed[Of]:
    """Something that was read, with its place in the message."""

    value: Of
    start: int


@dataclass(frozen=True)
class Row:
    """An entry to be: for whom (as said, by phone, or the customer themself), how much, which day, and for what.

    `reckoned`: the sum is that of goods by the shelf, and is shown before it is written. `goods` leave the stock;
    `shelf_paise` is what they come to by the shelf, where another sum was said. `entry`: a helper has told it.
    """

    said: str | None = None
    phone: str | None = None
    person: int | None = None
    paise: int | None = None
    on: date | None = None
    note: str | None = None
    reckoned: bool = False
    goods: Goods = ()
    entry: int | None = None
    shelf_paise: int | None = None

    @property
    def other_worth(self) -> int | None:
        """What its goods come to by the shelf, where that is not its sum."""
        return None if self.shelf_paise == self.paise else self.shelf_paise

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {**asdict(self), "on": self.on.isoformat() if self.on else None}

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Row":
        """What was stored."""
        on = date.fromisoformat(stored["on"]) if stored["on"] else None
        goods = tuple((sku, quantity) for sku, quantity in stored.get("goods", ()))
        return cls(**{**stored, "on": on, "goods": goods})


@dataclass(frozen=True)
class Told:
    """What a message says of credit: customers by name, phone or tap, sums, a day, what was bought, and its words.

    `beside` are the words that nobody has read, `goods` the lines of what was bought, `goods_at`
    where they stand, `uncounted` what is counted beside them and was not read as goods, `entry` what a helper has told.
    """

    people: Sequence[Placed[str]] = ()
    sums: Sequence[Placed[int]] = ()
    phone: str | None = None
    account: int | None = None
    on: date | None = None
    note: str | None = None
    text: str = ""
    beside: Sequence[str] = ()
    goods: Sequence[Mapping[str, Any]] = ()
    goods_at: Sequence[tuple[int, int]] = ()
    uncounted: Sequence[str] = ()
    entry: int | None = None


def rows_of(told: Told) -> tuple[list[Row], bool]:
    """The entries that a message names; whether it is plain which sum is whose.

    As many names as sums go together in their order; one sum for several names is that of each, and several sums for
    one name are entries of their own, but both are asked about.
    """
    names = [each.value for each in sorted(told.people, key=lambda each: each.start)]
    sums = [each.value for each in sorted(told.sums, key=lambda each: each.start)]
    common = Row(phone=told.phone, person=told.account, on=told.on, note=told.note)
    if len(names) <= 1 and len(sums) <= 1:
        return [replace(common, said=_only(names), paise=_only(sums))], True
    if len(names) == len(sums):
        return [replace(common, said=name, paise=sum_) for name, sum_ in zip(names, sums, strict=True)], True
    if len(sums) == 1:
        return [replace(common, said=name, paise=sums[0]) for name in names], False
    if len(names) <= 1:
        return [replace(common, said=_only(names), paise=sum_) for sum_ in sums], False
    return [], False


def _only[Of](values: Sequence[Of]) -> Of | None:
    return values[0] if values else None
