"""Who decides about somebody's leave, and who of their team is away at the same time."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.leave.facts import called
from munshi.leave.models import Employment, LeaveDayRow, LeaveRequest
from munshi.leave.statuses import LIVE, Status
from munshi.leave.terms import Grants, employment
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.waiting import Waiting


def approver_of(session: Session, business: Business, person: Person, granted: Grants) -> Person | None:
    """Who decides about a person's request today: their manager, else the owner, never they themselves.

    While somebody is on approved leave their delegate decides for them, or who stands above; if all are away, the
    first of them. None where there is nobody but the person.
    """
    line = _line(session, business, person, granted)
    return first_at_work(session, granted, line, but={person.id})


def next_approver(
    session: Session, granted: Grants, person_id: int, approver_id: int | None
) -> Person | None:
    """Who decides about a person's request when its approver did not in time: the fallback, else an owner.

    None where there is nobody but the person and the approver.
    """
    return first_at_work(session, granted, _last_resort(session, granted), but={person_id, approver_id})


def hand_on(session: Session, granted: Grants, request: Waiting, asked: Person | None) -> Person | None:
    """Gives an overdue request to who decides then; who that is.

    `asked` is whom it waits for now. What waits for somebody who has left goes to the next up, and may be handed on
    later. None where there is nobody else; then it stays where it is.
    """
    person, before = asked, request.approver_id
    if person is None or person.id == before:
        request.escalated_at = clock.now()
        person = next_approver(session, granted, request.person_id, before)
    if person is not None:
        request.approver_id = person.id
    session.flush()
    return person


def first_at_work(
    session: Session, granted: Grants, line: Iterable[Person], but: Collection[int | None]
) -> Person | None:
    """The first in a line who is not on leave today, each with their delegate behind them; if all are, the first."""
    others = list(_with_delegates(session, granted.business, line, but))
    here = (each for each in others if not is_away(session, each.business_id, each.id, granted.today))
    return next(here, others[0] if others else None)


def asked_now(session: Session, granted: Grants, person: Person, asked_id: int | None) -> Person | None:
    """Whom a person's request waits for: who was asked, or who would be today where they have left."""
    asked = session.get_one(Person, (granted.business.id, asked_id)) if asked_id is not None else None
    if asked is None or people.works_here(granted.business, asked):
        return asked
    return approver_of(session, granted.business, person, granted)


def may_decide(
    session: Session, person: Person, by: Person, approver: Person | None, granted: Grants
) -> bool:
    """Whether somebody may decide about a person's request: who is asked, or an owner; nobody about their own."""
    if by.id == person.id:
        return False
    return is_asked(session, person, by, approver, granted) or _is_owner(session, granted, by)


def is_asked(session: Session, person: Person, by: Person, approver: Person | None, granted: Grants) -> bool:
    """Whether a person's request waits for somebody: as its approver, or because one of the two stands in.

    A manager who is back decides also what their delegate was asked meanwhile.
    """
    if by.id == person.id or approver is None or not people.works_here(granted.business, by):
        return False
    if by.id == approver.id or stands_in_for(session, by, approver.id, granted):
        return True
    was_asked_instead = person.manager_id == by.id and _delegate_id(session, by) == approver.id
    return was_asked_instead and not _is_owner(session, granted, approver)


def is_approver(session: Session, granted: Grants, person: Person) -> bool:
    """Whether somebody may ever be asked: as a manager, as somebody's delegate, or as the last resort."""
    if not people.works_here(granted.business, person):
        return False
    reports = select(Person.id).where(
        Person.business_id == person.business_id, Person.manager_id == person.id
    )
    delegated = select(Employment.person_id).where(
        Employment.business_id == person.business_id, Employment.delegate_id == person.id
    )
    if any(session.execute(query.limit(1)).first() for query in (reports, delegated)):
        return True
    return any(each.id == person.id for each in _last_resort(session, granted))


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
    """Everybody who could decide and has not left, the nearest first: each manager, the owners, the fallback."""
    for manager in _managers(session, person):
        if people.works_here(business, manager):
            yield manager
    yield from owners(session, business)
    yield from _last_resort(session, granted)


def _last_resort(session: Session, granted: Grants) -> Iterator[Person]:
    """Whom the business has named as the fallback, then its owners."""
    named = granted.terms.fallback_approver
    found = people.find(session, granted.business.id, named) if named else None
    if found is not None and people.works_here(granted.business, found):
        yield found
    yield from owners(session, granted.business)


def _with_delegates(
    session: Session, business: Business, line: Iterable[Person], but: Collection[int | None]
) -> Iterator[Person]:
    """Each with whoever stands in for them; for who is left out nobody does."""
    for each in line:
        if each.id not in but:
            yield each
            delegate_id = _delegate_id(session, each)
            if delegate_id is not None and delegate_id not in but:
                delegate = session.get_one(Person, (business.id, delegate_id))
                if people.works_here(business, delegate):
                    yield delegate


def _delegate_id(session: Session, person: Person) -> int | None:
    employed = employment(session, person.business_id, person.id)
    return employed.delegate_id if employed else None


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
