"""What of a leave is paid from a balance, and what is loss of pay, which needs the person's consent. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from munshi.leave.calendar import LeaveYear
from munshi.leave.policy import Policy
from munshi.leave.rules import NOTHING, LeaveDay, Refused, cost_by_year, unpaid_part


class Unconsented(Refused):
    """Days would be without pay, and the person has not agreed to that number of them."""

    outcome = "confirm_unpaid"


@dataclass(frozen=True)
class Cover:
    """The days of a leave by what pays for them: a balance, the business without one, or nobody."""

    from_balance: Decimal = NOTHING
    without_balance: Decimal = NOTHING
    unpaid: Decimal = NOTHING

    @property
    def days(self) -> Decimal:
        """All of them."""
        return self.from_balance + self.without_balance + self.unpaid


def cover(wanted: Decimal, policy: Policy, available: Decimal) -> Cover:
    """The balance pays as far as it goes and the rest is loss of pay; what keeps no balance is paid or it is not."""
    if not policy.paid:
        return Cover(unpaid=wanted)
    if not policy.has_balance:
        return Cover(without_balance=wanted)
    unpaid = unpaid_part(wanted, available)
    return Cover(from_balance=wanted - unpaid, unpaid=unpaid)


def cover_by_year(
    days: Iterable[LeaveDay], policy: Policy, begins: int, available: Mapping[LeaveYear, Decimal]
) -> dict[LeaveYear, Cover]:
    """Each leave year pays for its own days; `available` has the balance of each, and none where it has nothing."""
    return {
        year: cover(wanted, policy, available.get(year, NOTHING))
        for year, wanted in cost_by_year(days, begins).items()
    }


def unpaid_days(days: Sequence[LeaveDay], unpaid: Decimal) -> list[tuple[LeaveDay, Decimal]]:
    """Which days are without pay, and how much of each: the last ones, in order of date."""
    lost: list[tuple[LeaveDay, Decimal]] = []
    for day in reversed(days):
        part = min(day.cost, unpaid)
        if part:
            lost.insert(0, (day, part))
        unpaid -= part
    return lost


def refuse_unconsented(covered: Cover, policy: Policy, consented: Decimal) -> None:
    """Nobody loses pay without a yes to just that many days; who asks for unpaid leave has said so."""
    if policy.paid and covered.unpaid > NOTHING and covered.unpaid != consented:
        raise Unconsented(unpaid=covered.unpaid)
