"""Who is in charge says of a complaint that it is over: by its number, whose it is, or its machine."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.service.tickets import for_staff
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE, Status
from munshi.service.tickets.words import speaks_of_complaints
from munshi.service.visits import machines
from munshi.service.visits.references import TICKET
from munshi.service.visits.words import asks, machine_in, says

MOVING, STATUS = "move_ticket", "check_ticket_status"
FIGURES = re.compile(r"(?<![-\w])(\d{1,5})(?!\w)")


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The one that is meant is ended, which asks what to tell the customer; of several they are shown."""
    text = reading.text or ""
    ends = says(text, "ends") or says(text, "was_ended")
    names = TICKET.search(text) or speaks_of_complaints(text)
    if not (ends and names) or asks(text) or says(text, "not_yet"):
        return None
    found = meant(session, caller, text)
    if len(found) == 1:
        reference = found[0].reference
        return heard(
            session,
            caller,
            MOVING,
            lambda here, by: for_staff.move_on(here, by, reference, Status.RESOLVED),
        )
    which = Ticket.id.in_([each.id for each in found])
    return (
        heard(session, caller, STATUS, lambda here, by: for_staff.to_do(here, by, which)) if found else None
    )


def meant(session: Session, caller: Caller, text: str) -> Sequence[Ticket]:
    """The open complaint with the number, else those of the customer and the machine that are named."""
    query = select(Ticket).where(Ticket.business_id == caller.business_id, Ticket.status.in_(LIVE))
    tickets = session.scalars(query.order_by(Ticket.due_at, Ticket.id).options(*WHOLE)).all()
    if figure := TICKET.search(text) or FIGURES.search(text):
        return [each for each in tickets if each.reference == f"TKT-{int(figure[1])}"]
    people = [session.get_one(Person, (each.business_id, each.person_id)) for each in tickets]
    whose, machine = {each.id for each in all_named_in(text, people)}, machine_in(text)
    theirs = [each for each in tickets if each.person_id in whose]
    of_machine = [each for each in theirs or tickets if machine == machines.machine_of(session, each)]
    return (of_machine or theirs) if machine else theirs
