"""Who decides about somebody's leave, and who of their team is away at the same time."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.leave.facts import called
from munshi.leave.models import LeaveDayRow, LeaveRequest
from munshi.leave.statuses import LIVE, Status
from munshi.leave.terms import Grants, employment
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role


def approver_of(session: Session, business: Business, person: Person, granted: Grants) -> Person | None:
    """Who decides about a person's request today: their manager, else the owner, never they themselves.

    While somebody is on approved leave their delegate decides for them, or who stands above; if all are away, the
    first of them. None where there is nobody but the person.
    """
    line = [each for each in _line(session, business, person, granted) if each.id != person.id]
    here = (each for each in line if not is_away(session, business.id, each.id, granted.today))
    return next(here, line[0] if line else None)


def asked_now(session: Session, granted: Grants, person: Person, asked_id: int | None) -> Person | None:
    """Whom a person's request waits for: who was asked, or who would be today where they have left."""
    asked = session.get_one(Person, (granted.business.id, asked_id)) if asked_id is not None else None
    if asked is None or people.works_here(granted.business, asked):
        return asked
    return approver_of(session, granted.business, person, granted)


def may_decide(
    session: Session, person: Person, by: Person, approver: Person | None, granted: Grants
) -> bool:
    """Whether somebody may decide: whom it waits for, who stands in for them while they are away, or an owner."""
    return by.id != person.id and (
        _is_owner(session, granted, by) or is_asked(session, by, approver, granted)
    )


def is_asked(session: Session, by: Person, approver: Person | None, granted: Grants) -> bool:
    """Whether somebody is the one whom a request waits for, or stands in for them today."""
    return approver is not None and (by.id == approver.id or stands_in_for(session, by, approver.id, granted))


def stands_in_for(session: Session, by: Person, approver_id: int, granted: Grants) -> bool:
    """Whether somebody is the delegate of an approver who is on approved leave today."""
    employed = employment(session, by.business_id, approver_id)
    return (
        employed is not None
        and employed.delegate_id == by.id
        and people.works_here(granted.business, by)
        and is_away(session, by.business_id, approver_id, granted.today)
    )


def is_away(session: Session, business_id: str, person_id: int, on: date) -> bool:
    """Whether somebody is on approved leave on a day."""
    query = (
        select(LeaveDayRow.date)
        .join(
            LeaveRequest,
            (LeaveRequest.business_id == LeaveDayRow.business_id)
            & (LeaveRequest.id == LeaveDayRow.request_id),
        )
        .where(
            LeaveDayRow.business_id == business_id,
            LeaveDayRow.person_id == person_id,
            LeaveDayRow.date == on,
            LeaveDayRow.live,
            LeaveRequest.status == Status.APPROVED,
        )
    )
    return session.execute(query).first() is not None


def fallback(session: Session, granted: Grants) -> Person | None:
    """Who decides when nobody else did in time: whom the business has named, else its owner."""
    named = granted.terms.fallback_approver
    found = people.find(session, granted.business.id, named) if named else None
    here = found is not None and people.works_here(granted.business, found)
    return found if here else next(iter(owners(session, granted.business)), None)


def owners(session: Session, business: Business) -> Sequence[Person]:
    """The owners of a business, the first one known first."""
    return people.holders(session, business, {Role.OWNER})


def clashes(
    session: Session, business: Business, person: Person, first: date, last: date
) -> list[dict[str, Any]]:
    """Who of the same manager's people is away in these days, by name; why is nobody else's matter."""
    query = (
        select(LeaveRequest, Person)
        .join(
            Person, (Person.business_id == LeaveRequest.business_id) & (Person.id == LeaveRequest.person_id)
        )
        .where(
            LeaveRequest.business_id == person.business_id,
            LeaveRequest.person_id != person.id,
            LeaveRequest.status.in_(LIVE),
            LeaveRequest.first <= last,
            LeaveRequest.last >= first,
            Person.manager_id.is_not_distinct_from(person.manager_id),
        )
        .order_by(LeaveRequest.first, LeaveRequest.id)
    )
    return [
        {"name": called(other), "from": request.first.isoformat(), "to": request.last.isoformat()}
        for request, other in session.execute(query)
        if people.works_here(business, other)
    ]


def _line(session: Session, business: Business, person: Person, granted: Grants) -> Iterator[Person]:
    """Everybody who could decide, the nearest first: each manager with the delegate, the owners, the fallback.

    Who has left is passed over, a manager together with the delegate.
    """
    for manager in _managers(session, person):
        if people.works_here(business, manager):
            yield manager
            yield from _delegate(session, business, manager)
    yield from owners(session, business)
    last = fallback(session, granted)
    if last is not None:
        yield last


def _delegate(session: Session, business: Business, manager: Person) -> Iterator[Person]:
    employed = employment(session, business.id, manager.id)
    if employed is not None and employed.delegate_id is not None:
        delegate = session.get_one(Person, (business.id, employed.delegate_id))
        if people.works_here(business, delegate):
            yield delegate


def _managers(session: Session, person: Person) -> Iterator[Person]:
    """Who stands above somebody, the nearest first."""
    seen: set[int] = {person.id}
    manager_id = person.manager_id
    while manager_id is not None and manager_id not in seen:
        seen.add(manager_id)
        manager = session.get_one(Person, (person.business_id, manager_id))
        yield manager
        manager_id = manager.manager_id


def _is_owner(session: Session, granted: Grants, person: Person) -> bool:
    return any(owner.id == person.id for owner in owners(session, granted.business))
