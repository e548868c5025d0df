"""Whom who runs the shop writes for: by phone, whoever it is, or by the name of a customer."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from munshi.asking.reading import Named, Reading, Value
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.people.rules import STAFF
from munshi.service.visits.called import name_of, names_for


@dataclass(frozen=True)
class Called:
    """The customers who may be meant; by a phone it is one, who may be new, and is called so."""

    people: Sequence[Person]
    phone: str | None = None
    name: str | None = None

    def person(self, session: Session, caller: Caller) -> Person:
        """The one who is meant; whom nobody knows yet becomes a customer."""
        if self.phone is None:
            return self.people[0]
        return whom.of_phone(session, caller.business_id, self.phone, self.name)


def called_in(session: Session, caller: Caller, reading: Reading) -> Called | None:
    """None where no customer is named, or who works here."""
    text, phone = reading.text or "", reading.first("phone")
    if phone:
        known = whom.with_phone(session, caller.business_id, str(phone))
        works_here = known is not None and not STAFF.isdisjoint(each.role for each in known.roles)
        return (
            None
            if works_here
            else Called([known] if known else [], str(phone), _name_at(session, caller, reading))
        )
    named = whom.named_in(session, caller.business_id, text)
    named = [each for each in named if STAFF.isdisjoint(role.role for role in each.roles)]
    return Called(named) if named else None


def _name_at(session: Session, caller: Caller, reading: Reading) -> str | None:
    """The name nearest to the phone, but those of technicians."""
    phone = next(each for each in reading.values if each.entity == "phone")
    found = names_for(session, caller, reading)
    nearest = min(found, key=lambda each: _apart(each, phone), default=None)
    return name_of(reading, nearest).removesuffix("'s").removesuffix("’s") if nearest else None


def _apart(named: Named, phone: Value) -> int:
    return max(phone.start - named.end, named.start - phone.end)
