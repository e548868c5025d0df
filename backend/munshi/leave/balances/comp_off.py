"""Days off for days worked: earned by proof of work on an off-day, used oldest first, gone after a while. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from munshi.leave.asking.refusals import Refused
from munshi.leave.balances.accrual import Credit, expires_on
from munshi.leave.holidays.calendar import DAY, WorkCalendar
from munshi.leave.policy import LeaveType, Policy
from munshi.leave.rules import NOTHING, Portion


class NotAnOffDay(Refused):
    """Work on a working day is no extra work."""

    outcome = "not_an_off_day"


class NotWorkedYet(Refused):
    """What is not worked yet earns nothing yet."""

    outcome = "not_worked_yet"


class ProvenTooLate(Refused):
    """The work lies so far back that its day off would have expired."""

    outcome = "proven_too_late"


@dataclass(frozen=True)
class Use:
    """Days of comp-off that are taken, or asked for, on a day."""

    on: date
    days: Decimal


@dataclass(frozen=True)
class Left:
    """What is left of one credit, and the last day on which it can be taken; None where it never expires."""

    credit: Credit
    days: Decimal
    until: date | None

    def is_good_on(self, day: date) -> bool:
        """Whether it is earned by that day and not expired on it."""
        return self.credit.on <= day and (self.until is None or day <= self.until)


def refuse_unearned(worked: date, calendar: WorkCalendar, policy: Policy, today: date) -> None:
    """A comp-off is for work that was done on an off-day, and proved before it would have expired."""
    if worked > today:
        raise NotWorkedYet(day=worked)
    if not calendar.off(worked):
        raise NotAnOffDay(day=worked)
    until = expires_on(policy, worked)
    if until is not None and today > until:
        raise ProvenTooLate(until=until)


def earned(worked: date, portion: Portion) -> Credit:
    """What the work brings: a day, or a half; once for each half of the day worked."""
    return Credit(worked, portion.days, f"{LeaveType.COMP_OFF}:{worked.isoformat()}:{portion}")


def left(policy: Policy, credits: Iterable[Credit], uses: Iterable[Use]) -> list[Left]:
    """What is left of each credit after the uses: each one takes of the oldest that are good on its day."""
    all_of_them = sorted(credits, key=lambda credit: (credit.on, credit.key))
    rows = [Left(credit, credit.days, expires_on(policy, credit.on)) for credit in all_of_them]
    for use in sorted(uses, key=lambda use: use.on):
        rows = _used(rows, use)
    return rows


def _used(rows: Sequence[Left], use: Use) -> list[Left]:
    wanted, after = use.days, []
    for row in rows:
        part = min(row.days, wanted) if row.is_good_on(use.on) else NOTHING
        wanted -= part
        after.append(Left(row.credit, row.days - part, row.until))
    return after


def available_on(day: date, rows: Iterable[Left]) -> Decimal:
    """What can be taken on a day."""
    return sum((row.days for row in rows if row.is_good_on(day)), NOTHING)


def expired(rows: Iterable[Left], today: date) -> list[Credit]:
    """What has expired by today: on the day after the last one, under the key of what it was earned by."""
    return [
        Credit(row.until + DAY, row.days, f"{row.credit.key}:expired")
        for row in rows
        if row.until is not None and row.until < today and row.days
    ]
