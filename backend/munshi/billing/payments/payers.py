"""Which customer an owner means; of several with one name the balance tells them apart."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts import service as accounts
from munshi.billing.accounts import whom
from munshi.billing.accounts.whom import NOBODY, Whom
from munshi.people import service as people
from munshi.people.models import Person

LONGEST_NAME = 2  # words of a name that nobody has marked as one
MOST_WORDS = 15  # in which one is looked for


def find(session: Session, business_id: str, said: str | None, text: str | None) -> Whom:
    """Who is called so or has this number, or whose name stands in the text."""
    if said is None:
        pieces = [whom.meant(session, business_id, piece) for piece in _pieces(text or "")]
        named = [found for found in pieces if found.one or len(found.people) > 1]
        return max(named, key=lambda found: found.sure, default=NOBODY)
    phone = said.lstrip("+")
    known = people.find(session, business_id, phone) if phone.isdecimal() else None
    return Whom([known], sure=True) if known else whom.meant(session, business_id, said)


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


def _pieces(text: str) -> list[str]:
    words = text.split()[:MOST_WORDS]
    return [
        " ".join(words[at : at + length])
        for length in range(LONGEST_NAME, 0, -1)
        for at in range(len(words) - length + 1)
    ]
