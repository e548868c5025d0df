"""The holidays that a business has adopted: adding, changing and taking them away, and whose leave that touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.leave import part, rules
from munshi.leave.desk import WHOLE, leave_days
from munshi.leave.facts import Facts, called, span_facts
from munshi.leave.models import LeaveDayRow, LeaveRequest
from munshi.leave.policy import LeaveType, Policy
from munshi.leave.rules import Asked, Portion
from munshi.leave.sections import HolidayEntry, LeaveSections
from munshi.leave.statuses import LIVE
from munshi.leave.terms import Grants, employment, grants
from munshi.people import service as people
from munshi.people.models import Person


@dataclass(frozen=True)
class Changed:
    """On which days something changed, and the leave that would count otherwise now."""

    added: list[date] = field(default_factory=list)
    renamed: list[date] = field(default_factory=list)
    removed: list[date] = field(default_factory=list)
    affected: list[Facts] = field(default_factory=list)


def adopted(business: Business) -> dict[date, HolidayEntry]:
    """The holidays of the business, by their day."""
    entries = of(business, LeaveSections).leave.holidays
    return {entry.date: entry for entry in sorted(entries, key=lambda entry: entry.date)}


def replace_year(session: Session, business: Business, year: int, entries: Iterable[HolidayEntry]) -> Changed:
    """The holidays of a calendar year become exactly these."""
    others = {day: entry for day, entry in adopted(business).items() if day.year != year}
    return _keep(session, business, {**others, **{entry.date: entry for entry in entries}})


def add(session: Session, business: Business, entries: Iterable[HolidayEntry]) -> Changed:
    """Adds holidays, and changes the names of those that are there."""
    return _keep(session, business, {**adopted(business), **{entry.date: entry for entry in entries}})


def remove(session: Session, business: Business, day: date) -> Changed:
    """Takes a holiday away."""
    return _keep(session, business, {on: entry for on, entry in adopted(business).items() if on != day})


def _keep(session: Session, business: Business, wanted: Mapping[date, HolidayEntry]) -> Changed:
    """Requests stay as they were filed: what they took is told, for people to settle, and never changed silently."""
    before = adopted(business)
    terms = of(business, LeaveSections).leave
    holidays = [wanted[day] for day in sorted(wanted)]
    part.write(session, business, LeaveSections(leave=terms.model_copy(update={"holidays": holidays})))
    session.flush()
    added, removed = sorted(wanted.keys() - before.keys()), sorted(before.keys() - wanted.keys())
    renamed = sorted(day for day in wanted.keys() & before.keys() if wanted[day] != before[day])
    return Changed(added, renamed, removed, _affected(session, business, {*added, *removed}))


def _affected(session: Session, business: Business, days: set[date]) -> list[Facts]:
    """The leave that is approved or waits for it, and would not count as it was filed."""
    granted = grants(session, business)
    on_these = select(LeaveDayRow.request_id).where(
        LeaveDayRow.business_id == business.id, LeaveDayRow.live, LeaveDayRow.date.in_(days)
    )
    query = (
        select(LeaveRequest)
        .where(
            LeaveRequest.business_id == business.id,
            LeaveRequest.status.in_(LIVE),
            LeaveRequest.id.in_(on_these),
        )
        .order_by(LeaveRequest.first, LeaveRequest.id)
        .options(*WHOLE)
    )
    told = (_otherwise(session, granted, request) for request in session.scalars(query))
    return [facts for facts in told if facts]


def _otherwise(session: Session, granted: Grants, request: LeaveRequest) -> Facts | None:
    """A request whose days would count otherwise by the calendar as it is now."""
    type_ = LeaveType(request.type)
    policy = granted.policy(type_, request.first) or Policy(type_, request.first)
    calendar = granted.calendar(employment(session, request.business_id, request.person_id))
    asked = Asked(request.first, request.last, Portion(request.portion))
    then, now = leave_days(request), rules.count_days(asked, calendar, policy)
    days = [new.date.isoformat() for old, new in zip(then, now, strict=True) if old.counted != new.counted]
    if not days:
        return None
    person = session.get_one(Person, (request.business_id, request.person_id))
    return {
        **span_facts(request),
        "name": called(person),
        "person": next(iter([*people.phones(person), *people.user_ids(person)]), None),
        "days": days,
        "would_count": str(rules.cost(now)),
        "begun": request.first <= granted.today,
    }
