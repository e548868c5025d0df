"""Cancelling a visit: shown first, then by a yes; its slot is free for others at once."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.service.estimates import keeping
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_staff
from munshi.service.visits import looking
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_technician
from munshi.service.visits.statuses import MAY_CHANGE, Status

KIND = "move"


def ask_to_cancel(session: Session, caller: Caller, visit: Visit) -> Outcome[Any]:
    """What a yes cancels."""
    if visit.status == Status.CANCELLED:
        raise Refusal("cancelled_already", **visit_facts(session, caller.business, visit))
    _refuse_too_late(session, caller.business, visit)
    facts = visit_facts(session, caller.business, visit)
    return Outcome[str](outcome="confirm_cancel", facts={**facts, "summary": token_of(visit)})


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Cancels the visit as it was shown."""
    draft = Draft(session, caller, KIND)
    reference = (summary or "").partition(":")[0]
    visit = looking.locked(session, caller.business_id, reference)
    if visit.person_id != caller.person.id and not looking.minds_desk(session, caller):
        raise Refusal("not_found", reference=visit.reference)
    if visit.status == Status.CANCELLED:
        return Outcome[str](outcome="cancelled_already", facts=visit_facts(session, caller.business, visit))
    if token_of(visit) != summary:
        return ask_to_cancel(session, caller, visit)
    cancel(session, caller.business, visit, caller.person)
    draft.empty(summary)
    facts = {**visit_facts(session, caller.business, visit), **_ticket_facts(session, visit)}
    return Outcome[str](outcome="cancelled", facts=facts)


def cancel(session: Session, business: Business, visit: Visit, by: Person) -> None:
    """The visit will not be; who was to come is told, and what was kept or ordered for it goes back."""
    _refuse_too_late(session, business, visit)
    move(session, visit, Status.CANCELLED, by)
    keeping.settle(session, visit, by, used=False)
    if visit.person_id != by.id:
        tell_customer(session, business, visit, "visit_off")
        tell_technician(session, business, visit, "visit_job_gone")
        return
    tell_technician(session, business, visit, "visit_cancelled")
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    if ticket is not None:
        tell_staff(session, ticket, "ticket_moved_by_customer")


def _ticket_facts(session: Session, visit: Visit) -> Facts:
    """What became of the ticket for which the visit was."""
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    return {"visit_ticket": ticket.reference, "visit_ticket_status": ticket.status} if ticket else {}


def token_of(visit: Visit) -> str:
    """Stands for the visit as it is."""
    return f"{visit.reference}:{visit.status}:{len(visit.moves)}"


def _refuse_too_late(session: Session, business: Business, visit: Visit) -> None:
    """Once somebody is on the way or has come, the shop is to be called."""
    if visit.status not in MAY_CHANGE:
        raise Refusal("too_late", **visit_facts(session, business, visit))
