"""Which customer an owner means; of several with one name the balance tells them apart."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.sums import figures, is_called_by, sums_in
from munshi.billing.accounts import prepaid, whom
from munshi.billing.accounts.whom import NOBODY, Whom
from munshi.billing.payments.said import holds
from munshi.people import service as people
from munshi.people.models import Person

PHONE = 10  # figures of a whole number
LONGEST_NAME = 2  # words of a name that nobody has marked as one
MOST_WORDS = 15  # in which one is looked for


def find(session: Session, business_id: str, said: str | None, text: str | None) -> Whom:
    """Who is called so or has this number, or whose name stands in the text."""
    if said is None:
        words = whom.without_goods(session, business_id, text or "")
        pieces = [whom.meant(session, business_id, piece) for piece in _pieces(words)]
        named = [found for found in pieces if found.one or len(found.people) > 1]
        return max(named, key=lambda found: found.sure, default=None) or _with_ending(
            session, business_id, text
        )
    phone = said.lstrip("+")
    known = people.find(session, business_id, phone) if phone.isdecimal() else None
    if known:
        return Whom([known], sure=True)
    if len(phone) >= PHONE and phone.isdecimal():
        return NOBODY  # a whole number is no name
    found = whom.meant(session, business_id, said)
    bare = _without_calls(said)
    return found if found.people or bare == said else whom.meant(session, business_id, bare)


def _without_calls(said: str) -> str:
    """A name without the words that only call who is written to: *yaar ramesh*."""
    words = said.split()
    while len(words) > 1 and holds(words[0], "called_before"):
        words = words[1:]
    return " ".join(words)


def _with_ending(session: Session, business_id: str, text: str | None) -> Whom:
    """Whose phone ends so, in words that say a sum as well."""
    found = whom.with_ending(session, business_id, text or "") if len(set(figures(text))) > 1 else ()
    return Whom(found, sure=len(found) == 1) if found else NOBODY


def sums(session: Session, business_id: str, text: str | None) -> list[int]:
    """The sums that words say; the last figures of a customer's phone by which they are called are none.

    Beside another sum such figures need no more words to be a phone's, where only one customer has them.
    """
    said = list(sums_in(text))
    named = whom.with_ending(session, business_id, text or "") if said else ()
    phones = {each for person in named for each in whom.endings(person, text or "")}
    alone = len({paise for _, _, paise in said}) == 1
    told = []
    for start, end, paise in said:
        known = paise in phones or (end - start == whom.ENDING and holds(text or "", "for_another"))
        beside = paise in phones and len(named) == 1 and not alone
        if not (beside or (known and is_called_by(text or "", start, end))):
            told.append(paise)
    return list(dict.fromkeys(told))


def facts_of(session: Session, person: Person) -> dict[str, Any]:
    """A customer as an owner tells them apart."""
    phones = people.phones(person)
    balance = prepaid.owed_by(session, person.business_id, person.id)
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
