"""A statement that goes to its customer by the owner's words: shown to whom first, and sent by one yes."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts import notices, statements, whom
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person


def draft(
    session: Session, caller: Caller, person: Person, first: date | None, last: date | None
) -> Outcome[Any]:
    """Who would get it, for a yes; nothing is sent where there is nothing in it."""
    made = statements.told(session, caller, person, first, last)
    if made.outcome != "statement":
        return made
    facts = {name: value for name, value in made.facts.items() if name != "files"}
    return Outcome[str](outcome="confirm", facts={**facts, "page": "send_statement"})


def send(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """A yes to it."""
    caller.must_be(*IN_CHARGE)
    number, first, last = shown.split("|")
    person = whom.numbered(session, caller.business_id, int(number))
    assert person is not None
    made = statements.told(session, caller, person, date.fromisoformat(first), date.fromisoformat(last))
    if not notices.send_statement(session, caller.business, person, made.facts):
        raise Refusal("not_reachable", **made.facts)
    return Outcome[str](outcome="sent", facts={**made.facts, "files": []})


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """It is not sent."""
    return Outcome[str](outcome="kept")
