"""What the business takes off: of some goods or of a whole order, from a sum on, by a code, on days and at hours. Pure.

A line has the one discount of goods that takes most off; what is left of all lines has the one discount of the whole
order that takes most off, shared out over the lines, so that the GST of each line follows what is paid for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from munshi.orders.items import Names
from munshi.orders.totals import line_amount, whole_paise

HUNDRED = Decimal(100)


class State(StrEnum):
    """Why a discount is or is not given at a moment."""

    RUNS = "runs"
    NOT_YET = "not_yet"
    LAPSED = "lapsed"
    NOT_NOW = "not_now"  # not on this day of the week, or at this hour


@dataclass(frozen=True)
class Discount:
    """One of the business's own; of what is left empty there is no such condition.

    `percent` or `off_paise` is taken off, or of each `buy` + `get` pieces `get` are free. It is of the goods with these
    `skus` or in these `categories`, else of the whole order. The sum of what it is of must reach `above_paise`.
    """

    id: str
    name: Names
    percent: Decimal | None = None
    off_paise: int | None = None
    buy: int | None = None
    get: int | None = None
    above_paise: int = 0
    code: str | None = None
    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    weekdays: frozenset[int] = frozenset()
    opens: time | None = None
    closes: time | None = None

    @property
    def is_of_goods(self) -> bool:
        """Whether it is of some goods, or of each product by itself, and not of the order as a whole."""
        return bool(self.skus or self.categories or self.buy)

    def is_of(self, sold: "Sold") -> bool:
        """Whether a line is among its goods."""
        if not (self.skus or self.categories):
            return True
        return sold.sku in self.skus or sold.category in self.categories

    def state(self, moment: datetime) -> State:
        """Whether it is given at a moment in the business's zone."""
        day, hour = moment.date(), moment.time()
        if self.first and day < self.first:
            return State.NOT_YET
        if self.last and day > self.last:
            return State.LAPSED
        on_day = not self.weekdays or day.weekday() in self.weekdays
        at_hour = (self.opens is None or self.opens <= hour) and (self.closes is None or hour < self.closes)
        return State.RUNS if on_day and at_hour else State.NOT_NOW


@dataclass(frozen=True)
class Sold:
    """A line as a discount sees it."""

    sku: str
    category: str | None
    quantity: Decimal
    price_paise: int

    @property
    def amount_paise(self) -> int:
        """What it costs before anything is taken off."""
        return line_amount(self.quantity, self.price_paise)


@dataclass(frozen=True)
class Given:
    """A discount that is given, with what it takes off in paise."""

    discount: Discount
    paise: int


@dataclass(frozen=True)
class Reckoned:
    """What is taken off each line, in their order, and by which discounts."""

    of_lines: tuple[int, ...] = ()
    given: tuple[Given, ...] = ()


def reckon(
    lines: Sequence[Sold], discounts: Iterable[Discount], moment: datetime, code: str | None = None
) -> Reckoned:
    """What these lines have off at a moment, by what is open to all and by a code that was said."""
    running = [
        each
        for each in discounts
        if each.state(moment) is State.RUNS and (each.code is None or is_code(each, code))
    ]
    of_goods = _best_of_goods(lines, [each for each in running if each.is_of_goods])
    off = [given.paise if given else 0 for given in of_goods]
    given = _together([each for each in of_goods if each])
    left = [line.amount_paise - taken for line, taken in zip(lines, off, strict=True)]
    whole = _best_of_all(left, [each for each in running if not each.is_of_goods])
    if whole is not None:
        shares = shared_out(whole.paise, left)
        off = [taken + share for taken, share in zip(off, shares, strict=True)]
        given = [*given, whole]
    return Reckoned(tuple(off), tuple(given))


def with_less(off: Reckoned, less: Given, lines: Sequence[Sold]) -> Reckoned:
    """What is taken off with a sum that is left off besides, shared out over what the lines still cost."""
    taken = off.of_lines or (0,) * len(lines)
    left = [line.amount_paise - each for line, each in zip(lines, taken, strict=True)]
    shares = shared_out(less.paise, left)
    return Reckoned(
        tuple(each + share for each, share in zip(taken, shares, strict=True)), (*off.given, less)
    )


def is_code(discount: Discount, said: str | None) -> bool:
    """Whether a code that was said is that of the discount, in small letters or large."""
    return discount.code is not None and said is not None and discount.code.casefold() == said.casefold()


def missing_paise(discount: Discount, lines: Sequence[Sold]) -> int:
    """How much its goods still lack before it is given."""
    return max(0, discount.above_paise - _sum_of(discount, lines))


def shared_out(paise: int, amounts: Sequence[int]) -> list[int]:
    """A sum over amounts in proportion, to the paisa; none gets more than its amount."""
    whole = sum(amounts)
    if not whole:
        return [0 for _ in amounts]
    shares = [paise * amount // whole for amount in amounts]
    by_rest = sorted(range(len(amounts)), key=lambda at: (-(paise * amounts[at] % whole), at))
    for at in by_rest[: paise - sum(shares)]:
        shares[at] += 1
    return shares


def _sum_of(discount: Discount, lines: Sequence[Sold]) -> int:
    return sum(line.amount_paise for line in lines if discount.is_of(line))


def _best_of_goods(lines: Sequence[Sold], discounts: Sequence[Discount]) -> list[Given | None]:
    """Of each line the one that takes most off it; of two alike the one that stands first in the file."""
    reached = [each for each in discounts if not missing_paise(each, lines)]
    found = []
    for line in lines:
        off = [Given(each, _off_line(each, line)) for each in reached if each.is_of(line)]
        best = max(off, key=lambda given: given.paise, default=None)
        found.append(best if best and best.paise else None)
    return found


def _off_line(discount: Discount, line: Sold) -> int:
    if discount.percent is not None:
        return whole_paise(line.amount_paise * discount.percent / HUNDRED)
    assert discount.buy
    assert discount.get
    times = (line.quantity / (discount.buy + discount.get)).to_integral_value(ROUND_FLOOR)
    return min(line.amount_paise, line_amount(times * discount.get, line.price_paise))


def _together(given: Sequence[Given]) -> list[Given]:
    """One line of the bill for each discount, however many lines it is of."""
    sums: dict[str, Given] = {}
    for each in given:
        known = sums.get(each.discount.id)
        sums[each.discount.id] = Given(each.discount, each.paise + (known.paise if known else 0))
    return list(sums.values())


def _best_of_all(left: Sequence[int], discounts: Sequence[Discount]) -> Given | None:
    """Of what the lines still cost; it must reach the sum from which the discount is given."""
    whole = sum(left)
    off = [Given(each, _off_whole(each, whole)) for each in discounts if whole >= each.above_paise]
    best = max(off, key=lambda given: given.paise, default=None)
    return best if best and best.paise else None


def _off_whole(discount: Discount, whole: int) -> int:
    if discount.percent is not None:
        return whole_paise(whole * discount.percent / HUNDRED)
    return min(whole, discount.off_paise or 0)
