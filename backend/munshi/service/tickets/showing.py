"""What came with a ticket as photos, videos or voice notes is sent again to whose it is and who works on it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.access.rules import How
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import STAFF
from munshi.service.tickets.desk import SKILL
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.for_staff import note_look
from munshi.service.tickets.looking import named, normalised
from munshi.service.tickets.notices import media_of
from munshi.service.visits.looking import minds_desk
from munshi.service.visits.references import TICKET
from munshi.service.visits.words import asks, says

PAGE = "check_ticket_status"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "TKT-11 ki photo dikhao", whatever is asked."""
    text = reading.text or ""
    reference = TICKET.search(text)
    if reading.is_tap or reference is None or SKILL not in caller.business.skills or reading.attachment:
        return None
    if not says(text, "pictures") or not (says(text, "show_me") or says(text, "sends") or asks(text)):
        return None
    number = reference.group()
    return heard(session, caller, PAGE, lambda here, by: show(here, by, number))


def show(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """The files, each look noted; what one may not see is not found."""
    ticket = session.scalar(named(caller.business_id, reference))
    if ticket is None:
        raise Refusal("not_found", reference=normalised(reference))
    works_on_it = ticket.assigned_id == caller.person.id and caller.may_act_as(*STAFF)
    own = ticket.person_id == caller.person.id
    if not (own or works_on_it or minds_desk(session, caller)):
        raise Refusal("not_found", reference=ticket.reference)
    if not own:
        note_look(session, caller, [ticket], How.STATUS)
    files = media_of(ticket)
    facts = {"ticket": ticket_facts(session, ticket), "reference": ticket.reference, "files": files}
    return Outcome[str](outcome="files_shown" if files else "no_files", facts=facts)
