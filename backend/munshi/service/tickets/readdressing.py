"""An address that is said again after the yes corrects the open ticket for which nobody comes yet."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets.for_staff import card
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_of_customer
from munshi.service.tickets.statuses import LIVE
from munshi.service.visits.readdressing import NAMED, address_in
from munshi.service.visits.words import says


def meant(session: Session, caller: Caller, text: str) -> Ticket | None:
    """The person's open ticket whose address a text corrects: the named one, or the only one."""
    place = address_in(text)
    named = NAMED.search(text)
    if place is None or text.rstrip().endswith("?") or not (says(text, "address_named") or named):
        return None
    if named is None and orders.open_orders(session, caller):
        return None
    query = select(Ticket).where(
        Ticket.business_id == caller.business_id,
        Ticket.person_id == caller.person.id,
        Ticket.status.in_(LIVE),
        Ticket.address.is_not(None),
    )
    found = session.scalars(query.order_by(Ticket.id.desc()).options(*WHOLE)).all()
    if named:
        reference = f"{named[1].upper()}-{named[2].lstrip('0')}"
        found = [each for each in found if each.reference == reference]
    return found[0] if len(found) == 1 else None


def correct(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """Writes the address down, and has told the shop."""
    ticket, place = meant(session, caller, text), address_in(text)
    if ticket is None or place is None:
        raise Refusal("not_found")
    ticket.address, ticket.pincode = place.text or ticket.address, place.pincode or ticket.pincode
    session.flush()
    tell_of_customer(session, ticket)
    return Outcome[str](outcome="moved", facts=card(session, caller, ticket))
