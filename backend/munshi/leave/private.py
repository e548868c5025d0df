"""What is private of a leave: the reason and the certificate, for the person, who decides about it, and the owners."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.access import service as access
from munshi.access.rules import How, Kind
from munshi.access.service import Seen
from munshi.business.models import Business
from munshi.columns import among
from munshi.leave.deciding.approvers import asked_now, may_decide
from munshi.leave.models import LeaveRequest
from munshi.leave.terms import grants
from munshi.people import service as people
from munshi.people.models import Person


def reasons(requests: Iterable[LeaveRequest]) -> Iterator[Seen]:
    """Why people are away, as far as they said."""
    return (
        (each.person_id, Kind.LEAVE_REASON, each.reference) for each in requests if each.reason or each.note
    )


def certificates(requests: Iterable[LeaveRequest]) -> Iterator[Seen]:
    """The certificates that they sent."""
    return ((each.person_id, Kind.CERTIFICATE, each.reference) for each in requests if each.certificate)


def note_export(session: Session, business: Business) -> None:
    """The operator sees all of the business's."""
    every = session.scalars(select(LeaveRequest).where(LeaveRequest.business_id == business.id)).all()
    access.note(session, business.id, None, How.EXPORT, [*reasons(every), *certificates(every)])


def note_shown(session: Session, by: Person, how: How, references: Collection[str]) -> None:
    """Somebody sees why these requests were made."""
    query = select(LeaveRequest).where(
        LeaveRequest.business_id == by.business_id, among(LeaveRequest.reference, references)
    )
    access.note(session, by.business_id, by, how, reasons(session.scalars(query.order_by(LeaveRequest.id))))


def may_see(session: Session, business: Business, request: LeaveRequest, by: Person) -> bool:
    """Whether somebody may: their own, or as one who decides or has decided about it and has not left."""
    if by.id == request.person_id:
        return True
    granted, whose = grants(session, business), session.get_one(Person, (business.id, request.person_id))
    asked = asked_now(session, granted, whose, request.approver_id)
    decided = by.id in (request.approver_id, request.decided_by) and people.works_here(business, by)
    return decided or may_decide(session, whose, by, asked, granted)
