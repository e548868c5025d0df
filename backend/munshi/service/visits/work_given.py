"""Who runs the shop gives work to somebody in words: "AC wala kaam Raju ko de do", "give gita's phone to sonu".

It is the visit that is named by its customer, machine or place, else the complaint nobody comes for yet; of several
it is asked which, and of none it is said that there is none. A leave that waits for a word is given otherwise.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading, Value
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.service.parts.desk import runs_the_desk
from munshi.service.tickets import closing, for_staff
from munshi.service.tickets.facts import ticket_facts, whose
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import Status
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import assigning, choosing, looking, machines, words, working
from munshi.service.visits.called import name_of
from munshi.service.visits.models import Visit
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import LIVE, MAY_BE_GIVEN
from munshi.service.visits.wishes import wish_in

WORK, MOVING = "do_visit", "move_ticket"
SUM = re.compile(r"\d{3,}")


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What is named by its customer, its machine or its place, and told to be given to one who works here."""
    text = reading.text or ""
    if not words.says(text, "handing") or text.rstrip().endswith("?") or _is_booked(caller, reading):
        return None
    who = _taker(session, caller, text)
    if who is None:
        return None
    bare = choosing.without(text, who)
    named = [each for each in whom.named_in(session, caller.business_id, bare) if each.id != who.id]
    if not (named or all(_known(session, caller, reading))):
        return None  # of a caller who is not known here
    theirs = {each.id for each in named}
    every = [each for each in _visits(session, caller, bare) if not theirs or each.person_id in theirs]
    visits = [each for each in every if each.technician_id != who.id] or every[:1]  # who has it hears so
    if len(visits) == 1:
        reference = visits[0].reference
        return heard(session, caller, WORK, lambda here, by: assigning.give(here, by, reference, who.id))
    if visits:
        return heard(session, caller, WORK, lambda here, by: _which_visit(here, by, visits, reading, who))
    if not runs_the_desk(caller):
        return None
    if tickets := [
        each for each in _tickets(session, caller, bare) if not theirs or each.person_id in theirs
    ]:
        return _ticket(session, caller, tickets, who)
    if words.says(text, "works") or words.says(text, "visits"):
        return heard(session, caller, MOVING, lambda here, by: _nothing(who))
    return None


def _known(session: Session, caller: Caller, reading: Reading) -> list[bool]:
    """Of each name in a message, whether somebody here is called so, who works here or is a customer."""
    everybody = session.scalars(select(Person).where(Person.business_id == caller.business_id)).all()
    return [bool(all_named_in(name_of(reading, each), everybody)) for each in reading.people]


def _is_booked(caller: Caller, reading: Reading) -> bool:
    """Whether more is told than what is given to whom: by number, for a caller, at an hour, or a sum of money."""
    text = reading.text or ""
    if VISIT.search(text) or TICKET.search(text) or SUM.search(text) or words.says(text, "of_money"):
        return True
    wish = wish_in(reading, looking.today(caller.business))
    at_hour = wish is not None and wish.since is not None
    return at_hour or tells_fault(text) or bool(reading.first("phone") or reading.addresses)


def _taker(session: Session, caller: Caller, text: str) -> Person | None:
    """To whom it is given: the only technician who is named, the one behind whose name it says so, or a colleague."""
    technicians = assigning.technicians_in(session, caller, text)
    if len(technicians) > 1:
        return None  # from one to the other
    return technicians[0] if technicians else for_staff.colleague_in(session, caller, text)


def _visits(session: Session, caller: Caller, bare: str) -> Sequence[Visit]:
    """The visits that are named and may still be given."""
    query = select(Visit).where(Visit.business_id == caller.business_id, Visit.status.in_(LIVE))
    may = [
        each
        for each in session.scalars(query.order_by(Visit.starts_at))
        if each.status in MAY_BE_GIVEN and each.ends_at > clock.now()
    ]
    return choosing.named(session, may, bare)


def _tickets(session: Session, caller: Caller, bare: str) -> Sequence[Ticket]:
    """The open complaints that are named, by their customer or their machine, and for which nobody comes yet."""
    coming = set(session.scalars(machines.coming(caller)))
    return [each for each in closing.meant(session, caller, bare) if each.id not in coming]


def _ticket(session: Session, caller: Caller, tickets: Sequence[Ticket], who: Person) -> Heard:
    if len(tickets) > 1:
        return heard(session, caller, MOVING, lambda here, by: _which_ticket(here, tickets, who))
    reference = tickets[0].reference
    return heard(
        session,
        caller,
        MOVING,
        lambda here, by: for_staff.move_on(here, by, reference, Status.ASSIGNED, assignee=who.id),
    )


def _which_visit(
    session: Session, caller: Caller, visits: Sequence[Visit], reading: Reading, who: Person
) -> Outcome[Any]:
    given = Reading(reading.text, [(WORK, 1.0)], [Value("technician", str(who.id))])
    return choosing.ask(session, caller, visits, working.ASSIGN, given)


def _which_ticket(session: Session, tickets: Sequence[Ticket], who: Person) -> Outcome[Any]:
    """A tap gives the one that is tapped."""
    rows = [{**ticket_facts(session, each), "customer": whose(session, each)} for each in tickets]
    facts = {"tickets": rows, "then": str(Status.ASSIGNED), "assignee": who.id, "named_one": who.called}
    return Outcome[str](outcome="which_to_give", facts=facts)


def _nothing(who: Person) -> Outcome[Any]:
    return Outcome[str](outcome="none_to_give", facts={"named_one": who.called})
