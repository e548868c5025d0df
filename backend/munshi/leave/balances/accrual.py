"""What comes into a balance by itself: allotments, what is carried over a year's end, what lapses. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from munshi.leave.balances.worked import least_days
from munshi.leave.holidays.calendar import LeaveYear
from munshi.leave.policy import Accrual, Policy

HALF, NOTHING = Decimal("0.5"), Decimal(0)
MONTHS = 12
MONTHS_OF_A_PART = {Accrual.MONTHLY: 1, Accrual.QUARTERLY: 3}


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
    """What a leave year has brought by a day, in one, by quarters or by months, to somebody who joined when they did.

    Nothing comes in before the policy holds. A key names the type and the period: a person's first entry under it
    is the only one.
    """
    begins = max(policy.effective_from, joined or policy.effective_from)
    if policy.accrual is Accrual.YEARLY:
        yield from _yearly(policy, begins, year, until)
    elif policy.accrual in MONTHS_OF_A_PART:
        yield from _in_parts(policy, begins, year, until)


def _yearly(policy: Policy, begins: date, year: LeaveYear, until: date) -> Iterator[Credit]:
    """All at the start; who joins in mid-year gets the part of the months that are left, the first one counted."""
    on = max(year.first, begins)
    if on > min(until, year.last):
        return
    left = MONTHS - _months_between(year.first, on)
    days = to_halves(policy.allotment * left / MONTHS)
    if days:
        yield Credit(on, days, f"{policy.type}:{year.name}")


def _in_parts(policy: Policy, begins: date, year: LeaveYear, until: date) -> Iterator[Credit]:
    """The part of a month or a quarter on its first day; the halves add up to the year's allotment.

    Who joins within a quarter gets the months of it that are left, the first one counted.
    """
    length = MONTHS_OF_A_PART[policy.accrual]
    for month in range(0, MONTHS, length):
        first, following = _add_months(year.first, month), _add_months(year.first, month + length)
        on = max(first, begins)
        if on > until:
            return
        if on >= following:
            continue
        missed = _months_between(first, on)
        days = _due(policy, month + length) - _due(policy, month + missed)
        if days:
            yield Credit(on, days, f"{policy.type}:{first:%Y-%m}")


def _due(policy: Policy, months: int) -> Decimal:
    """What so many months of the year bring together."""
    return to_halves(policy.allotment * months / MONTHS)


def earned_by_work(
    policy: Policy,
    worked: Decimal | int,
    away_but_counted: Decimal | int = 0,
    joined: date | None = None,
    year: LeaveYear | None = None,
) -> Decimal:
    """Whole days earned by the days worked in a leave year; half a day and more is a whole one, less is none.

    Lay-off, maternity leave and the earned leave itself are `away_but_counted`: they count towards the least number
    of days, and earn nothing (OSH Code 2020, s. 32).
    """
    if policy.accrual is not Accrual.WORKED or not policy.worked_for_a_day:
        return NOTHING
    least = least_days(policy, joined, year) if year else policy.worked_at_least
    if worked + away_but_counted < least:
        return NOTHING
    return (Decimal(worked) / policy.worked_for_a_day).quantize(Decimal(1), ROUND_HALF_UP)


@dataclass(frozen=True)
class YearEnd:
    """What becomes of a balance at the end of a leave year; the three are the balance."""

    carried: Decimal
    encashed: Decimal
    lapsed: Decimal


def year_end(policy: Policy, balance: Decimal, refused: Decimal = NOTHING) -> YearEnd:
    """Up to the cap is carried over; what is beyond is paid out where the policy says so, and otherwise lapses.

    Days that were asked for and refused are carried beyond the cap (OSH Code, s. 32), and so is what is owed.
    """
    if balance <= NOTHING:
        return YearEnd(balance, NOTHING, NOTHING)
    carried = min(balance, policy.carry_forward + refused)
    beyond = balance - carried
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
