"""Taking back what was written into khatas a moment ago."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.billing.accounts import notices, prepaid, service
from munshi.billing.accounts.facts import Facts, named
from munshi.billing.accounts.models import AccountEntry
from munshi.callers import Caller
from munshi.outcomes import Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind

THING = "entry_disputed"


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """The entries that stand and of which the owner has heard that they are called wrong."""
    if not caller.may_act_as(Role.OWNER):
        return []
    numbers = notices.disputed(session, caller.business, caller.person)
    found = (session.get(AccountEntry, (caller.business_id, number)) for number in numbers)
    return [
        Cancellable(THING, str(entry.id), named_with(session, [entry]))
        for entry in found
        if entry is not None and service.reversal_of(session, entry) is None
    ]


def strike_disputed(session: Session, caller: Caller, token: str) -> None:
    """Takes back the entry that its customer calls wrong; they hear it."""
    entry = session.get_one(AccountEntry, (caller.business_id, int(token)))
    service.reverse(session, entry, caller.person)
    person = session.get_one(Person, (entry.business_id, entry.person_id))
    notices.tell_of_striking(session, caller.business, person, entry, asked=True)


def strike(session: Session, caller: Caller, act: Act) -> Facts:
    """Reverses every entry of the act; the customers hear of it."""
    entries = _entries(session, act)
    if all(service.reversal_of(session, entry) for entry in entries):
        raise Refusal("undone_already")
    for entry in entries:
        if service.reversal_of(session, entry) is None:
            service.reverse(session, entry, caller.person)
            person = session.get_one(Person, (entry.business_id, entry.person_id))
            notices.tell_of_striking(session, caller.business, person, entry)
    return about(session, caller, act)


def about(session: Session, caller: Caller, act: Act) -> Facts:
    """Whose entries they are and what they come to."""
    return named_with(session, _entries(session, act))


def named_with(session: Session, entries: Sequence[AccountEntry]) -> Facts:
    """The facts with which entries are named: whose they are, and what they come to, whichever way."""
    rows = [
        {
            **named(session.get_one(Person, (entry.business_id, entry.person_id))),
            "account": entry.person_id,
            "paise": entry.paise,
            "balance_paise": prepaid.owed_by(session, entry.business_id, entry.person_id),
        }
        for entry in entries
    ]
    return {"entries": rows, "amount_paise": abs(sum(entry.paise for entry in entries))}


def _entries(session: Session, act: Act) -> list[AccountEntry]:
    return [session.get_one(AccountEntry, (act.business_id, int(number))) for number in act.references]


UNDOING = Undoing(
    offered, {THING: strike_disputed}, {Kind.CREDIT_WRITTEN: strike, Kind.CREDIT_WAIVED: strike}, about
)
