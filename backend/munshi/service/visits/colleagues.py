"""Words between two who work here: what one of them answers goes back to who wrote last."""

from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role
from munshi.service.visits.models import VisitDraft

KIND = "word_from"  # of whom the last words to somebody are
IN_CHARGE = frozenset({Role.OWNER, Role.MANAGER})


def works_here(person: Person) -> bool:
    """Whether somebody is an employee, or runs the shop."""
    return not STAFF.isdisjoint(held.role for held in person.roles)


def remember(session: Session, caller: Caller, receiver: Person) -> None:
    """Whose words somebody was told last."""
    key = {"business_id": caller.business_id, "person_id": receiver.id, "kind": KIND}
    row = session.get(VisitDraft, tuple(key.values()), with_for_update=True)
    if row is None:
        row = VisitDraft(**key)
        session.add(row)
    row.kept, row.changed_at = {"from": caller.person.id}, clock.now()
    session.flush()


def who_wrote(session: Session, caller: Caller) -> Person | None:
    """The colleague whose words the caller was told last; None where they were of who runs the shop."""
    row = session.get(VisitDraft, (caller.business_id, caller.person.id, KIND))
    person = session.get(Person, (caller.business_id, row.kept["from"])) if row else None
    if person is None or not IN_CHARGE.isdisjoint(held.role for held in person.roles):
        return None
    return person
