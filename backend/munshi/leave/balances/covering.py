"""What of a leave is paid from a balance, day by day; what it does not reach is loss of pay. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from munshi.leave.holidays.calendar import LeaveYear
from munshi.leave.rules import NOTHING, LeaveDay, cost


@dataclass(frozen=True)
class ChargedDay:
    """A day of a leave, and what it takes of the balance of which leave year."""

    day: LeaveDay
    charged: Decimal
    leave_year: str


@dataclass(frozen=True)
class Cover:
    """The days of a leave by what pays for them; `left` is what each leave year has, None where no balance is kept."""

    days: Sequence[ChargedDay]
    left: Mapping[LeaveYear, Decimal] | None

    @property
    def before(self) -> Decimal | None:
        """What there is for it in all."""
        return None if self.left is None else sum(self.left.values(), NOTHING)

    @property
    def years(self) -> list[tuple[LeaveYear, Decimal, Decimal]]:
        """Where a leave takes of two leave years: each with what it has and what is taken of it."""
        years = self.left or {}
        return [(year, there, self._taken_of(year)) for year, there in years.items() if len(years) > 1]

    def _taken_of(self, year: LeaveYear) -> Decimal:
        return sum((each.charged for each in self.days if each.leave_year == year.name), NOTHING)

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
    return Cover(charged, left)
