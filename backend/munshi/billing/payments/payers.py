"""Which customer an owner means, by name or phone; of several with one name the balance tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.names import meant
from munshi.people.rules import COUNTRY_CODE, with_country_code

SHOWN = 10  # as many as a list of WhatsApp holds
LONGEST_NAME = 2  # words of a name that nobody has marked as one


@dataclass(frozen=True)
class Found:
    """The people who may be meant; where it is `sure`, there is one."""

    people: Sequence[Person]
    sure: bool


def find(session: Session, business_id: str, said: str | None, text: str | None, but: int) -> Found:
    """Who is called so, or whose name stands in the text; never who says it."""
    by_name: dict[str, list[Person]] = {}
    for person in people.everybody(session, business_id):
        if person.called and person.id != but:
            by_name.setdefault(person.called, []).append(person)
    if said:
        phone = with_country_code(said, COUNTRY_CODE)
        if phone.isdecimal() and (known := people.find(session, business_id, phone)):
            return Found([known], sure=True)
        return _named(said, by_name)
    pieces = [
        found
        for piece in _pieces(text or "")
        if (found := _named(piece, by_name)).sure or len(found.people) > 1
    ]
    return max(pieces, key=lambda found: found.sure, default=Found((), sure=False))


def facts_of(session: Session, person: Person) -> dict[str, Any]:
    """A customer as an owner tells them apart."""
    phones = people.phones(person)
    balance = accounts.balance(session, person.business_id, person.id)
    return {
        "payer": person.id,
        "name": person.called or (phones[0] if phones else "?"),
        "phone": phones[0][-4:] if phones else None,
        "balance_paise": balance,
    }


def _named(said: str, by_name: dict[str, list[Person]]) -> Found:
    names, sure = meant(said, by_name)
    found = [person for name in sorted(names) for person in by_name[name]]
    return Found(found[:SHOWN], sure and len(found) == 1)


def _pieces(text: str) -> list[str]:
    words = text.split()
    return [
        " ".join(words[at : at + length])
        for length in range(LONGEST_NAME, 0, -1)
        for at in range(len(words) - length + 1)
    ]
