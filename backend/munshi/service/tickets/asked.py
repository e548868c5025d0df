"""What a customer asks beside a report or of an open complaint: its cost, how long it takes, where it is seen to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.tickets import besides, bringing, brought, brought_then
from munshi.service.tickets.answers import conclude
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.facts import ticket_facts
from munshi.service.visits import machines, noting


def told_beside(session: Session, caller: Caller, asked: Sequence[str]) -> Outcome[Any]:
    """What is asked beside the report is answered, and what was asked of it is asked again."""
    desk = Desk(session, caller)
    for what in asked:
        desk.tell(besides.answered(desk, what))
    return conclude(desk)


def brings(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """Where a machine is seen to; that it is brought is written to the open complaint."""
    desk, text = Desk(session, caller), reading.text or ""
    if brought.asks_where(text):
        facts = brought.where(desk, brought.machine_of(desk, text))
    else:
        when = bringing.wished(desk.business, reading, desk.now)
        facts = brought.told(desk.business, desk.now, brought.BRING, when)
        if noting.may_note(session, caller):
            facts["noted"] = noting.note(session, caller, reading).facts.get("reference")
            if facts["noted"]:
                brought_then.keep(session, caller, facts["noted"], reading)
    return Outcome[str](outcome=f"told_{facts['told']}", facts=facts)


def told_of_open(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """What is asked of the open complaint, with which one that is."""
    desk = Desk(session, caller)
    ticket = machines.waiting_tickets(session, caller)[0]
    for what in besides.asked_in(text):
        desk.tell(besides.of_ticket(desk, ticket, what))
    facts = {"ticket": ticket_facts(session, ticket), **desk.told}
    return Outcome[str](outcome="told_of_open", facts=facts)
