"""What is private of a claim: its receipts, for the person, who decides about it, and the owners."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.access import service as access
from munshi.access.rules import How, Kind
from munshi.access.service import Seen
from munshi.business.models import Business
from munshi.expenses.approvers import may_decide
from munshi.expenses.models import Claim
from munshi.expenses.service import WHOLE
from munshi.leave.terms import grants
from munshi.people import service as people
from munshi.people.models import Person


def receipts(claims: Iterable[Claim]) -> Iterator[Seen]:
    """The receipts of claims that have any."""
    return ((claim.person_id, Kind.RECEIPT, claim.reference) for claim in claims if claim.receipts)


def note_export(session: Session, business: Business) -> None:
    """The operator sees all of the business's."""
    every = session.scalars(select(Claim).where(Claim.business_id == business.id).options(*WHOLE)).all()
    access.note(session, business.id, None, How.EXPORT, receipts(every))


def may_see(session: Session, business: Business, claim: Claim, by: Person) -> bool:
    """Whether somebody may: their own, or as one who decides or has decided about it and has not left."""
    decided = by.id in (claim.approver_id, claim.decided_by) and people.works_here(business, by)
    return by.id == claim.person_id or decided or may_decide(session, grants(session, business), claim, by)
