"""A ticket as it is said."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business import service as business_service
from munshi.people import service as people
from munshi.people.models import Person
from munshi.service.settling.facts import made_good
from munshi.service.tickets import bringing
from munshi.service.tickets.models import Ticket
from munshi.service.warranty.standing import names

Facts = dict[str, Any]


def ticket_facts(session: Session, ticket: Ticket) -> Facts:
    """What it is of and what is wrong, where it stands since when, and what was said with the last move."""
    last = ticket.moves[-1]
    return {
        "reference": ticket.reference,
        "status": ticket.status,
        "product": product_names(session, ticket),
        "serial": ticket.piece.serial if ticket.piece else None,
        "order": ticket.order_reference,
        "problem": ticket.problem,
        "priority": ticket.priority,
        "hazard": ticket.hazard,
        "free": ticket.free,
        "address": ", ".join(filter(None, (ticket.address, ticket.pincode))) or None,
        "brought": ticket.brought,
        "brought_on": bringing.said(ticket.brought_on, ticket.brought_at),
        "files": len(ticket.media),
        "settled": ticket.settled,
        "made_good": made_good(session, ticket),
        "assigned": name_of(session, ticket.business_id, ticket.assigned_id),
        "opened_at": moment(session, ticket, ticket.opened_at),
        "moved_at": moment(session, ticket, last.at),
        "moved_by": name_of(session, ticket.business_id, last.person_id),
        "due_at": moment(session, ticket, ticket.due_at),
        "reason": last.reason,
    }


def whose(session: Session, ticket: Ticket) -> Facts:
    """Whose it is: their name, and the phone on which they can be called."""
    person = session.get_one(Person, (ticket.business_id, ticket.person_id))
    phones = people.phones(person)
    return {"name": person.called, "phone": phones[0] if phones else None}


def product_names(session: Session, ticket: Ticket) -> Facts | None:
    """What the product is called in each language; None where no product is meant."""
    if ticket.piece is not None:
        return dict(names(session, ticket.business_id, ticket.piece.model))
    return dict.fromkeys(("hi", "en", "hinglish"), ticket.product) if ticket.product else None


def moment(session: Session, ticket: Ticket, at: Any) -> str | None:
    """A moment as the business's clock shows it."""
    business = business_service.get(session, ticket.business_id)
    return clock.on_the_wall(at, business.timezone) if at and business else None


def name_of(session: Session, business_id: str, person_id: int | None) -> str | None:
    """What the business calls somebody."""
    person = session.get(Person, (business_id, person_id)) if person_id is not None else None
    return person.called if person else None
