"""A customer says that it is well again, or that a complaint is to be closed: it is asked of the one that is open."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.tickets import for_staff
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.looking import WHOLE, locked
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.moving import move
from munshi.service.tickets.notices import tell_of_customer
from munshi.service.tickets.statuses import LIVE, WITHDRAWABLE, Status
from munshi.service.tickets.words import says_fault, speaks_of_complaints
from munshi.service.visits import cancelling, machines
from munshi.service.visits.facts import visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.references import TICKET, ticket_in
from munshi.service.visits.statuses import LIVE as LIVE_VISITS
from munshi.service.visits.statuses import MAY_CHANGE
from munshi.service.visits.words import asks, machine_in, says

QUESTION, WHICH = "confirm_ending", "choose_ending"
MOVING = "move_ticket"
# What of a report or a complaint is asked already.
OF_THE_DESK = ("ticket_problem", "ticket_product", "give_ticket_address", "confirm_ticket", "correct_ticket",
               "choose_file_ticket", QUESTION, WHICH)  # fmt: skip
FIGURES = re.compile(r"(?<![\w])(?:tkt[- ]?)?(\d{1,5})(?!\w)", re.IGNORECASE)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The only one that may be meant is shown for a yes, with the visit that waits for it; of several all are."""
    text = reading.text or ""
    busy = asked.waits and (asked.question in OF_THE_DESK or not _ends_complaint(text))
    if busy or asks(text) or not _says_so(text):
        return None
    found = _meant(session, caller, text)
    if not found:
        return None
    if len(found) > 1:
        return heard(session, caller, MOVING, lambda here, by: _which(here, found))
    reference = found[0].reference
    return heard(session, caller, MOVING, lambda here, by: ask(here, by, reference))


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes ends what was shown, a no leaves it open."""
    shown = str(reading.first("summary") or asked.summary or "")
    text, reference = reading.text or "", shown.partition(":")[0]
    again = says(text, "to_end") and not (says(text, "not_yet") or says(text, "cancelling"))  # "ok close it"
    if reading.agrees or again:
        return heard(session, caller, MOVING, lambda here, by: end(here, by, shown), reading.next_wish)
    if reading.is_no:
        return heard(session, caller, MOVING, lambda here, by: for_staff.leave_open(here, by, reference))
    return None


def choose(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which of several is to end: by its number or its machine; a no leaves all of them open."""
    text = reading.text or ""
    if reading.is_no:
        return heard(session, caller, MOVING, lambda here, by: Outcome[str](outcome="none_ended"))
    if reading.is_tap or (not (figures := FIGURES.search(text)) and machine_in(text) is None):
        return None
    number = f"TKT-{int(figures[1])}" if figures else None
    found = [
        each
        for each in _open(session, caller)
        if number in (None, each.reference)
        and (number or machines.machine_of(session, each) == machine_in(text))
    ]
    if len(found) != 1:
        return None
    reference = found[0].reference
    return heard(session, caller, MOVING, lambda here, by: ask(here, by, reference))


def ask(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """What a yes ends; what was put right already is closed at once, of what is worked on it is said how it stands."""
    ticket = locked(session, caller.business_id, reference)
    if ticket.status == Status.RESOLVED:
        return for_staff.move_on(session, caller, reference, Status.CLOSED)
    visit = _visit(session, ticket)
    if ticket.status not in WITHDRAWABLE or (visit and visit.status not in MAY_CHANGE):
        return Outcome[str](outcome="no_such_move", facts=for_staff.card(session, caller, ticket))
    facts = {**for_staff.card(session, caller, ticket), "steps": [], "summary": _token(ticket, visit)}
    if visit is None:
        return Outcome[str](outcome="confirm_end", facts=facts)
    of_visit = visit_facts(session, caller.business, visit)
    return Outcome[str](
        outcome="confirm_end_with_visit",
        facts={**facts, "visit": visit.reference, "new_at": of_visit["starts_at"]},
    )


def move_on(
    session: Session,
    caller: Caller,
    reference: str,
    then: Status,
    reason: str | None = None,
    assignee: int | None = None,
    *,
    anyway: bool = False,
) -> Outcome[Any]:
    """A step by a tap; a complaint for which somebody comes is called off by its customer together with the visit."""
    if then is Status.CANCELLED and not caller.may_act_as(*STAFF):
        ticket = locked(session, caller.business_id, reference)
        if ticket.person_id == caller.person.id and (
            ticket.status == Status.RESOLVED or _visit(session, ticket)
        ):
            return ask(session, caller, ticket.reference)
    return for_staff.move_on(session, caller, reference, then, reason, assignee, anyway=anyway)


def end(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """Ends the complaint as it was shown, and calls off the visit for it; who comes and the shop are told."""
    ticket = locked(session, caller.business_id, shown.partition(":")[0])
    visit = _visit(session, ticket)
    if _token(ticket, visit) != shown or ticket.person_id != caller.person.id:
        return ask(session, caller, ticket.reference)
    if visit is not None:
        cancelling.cancel(session, caller.business, visit, caller.person)
    if ticket.status in LIVE:
        move(session, ticket, Status.CANCELLED, caller.person)
    tell_of_customer(session, ticket)
    return Outcome[str](outcome="ended", facts={**for_staff.card(session, caller, ticket), "steps": []})


def _says_so(text: str) -> bool:
    """Whether it says that it works again, or that the complaint is to end, and tells of no fault."""
    return is_well_again(text) or (_ends_complaint(text) and _is_over(text))


def _ends_complaint(text: str) -> bool:
    """Whether a complaint is to end, by that word or its number: that is meant whatever else is asked."""
    return says(text, "to_end") and (speaks_of_complaints(text) or TICKET.search(text) is not None)


def is_well_again(text: str) -> bool:
    """Whether it says that it works again, asks nothing and tells of no fault."""
    return says(text, "well_again") and _is_over(text) and not asks(text)


def _is_over(text: str) -> bool:
    return not says_fault(text) and not says(text, "not_well")


def _meant(session: Session, caller: Caller, text: str) -> Sequence[Ticket]:
    """The person's complaint with the number, or of the machine that is named, else all that are not over."""
    tickets = _open(session, caller)
    if (reference := ticket_in(text)) is not None:
        return [each for each in tickets if each.reference == reference]
    machine = machine_in(text)
    of_machine = [each for each in tickets if machine and machines.machine_of(session, each) == machine]
    live = [each for each in tickets if each.status in LIVE]
    return of_machine or live or tickets[:1]


def _open(session: Session, caller: Caller) -> Sequence[Ticket]:
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.person_id == caller.person.id,
        Ticket.status.in_((*LIVE, Status.RESOLVED)),
    )
    return session.scalars(query.order_by(Ticket.id.desc()).options(*WHOLE)).all()


def _which(session: Session, found: Sequence[Ticket]) -> Outcome[Any]:
    rows = [ticket_facts(session, each) for each in found]
    return Outcome[str](outcome="which_to_end", facts={"tickets": rows, "then": str(Status.CANCELLED)})


def _visit(session: Session, ticket: Ticket) -> Visit | None:
    """The visit for a complaint that is not over, locked."""
    query = select(Visit).where(
        Visit.business_id == ticket.business_id, Visit.ticket_id == ticket.id, Visit.status.in_(LIVE_VISITS)
    )
    return session.scalars(query.order_by(Visit.id.desc()).with_for_update(of=Visit)).first()


def _token(ticket: Ticket, visit: Visit | None) -> str:
    of_visit = f":{cancelling.token_of(visit)}" if visit else ""
    return f"{ticket.reference}:{ticket.status}:{len(ticket.moves)}{of_visit}"
