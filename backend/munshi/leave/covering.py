"""What of a leave is paid from a balance, day by day; what it does not reach is loss of pay. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from munshi.leave.calendar import LeaveYear
from munshi.leave.rules import NOTHING, LeaveDay, cost


@dataclass(frozen=True)
class ChargedDay:
    """A day of a leave, and what it takes of the balance of which leave year."""

    day: LeaveDay
    charged: Decimal
    leave_year: str


@dataclass(frozen=True)
class Cover:
    """The days of a leave by what pays for them; `before` is what there is for it, None where no balance is kept."""

    days: Sequence[ChargedDay]
    before: Decimal | None

    @property
    def count(self) -> Decimal:
        """The days that count."""
        return cost(each.day for each in self.days)

    @property
    def charged(self) -> Decimal:
        """What it takes of the balance."""
        return sum((each.charged for each in self.days), NOTHING)

    @property
    def unpaid(self) -> Decimal:
        """What the balance does not cover; who asks for leave without pay has no balance to fall short of."""
        return self.count - self.charged if self.before is not None else NOTHING


def cover(
    days: Sequence[LeaveDay], years: Mapping[date, LeaveYear], left: Mapping[LeaveYear, Decimal] | None
) -> Cover:
    """Each leave year pays for its own first days as far as its balance goes.

    `years` has the year of each day, `left` what each has; it is None where the type keeps no balance.
    """
    still = dict(left or {})
    charged = []
    for day in days:
        year = years[day.date]
        part = min(day.cost, max(still.get(year, NOTHING), NOTHING))
        still[year] = still.get(year, NOTHING) - part
        charged.append(ChargedDay(day, part, year.name))
    return Cover(charged, None if left is None else sum(left.values(), NOTHING))
