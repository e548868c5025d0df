"""What can still be made good of the goods of an order, and what it comes to. Pure; money is in paise."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Way = Literal["replace", "refund", "credit"]
WAYS: Sequence[Way] = ("replace", "refund", "credit")


def way_in(said: str) -> Way | None:
    """The way that is named, if one is."""
    return next((way for way in WAYS if way == said), None)


@dataclass(frozen=True)
class Goods:
    """A line of an order: what of it was made good already, and what all of it was bought for.

    `of` and `bought_as` are the order and the line by which it was paid: of a replacement, those of what it replaces.
    """

    line: int
    quantity: Decimal
    paise: int
    of: str
    bought_as: int
    settled: Decimal = Decimal(0)

    @property
    def left(self) -> Decimal:
        """What of it nothing was done about."""
        return self.quantity - self.settled

    def worth(self, quantity: Decimal) -> int:
        """What so much of it was bought for; all parts together never come to more than the line."""
        return _part(self, self.settled + quantity) - _part(self, self.settled)


@dataclass(frozen=True)
class Chosen:
    """So much of a line is made good."""

    goods: Goods
    quantity: Decimal


def _part(goods: Goods, quantity: Decimal) -> int:
    return int(goods.paise * quantity // goods.quantity)


def shared_out(paise: int, paid: Sequence[int]) -> list[int]:
    """What goes back of each payment, the first ones first; what is left over was never paid."""
    shares = []
    for there in paid:
        share = min(paise, there)
        shares.append(share)
        paise -= share
    return shares
