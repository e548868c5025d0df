"""An entry that belongs in somebody else's khata: shown first, and a yes reverses it and writes it there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import WHETHER
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts import filing, notices, service, whom
from munshi.billing.accounts.again import row_of
from munshi.billing.accounts.facts import Facts, named
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.looking import refuse_where_not_kept
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.notices import BY_HAND
from munshi.billing.payments import payers
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing import acts, meant_for
from munshi.undoing.correcting import entries_of
from munshi.undoing.rules import Kind
from munshi.undoing.wording import Back, is_a_slip, of_money, tells_of_paying

CREDIT = "record_credit"
TWO = 2  # customers in "not his, hers"


def wished(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """*Ye Ramesh ke khate me nahi, Suresh ke me tha*: an entry of one of the two who are named is the other's."""
    if just := _just_written(session, caller, reading):
        return just
    text = reading.text or ""
    if reading.is_tap or not is_a_slip(text) or tells_of_paying(text):
        return None
    if of_money(text) in (Back.REFUNDED, Back.CREDITED) or _asks(reading):
        return None
    people = whom.named_in(session, caller.business_id, text)
    sums = payers.sums(session, caller.business_id, text)
    entry = _meant(session, caller, people, sums) if len(people) == TWO and len(sums) <= 1 else None
    if entry is None or not (names_a_khata(text) or _is_the_last(session, caller, entry)):
        return None
    other = next(each for each in people if each.id != entry.person_id)
    return heard(session, caller, CREDIT, lambda here, by: show(here, by, entry.id, other.id))


def _just_written(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The one entry that was just written is somebody else's, who is named alone."""
    act, other = meant_for.told(session, caller, reading) or (None, None)
    if act is None or other is None or act.kind != Kind.CREDIT_WRITTEN:
        return None
    sums = payers.sums(session, caller.business_id, reading.text)
    there = entries_of(session, act)
    entry = next((each for each in there if each.paise in sums), there[0]).id
    number = other.id
    return heard(session, caller, CREDIT, lambda here, by: show(here, by, entry, number))


def _asks(reading: Reading) -> bool:
    """Whether it is asked, by a word at either end; within, the *ke nahi* of "Arjun ke nahi Fatima ke the" denies."""
    text = (reading.text or "").strip()
    edges = (each.start == 0 or each.end >= len(text) for each in reading.placed(WHETHER))
    return text.endswith("?") or any(edges)


def _is_the_last(session: Session, caller: Caller, entry: AccountEntry) -> bool:
    """Whether nothing of money was written after it, a moment ago."""
    act = next(iter(acts.recent(session, caller, *meant_for.WRITTEN)), None)
    return act is not None and act.kind == Kind.CREDIT_WRITTEN and str(entry.id) in act.references


def show(session: Session, caller: Caller, entry: int, other: int) -> Outcome[Any]:
    """What would be moved, and to whom."""
    refuse_where_not_kept(caller)
    filing.refuse_others(caller)
    found = session.get_one(AccountEntry, (caller.business_id, entry))
    facts = _facts(session, caller, found, session.get_one(Person, (caller.business_id, other)))
    return Outcome[str](outcome="confirm_other_khata", facts={**facts, "summary": f"{entry}|{other}"})


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """A yes to it: both customers hear of what became of their khata."""
    filing.refuse_others(caller)
    number, other = map(int, summary.split("|"))
    entry = session.get_one(AccountEntry, (caller.business_id, number))
    service.locked(session, caller.business_id, entry.person_id)
    if service.reversal_of(session, entry) is not None:
        raise Refusal("changed")
    person = session.get_one(Person, (caller.business_id, entry.person_id))
    facts = _facts(session, caller, entry, session.get_one(Person, (caller.business_id, other)))
    row = row_of(session, caller, entry, entry.paise, other)
    service.reverse(session, entry, caller.person)
    notices.tell_of_striking(session, caller.business, person, entry)
    act = filing.write(session, caller, [row]).facts["act"]
    return Outcome[str](outcome="other_khata", facts={**facts, "act": act})


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """The entry stays where it is."""
    return Outcome[str](outcome="kept")


def _meant(
    session: Session, caller: Caller, people: Sequence[Person], sums: Sequence[int]
) -> AccountEntry | None:
    """What was written in words for one of them and stands: of the sum that is said, else what was written just now."""
    named_ones = {person.id for person in people}
    if not sums:
        act = next(iter(acts.recent(session, caller, Kind.CREDIT_WRITTEN)), None)
        found = session.get(AccountEntry, (caller.business_id, int(act.references[0]))) if act else None
        return found if found is not None and found.person_id in named_ones else None
    theirs = [
        each
        for number in named_ones
        for each in service.entries(session, caller.business_id, number)
        if each.kind in BY_HAND and each.paise == sums[0] and service.reversal_of(session, each) is None
    ]
    return theirs[0] if len(theirs) == 1 else None


def _facts(session: Session, caller: Caller, entry: AccountEntry, other: Person) -> Facts:
    person = session.get_one(Person, (caller.business_id, entry.person_id))
    return {**named(person), "account": person.id, "paise": entry.paise, "other": named(other)["name"]}
