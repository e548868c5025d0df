"""An address that is said again after the yes corrects the open ticket, and the visit for it."""

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.orders.address_words import sure_address
from munshi.outcomes import Outcome, Refusal
from munshi.service.tickets.for_staff import card
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_of_customer
from munshi.service.tickets.statuses import LIVE
from munshi.service.visits import availability, filing
from munshi.service.visits.models import Visit
from munshi.service.visits.moving import reschedule
from munshi.service.visits.notices import tell_person, tell_technician
from munshi.service.visits.rules import Need
from munshi.service.visits.statuses import MAY_CHANGE

CALLED = re.compile(r"\b(?:address|pata|adress)\b|पता|एड्रेस", re.IGNORECASE)
NAMED = re.compile(r"\b(TKT|VIS)[- ]?(\d+)", re.IGNORECASE)


def meant(session: Session, caller: Caller, text: str) -> Ticket | None:
    """The person's open ticket whose address a text corrects: the named one, a visit's, or the only one."""
    place = sure_address(NAMED.sub("", text))
    named = NAMED.search(text)
    if place is None or text.rstrip().endswith("?") or not (CALLED.search(text) or named):
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
        found = [
            each
            for each in found
            if each.reference == reference
            or any(visit.reference == reference for visit in _visits(session, each))
        ]
    return found[0] if len(found) == 1 else None


def correct(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """Writes the address down, and has told whoever comes, else the shop.

    Refuses with `nobody_there` where nobody can come to the other pincode at the hour of the visit.
    """
    ticket, place = meant(session, caller, text), sure_address(NAMED.sub("", text))
    if ticket is None or place is None:
        raise Refusal("not_found")
    ticket.address, ticket.pincode = place.text or ticket.address, place.pincode or ticket.pincode
    visits = _visits(session, ticket)
    for visit in visits:
        before = visit.technician_id
        visit.address = ticket.address or visit.address
        if place.pincode not in (None, visit.pincode):
            _move_to(session, caller, visit, str(place.pincode))
        session.flush()
        if before is not None and before != visit.technician_id:
            tell_person(session, caller.business, visit, before, "visit_job_gone")
            tell_technician(session, caller.business, visit, "visit_job")
        else:
            tell_technician(session, caller.business, visit, "visit_moved", again=visit.address)
    session.flush()
    if not visits:
        tell_of_customer(session, ticket)
    return Outcome[str](outcome="moved", facts=card(session, caller, ticket))


def _move_to(session: Session, caller: Caller, visit: Visit, pincode: str) -> None:
    """The visit at its hour in another pincode, by who is free there then."""
    day, span = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    try:
        need = Need(visit.machine, pincode)
        slot = filing.free_slot(session, caller.business, need, day, span.start, visit)
    except filing.SlotTaken as taken:
        raise Refusal("nobody_there", visit=visit.reference, pincode=pincode) from taken
    visit.pincode = pincode
    reschedule(session, visit, slot.technician, visit.starts_at, visit.ends_at, caller.person)


def _visits(session: Session, ticket: Ticket) -> list[Visit]:
    query = select(Visit).where(
        Visit.business_id == ticket.business_id, Visit.ticket_id == ticket.id, Visit.status.in_(MAY_CHANGE)
    )
    return list(session.scalars(query))
