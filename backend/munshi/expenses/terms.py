"""The terms of a business for claims, as the rules know them."""

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.expenses.models import ClaimGrade
from munshi.expenses.rules import Decider, Policy
from munshi.expenses.sections import ExpenseSections
from munshi.people.models import Person


def policies_of(business: Business) -> list[Policy]:
    """Every policy that the business has written down."""
    return [Policy(**policy.model_dump()) for policy in of(business, ExpenseSections).expenses.policies]


def chain_of(business: Business) -> list[Decider]:
    """Who decides up to which sum."""
    return [Decider(step.by, step.up_to_paise) for step in of(business, ExpenseSections).expenses.approval]


def grade_of(session: Session, person: Person) -> str | None:
    """The person's grade, if the business has given them one."""
    held = session.get(ClaimGrade, (person.business_id, person.id))
    return held.grade if held else None


def set_grade(session: Session, business_id: str, person_id: int, grade: str) -> None:
    """Gives the person a grade, in place of the one they had."""
    session.merge(ClaimGrade(business_id=business_id, person_id=person_id, grade=grade))
    session.flush()
