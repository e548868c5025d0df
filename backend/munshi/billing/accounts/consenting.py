"""Whom a business may tell of money without being asked."""

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.notices import service as notices
from munshi.people.models import Person


def consents(session: Session, business: Business, person: Person) -> bool:
    """Whether the business may write to the customer first: they said so, or have written to it and not said no."""
    if person.opted is not None:
        return person.opted == "in"
    return notices.has_written(session, business, person)
