"""A danger that is told of later: what was reported becomes as urgent as if it had been told at once."""

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.tickets.dangers import worst
from munshi.service.tickets.filing import due
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_assigned, tell_staff
from munshi.service.tickets.part import terms_of
from munshi.service.tickets.rules import Hazard, Priority, priority_of


def priority_in(business: Business, hazard: Hazard | None) -> Priority:
    """How urgent a new ticket is, by what the business calls so."""
    return priority_of(hazard, terms_of(business).urgent, again=False)


def endanger(session: Session, business: Business, ticket: Ticket, hazard: Hazard) -> None:
    """The ticket is due as a danger is, and the shop hears of it; one that is not worse changes nothing."""
    if ticket.hazard and worst(hazard, ticket.hazard) == ticket.hazard:
        return
    ticket.hazard = hazard
    _raise(session, business, ticket, priority_in(business, hazard), again=hazard)


def hasten(session: Session, business: Business, ticket: Ticket) -> None:
    """Who calls what they reported dangerous has it come first, and the shop hears of it once more."""
    _raise(session, business, ticket, "urgent", again="urgent")


def _raise(session: Session, business: Business, ticket: Ticket, priority: Priority, again: str) -> None:
    ticket.priority, ticket.due_at, ticket.overdue_at = priority, due(business, priority), None
    session.flush()
    tell_staff(session, ticket, again=again)
    tell_assigned(session, ticket, but=None, again=again)
