"""Who decides on a claim."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.expenses.models import Claim
from munshi.expenses.rules import decider_for
from munshi.expenses.terms import chain_of
from munshi.people.models import Person, PersonRole
from munshi.people.rules import Role


def approver_of(session: Session, business: Business, person: Person, total_paise: int) -> Person | None:
    """The person's manager, or an owner where the sum is above the manager's or there is none; never oneself."""
    if decider_for(chain_of(business), total_paise) == "manager" and person.manager_id:
        return session.get(Person, (business.id, person.manager_id))
    query = (
        select(Person)
        .join(
            PersonRole, (PersonRole.business_id == Person.business_id) & (PersonRole.person_id == Person.id)
        )
        .where(Person.business_id == business.id, PersonRole.role == Role.OWNER, Person.id != person.id)
        .order_by(Person.id)
    )
    return session.scalars(query).first()


def may_decide(session: Session, business: Business, claim: Claim, by: Person) -> bool:
    """Whether somebody may decide on a claim: whom it waits for, or an owner; never oneself."""
    if by.id == claim.person_id:
        return False
    return by.id == claim.approver_id or session.get(PersonRole, (business.id, by.id, Role.OWNER)) is not None
