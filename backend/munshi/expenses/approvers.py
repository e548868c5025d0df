"""Who decides on a claim. People are away, and stood in for, as the books of leave say."""

from sqlalchemy.orm import Session

from munshi.expenses.models import Claim
from munshi.expenses.rules import decider_for
from munshi.expenses.terms import chain_of
from munshi.leave.deciding import approvers as at_work
from munshi.leave.terms import Grants
from munshi.people import service as people
from munshi.people.models import Person


def approver_of(session: Session, granted: Grants, person: Person, total_paise: int) -> Person | None:
    """Who decides on a sum: the person's manager or who stands in today, or an owner above the manager's sum.

    Never the person themselves; None where there is nobody else.
    """
    business = granted.business
    if decider_for(chain_of(business), total_paise) == "owner":
        owners = at_work.owners(session, business)
        if owner := at_work.first_at_work(session, granted, owners, but={person.id}):
            return owner
    return at_work.approver_of(session, business, person, granted)


def asked_now(session: Session, granted: Grants, claim: Claim) -> Person | None:
    """Whom a claim waits for: who was asked, or who would be today where they have left."""
    asked = session.get(Person, (claim.business_id, claim.approver_id)) if claim.approver_id else None
    if asked is None or people.works_here(granted.business, asked):
        return asked
    return approver_of(session, granted, _claimant(session, claim), claim.amount_paise)


def may_decide(session: Session, granted: Grants, claim: Claim, by: Person) -> bool:
    """Whether somebody may decide on a claim: whom it waits for, who stands in for them, or an owner; never oneself."""
    approver = asked_now(session, granted, claim)
    return at_work.may_decide(session, _claimant(session, claim), by, approver, granted)


def waits_for(session: Session, granted: Grants, claim: Claim, person: Person) -> bool:
    """Whether a claim is somebody's to decide now, also because they stand in, or somebody stood in for them."""
    approver = asked_now(session, granted, claim)
    return at_work.is_asked(session, _claimant(session, claim), person, approver, granted)


def _claimant(session: Session, claim: Claim) -> Person:
    return session.get_one(Person, (claim.business_id, claim.person_id))
