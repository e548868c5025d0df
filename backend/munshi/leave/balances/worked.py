"""Days worked, towards leave that is earned by work (OSH Code 2020, s. 32). Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal

from munshi.leave.holidays.calendar import LeaveYear, WorkCalendar, days_between
from munshi.leave.policy import LeaveType, Policy
from munshi.leave.rules import NOTHING, WHOLE, LeaveDay

QUARTER = Decimal("0.25")
COUNTED = (LeaveType.EARNED, LeaveType.MATERNITY)  # as worked, and so is lay-off, which nobody asks for


def days_worked(calendar: WorkCalendar, first: date, last: date, away: Iterable[LeaveDay]) -> Decimal:
    """The working days of a span without those on which somebody was away; offs were not worked either way."""
    lost: dict[date, Decimal] = {}
    for day in away:
        lost[day.date] = lost.get(day.date, NOTHING) + day.cost
    working = (day for day in days_between(first, last) if not calendar.off(day))
    return sum((WHOLE - min(lost.get(day, NOTHING), WHOLE) for day in working), NOTHING)


def away_but_counted(first: date, last: date, away: Mapping[LeaveType, Iterable[LeaveDay]]) -> Decimal:
    """The days of leave in a span that count as worked towards the least number, by the type of leave."""
    counted = (day for type_ in COUNTED for day in away.get(type_, ()) if first <= day.date <= last)
    return sum((day.cost for day in counted), NOTHING)


def least_days(policy: Policy, joined: date | None, year: LeaveYear) -> Decimal:
    """How many days of the year must count before any leave is earned.

    Who joins after the year began needs a quarter of the days that were left of it, all days counted.
    """
    least = Decimal(policy.worked_at_least)
    if joined is None or joined <= year.first:
        return least
    left = max((year.last - joined).days + 1, 0)
    return min((left * QUARTER).to_integral_value(ROUND_CEILING), least)
