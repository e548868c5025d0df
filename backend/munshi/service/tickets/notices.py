"""Who is told of a ticket without asking: those in charge and who works on it, and the one whose it is."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.access.files import sendable
from munshi.business import service as business_service
from munshi.notices import service as notices
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.tickets.facts import ticket_facts, whose
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.outcomes import Notice
from munshi.service.tickets.statuses import Status

IN_CHARGE = frozenset({Role.OWNER, Role.MANAGER})
MOVED: dict[Status, Notice] = {Status.RESOLVED: "ticket_resolved", Status.CANCELLED: "ticket_cancelled"}


def tell_staff(session: Session, ticket: Ticket, name: Notice | None = None, again: str = "") -> None:
    """Has those in charge told what waits for them, with its pictures and what can be done by a tap.

    `again` tells a notice from the same one before.
    """
    name = name or ("ticket_of_order" if ticket.order_reference else "ticket_raised")
    _tell(session, ticket, in_charge(session, ticket), name, again, files=media_of(ticket))


def tell_assigned(session: Session, ticket: Ticket, but: Person | None, again: str = "") -> None:
    """Has who is to see to it told, where they did not take it themselves."""
    person = session.get(Person, (ticket.business_id, ticket.assigned_id)) if ticket.assigned_id else None
    if person is not None and (but is None or person.id != but.id):
        _tell(session, ticket, [person], "ticket_assigned", again, files=media_of(ticket))


def tell_customer(
    session: Session, ticket: Ticket, by: Person | None, files: Iterable[dict[str, str]] = ()
) -> None:
    """Has the one whose it is told of a move that somebody else made, with the papers of it."""
    if by is not None and by.id == ticket.person_id:
        return
    person = session.get_one(Person, (ticket.business_id, ticket.person_id))
    _tell(session, ticket, [person], MOVED.get(Status(ticket.status), "ticket_moved"), files=list(files))


def tell_promised(session: Session, ticket: Ticket, words: str, at: str) -> None:
    """Has the one whose it is told what will be done until when, as those in charge said it."""
    person = session.get_one(Person, (ticket.business_id, ticket.person_id))
    _tell(session, ticket, [person], "ticket_promised", f":{at}", ticket_words=words)


def tell_of_customer(session: Session, ticket: Ticket) -> None:
    """Has the shop told what the customer did with it."""
    assigned = session.get(Person, (ticket.business_id, ticket.assigned_id)) if ticket.assigned_id else None
    everybody = {person.id: person for person in (*in_charge(session, ticket), *filter(None, [assigned]))}
    _tell(session, ticket, everybody.values(), "ticket_moved_by_customer")


def tell_brought(session: Session, ticket: Ticket) -> None:
    """Has the shop told on which day the customer brings it now."""
    assigned = session.get(Person, (ticket.business_id, ticket.assigned_id)) if ticket.assigned_id else None
    everybody = {person.id: person for person in (*in_charge(session, ticket), *filter(None, [assigned]))}
    _tell(session, ticket, everybody.values(), "ticket_brought", f":{clock.now().isoformat()}")


def in_charge(session: Session, ticket: Ticket) -> Iterable[Person]:
    """The owners and managers of the business."""
    business = business_service.get(session, ticket.business_id)
    return people.holders(session, business, IN_CHARGE) if business else ()


def media_of(ticket: Ticket) -> list[dict[str, str]]:
    """The files to be sent along, at the addresses where each look is noted."""
    source = f"/api/businesses/{ticket.business_id}/tickets/{ticket.reference}/media"
    return [
        file
        for one in ticket.media
        for file in sendable(f"{source}/{one.position}", ticket.reference, one.path, one.mime_type)
    ]


def _tell(
    session: Session, ticket: Ticket, who: Iterable[Person], name: Notice, again: str = "", **more: Any
) -> None:
    facts = {"ticket": {**ticket_facts(session, ticket), "customer": whose(session, ticket)}, **more}
    key = f"{ticket.reference}:{name}:{len(ticket.moves)}{again}"
    for person in who:
        notices.tell(session, ticket.business_id, person, name, key, **facts)
