"""Which customer an owner means by a name, a phone number or a tap."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from munshi.billing.accounts.models import Account
from munshi.people import names
from munshi.people import service as people
from munshi.people.models import Person, PersonRole
from munshi.people.rules import Role

SHOWN = 10  # as many as a list of WhatsApp holds


@dataclass(frozen=True)
class Whom:
    """Who may be meant, who owes the most first; `sure` where it is that one and nobody else."""

    people: Sequence[Person]
    sure: bool

    @property
    def one(self) -> Person | None:
        """The one who is surely meant."""
        return self.people[0] if self.sure and len(self.people) == 1 else None


NOBODY = Whom((), sure=False)


def meant(session: Session, business_id: str, said: str) -> Whom:
    """The customers who are called so, or may be."""
    by_name: dict[str, list[Person]] = {}
    balances: dict[int, int] = {}
    for person, paise in _customers(session, business_id):
        balances[person.id] = paise or 0
        if person.called:
            by_name.setdefault(person.called, []).append(person)
    found = names.meant(said, by_name)
    people_ = [person for name in found.names for person in by_name[name]]
    people_.sort(key=lambda person: (-balances[person.id], person.id))
    return Whom(people_[:SHOWN], found.sure and len(people_) == 1)


def with_phone(session: Session, business_id: str, phone: str) -> Person | None:
    """Who has the number, as the entity `phone` writes it."""
    return people.find(session, business_id, phone.lstrip("+"))


def numbered(session: Session, business_id: str, person_id: int) -> Person | None:
    """The customer with this id, as a tap carries it."""
    return session.get(Person, (business_id, person_id))


def _customers(session: Session, business_id: str) -> Sequence[tuple[Person, int | None]]:
    """Whoever buys here or has a khata, with what they owe."""
    on = (Account.business_id == Person.business_id) & (Account.person_id == Person.id)
    is_customer = Person.roles.any(PersonRole.role == Role.CUSTOMER)
    query = (
        select(Person, Account.paise)
        .outerjoin(Account, on)
        .where(Person.business_id == business_id, or_(is_customer, Account.person_id.is_not(None)))
        .options(selectinload(Person.aliases))
    )
    return [(row[0], row[1]) for row in session.execute(query)]
