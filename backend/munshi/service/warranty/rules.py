"""Until when a guarantee runs, and what of it still does."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True)
class Until:
    """The last day of a guarantee, of the whole (`part` is None) or of one part."""

    part: str | None
    last: date

    def holds(self, on: date) -> bool:
        """Whether it does, its last day included."""
        return on <= self.last


def last_day(sold_on: date, months: int) -> date:
    """The last day of so many months: 12 from 11 April 2023 end on 10 April 2024.

    Where the month has no such day it ends with the month. Without months the day of sale was the last.
    """
    if months == 0:
        return sold_on
    year, month = divmod(sold_on.year * 12 + sold_on.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    if sold_on.day > days:
        return date(year, month + 1, days)
    return date(year, month + 1, sold_on.day) - timedelta(days=1)


def guarantees(sold_on: date, months: int, parts: Sequence[Mapping[str, Any]]) -> list[Until]:
    """That of the whole, then those of the parts that differ, as the policy lists them."""
    whole = Until(None, last_day(sold_on, months))
    return [whole, *(Until(part["part"], last_day(sold_on, part["months"])) for part in parts)]
