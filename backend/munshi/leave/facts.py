"""What the answers about leave say, as JSON: dates in ISO, days as decimal strings."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from munshi.columns import plain
from munshi.leave.desk import leave_days
from munshi.leave.holidays.calendar import Off, WorkCalendar
from munshi.leave.models import LeaveRequest
from munshi.leave.policy import LeaveType, Policy
from munshi.leave.rules import LeaveDay
from munshi.leave.terms import Grants
from munshi.people import service as people
from munshi.people.models import Person

Facts = dict[str, Any]


def day_facts(day: LeaveDay, calendar: WorkCalendar) -> Facts:
    """A day with its weekday (Monday is 0), whether it counts, and if not, why."""
    holiday = calendar.holidays.get(day.date) if day.off is Off.HOLIDAY else None
    return {
        "date": day.date.isoformat(),
        "weekday": day.date.weekday(),
        "portion": str(day.portion),
        "counted": day.counted,
        "why": str(day.off) if day.off and not day.counted else None,
        "holiday": dict(holiday) if holiday else None,
    }


def days_facts(days: Iterable[LeaveDay], calendar: WorkCalendar) -> list[Facts]:
    """Days, each as `day_facts` has it."""
    return [day_facts(day, calendar) for day in days]


def type_name(granted: Grants, type_: LeaveType, on: date) -> Facts:
    """What the business calls a type in each language."""
    policy = granted.policy(type_, on)
    return (
        dict(policy.names) if policy and policy.names else dict.fromkeys(("hi", "en", "hinglish"), str(type_))
    )


def policy_name(policy: Policy) -> Facts:
    """The same of a policy at hand."""
    return dict(policy.names) or dict.fromkeys(("hi", "en", "hinglish"), str(policy.type))


def called(person: Person | None) -> str | None:
    """What somebody is called, else their phone or id."""
    if person is None:
        return None
    return person.called or next(iter([*people.phones(person), *people.user_ids(person)]), None)


def span_facts(request: LeaveRequest) -> Facts:
    """A request in short."""
    return {
        "reference": request.reference,
        "type": request.type,
        "from": request.first.isoformat(),
        "to": request.last.isoformat(),
        "portion": request.portion,
        "count": plain(request.count),
        "unpaid": plain(request.unpaid),
        "status": request.status,
    }


def request_facts(request: LeaveRequest, granted: Grants, calendar: WorkCalendar) -> Facts:
    """A request with its days; the calendar names the holidays among them."""
    return {
        **span_facts(request),
        "name": type_name(granted, LeaveType(request.type), request.first),
        "days": days_facts(leave_days(request), calendar),
        "reason": request.reason,
        "note": request.note,
    }


def told(facts: Facts) -> Facts:
    """Facts of the rules as JSON."""
    return {name: _told(value) for name, value in facts.items()}


def _told(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
