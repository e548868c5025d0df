"""What a customer is called, as who is in charge says it: *98530 00006 ka naam Deepak Soni hai*."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import whom
from munshi.billing.accounts.facts import named
from munshi.billing.accounts.said import LONGEST_NAME, holds, words_beside
from munshi.billing.payments import numbered
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF

CREDIT, ASKS = "record_credit", frozenset({"question", "who", "denied"})


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The name that words give to whose number or order stands beside it; none of a bill, and none that is asked."""
    text = reading.text or ""
    if reading.is_tap or not (holds(text, "called") or holds(text, "called_as")) or holds(text, "bill"):
        return None
    if (
        whether(reading)
        or not ASKS.isdisjoint(reading.sides("asks_of_orders"))
        or list(reading.all("order_line"))
    ):
        return None
    if any(numbered.called(session, caller.business_id, each) is None for each in figures(text)):
        return None  # a sum is said beside it
    name = words_beside(text, "beside_a_name")
    phone = reading.first("phone")
    order = None if phone else numbered.order_named(session, caller.business_id, text)
    if not 0 < len(name.split()) <= LONGEST_NAME or not (phone or order):
        return None

    def keep(here: Session, by: Caller) -> Outcome[Any]:
        if phone:
            return call(here, by, whom.of_phone(here, by.business_id, str(phone), name), name)
        number = numbered.payer_of(here, by.business_id, order or "")
        return call(here, by, here.get_one(Person, (by.business_id, number)), name)

    return heard(session, caller, CREDIT, keep)


def call(session: Session, caller: Caller, person: Person, name: str) -> Outcome[Any]:
    """Keeps the name, in place of another one; who works here is called as the business's file says."""
    if people.roles_of(caller.business, person) & set(STAFF):
        return Outcome[str](outcome="not_named", facts=named(person))
    before = person.name if person.name != name else None
    person.name = name
    session.flush()
    facts = named(person)
    return Outcome[str](outcome="named", facts={**facts, "other": before or f"+{facts['phone']}"})
