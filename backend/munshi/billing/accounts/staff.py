"""Who works here and is named in words."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.people import names
from munshi.people.models import Person, PersonRole
from munshi.people.rules import STAFF


def staff_named(session: Session, business_id: str, text: str) -> list[Person]:
    """Everybody who works here of whom a word is surely the name, or a part that nobody else has."""
    works = PersonRole.role.in_(STAFF)
    query = select(Person).where(Person.business_id == business_id, Person.roles.any(works))
    staff = {each.called: each for each in session.scalars(query) if each.called}
    found = {
        name
        for word in text.split()
        if (meant := names.meant(word.strip(",.?!"), list(staff))).sure
        for name in meant.names
    }
    return [staff[name] for name in sorted(found)]
