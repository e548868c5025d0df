"""What comes into a balance by itself: allotments, what is carried over a year's end, what lapses. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from munshi.leave.calendar import LeaveYear
from munshi.leave.policy import Accrual, Policy

HALF, NOTHING = Decimal("0.5"), Decimal(0)
MONTHS = 12


class Kind(StrEnum):
    """Why an entry stands in the ledger of leave."""

    OPENING = "opening"
    ACCRUAL = "accrual"
    CARRIED = "carried"
    LAPSED = "lapsed"
    TAKEN = "taken"
    RETURNED = "returned"
    ENCASHED = "encashed"
    COMP_OFF_EARNED = "comp_off_earned"
    COMP_OFF_EXPIRED = "comp_off_expired"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Credit:
    """Days that come in on a day; `key` names the period, so that it brings them once."""

    on: date
    days: Decimal
    key: str


def to_halves(days: Decimal) -> Decimal:
    """Rounded to the nearest half day, a quarter up."""
    return (days * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2


def credits(policy: Policy, joined: date | None, year: LeaveYear, until: date) -> Iterator[Credit]:
    """What a leave year has brought by a day, yearly or month by month, to somebody who joined when they did."""
    if policy.accrual is Accrual.YEARLY:
        yield from _yearly(policy, joined, year, until)
    elif policy.accrual is Accrual.MONTHLY:
        yield from _monthly(policy, joined, year, until)


def _yearly(policy: Policy, joined: date | None, year: LeaveYear, until: date) -> Iterator[Credit]:
    """All at the start; who joins in mid-year gets the part of the months that are left, the first one counted."""
    begins = max(year.first, joined or year.first)
    if begins > min(until, year.last):
        return
    left = MONTHS - _months_between(year.first, begins)
    days = to_halves(policy.allotment * left / MONTHS)
    if days:
        yield Credit(begins, days, f"{policy.type}:{year.name}")


def _monthly(policy: Policy, joined: date | None, year: LeaveYear, until: date) -> Iterator[Credit]:
    """A twelfth for each month, on its first day or on that of joining; the halves add up to the year's allotment."""
    given = NOTHING
    for month in range(MONTHS):
        first = _add_months(year.first, month)
        last = _add_months(year.first, month + 1) - timedelta(days=1)
        due = to_halves(policy.allotment * (month + 1) / MONTHS)
        days, given = due - given, due
        on = max(first, joined or first)
        if on > last:
            continue
        if on > until:
            return
        if days:
            yield Credit(on, days, f"{policy.type}:{first:%Y-%m}")


def earned_by_work(policy: Policy, worked_days: int) -> Decimal:
    """Whole days earned by days worked in the leave year, none before the least number is worked."""
    if policy.accrual is not Accrual.WORKED or not policy.worked_for_a_day:
        return NOTHING
    if worked_days < policy.worked_at_least:
        return NOTHING
    return Decimal(worked_days // policy.worked_for_a_day)


@dataclass(frozen=True)
class YearEnd:
    """What happens to a balance at the end of a leave year."""

    carried: Decimal
    encashed: Decimal
    lapsed: Decimal


def year_end(policy: Policy, balance: Decimal) -> YearEnd:
    """Up to the cap is carried over; what is beyond is paid out where the policy says so, and otherwise lapses."""
    carried = min(max(balance, NOTHING), policy.carry_forward)
    beyond = max(balance, NOTHING) - carried
    return YearEnd(carried, *((beyond, NOTHING) if policy.encashable else (NOTHING, beyond)))


def expires_on(policy: Policy, earned_on: date) -> date | None:
    """The last day on which a comp-off that was earned on a day can be taken."""
    if policy.expires_after_days is None:
        return None
    return earned_on + timedelta(days=policy.expires_after_days)


def _months_between(first: date, then: date) -> int:
    return (then.year - first.year) * MONTHS + then.month - first.month


def _add_months(first: date, months: int) -> date:
    """The first day of a later month."""
    month = first.month - 1 + months
    return date(first.year + month // MONTHS, month % MONTHS + 1, 1)
