"""Who runs the shop has somebody come for a ticket that has no visit, at an hour."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE
from munshi.service.visits import charging, filing, looking, words
from munshi.service.visits.facts import job_facts, slot_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_customer
from munshi.service.visits.rules import Wish, spread
from munshi.service.warranty.models import SoldProduct

SHOWN = 4


def book(session: Session, caller: Caller, reference: str, wish: Wish, who: int | None) -> Outcome[Any]:
    """The visit of who is named, else of who has the ticket; an hour that is not free is not booked."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    query = select(Ticket).where(Ticket.business_id == caller.business_id, Ticket.reference == reference)
    ticket = session.scalar(query.with_for_update())
    if ticket is None:
        raise Refusal("not_found", reference=reference)
    before = _visit_before(session, ticket)
    machine = words.machine_in(f"{ticket.product or ''} {ticket.problem}") or (
        before.machine if before else None
    )
    address = ticket.address or (before.address if before else None)
    pincode = ticket.pincode or (before.pincode if before else None)
    if ticket.status not in LIVE or not (machine and address and pincode):
        raise Refusal("no_visit_for_ticket", reference=reference)
    day = wish.first or looking.today(caller.business)
    sold = session.get(SoldProduct, (ticket.business_id, ticket.sold_id)) if ticket.sold_id else None
    charge = charging.charge_for(session, caller.business, ticket.person_id, machine, day, sold, ticket)
    who = who or _technician(session, ticket)
    customer = session.get_one(Person, (ticket.business_id, ticket.person_id))
    wanted = filing.Booking(
        machine, pincode, address, day, wish.since or 0, charge, ticket.product, ticket.sold_id, ticket,
        ticket.problem, technician=who,
    )  # fmt: skip
    try:
        visit = filing.book(session, caller.business, customer, wanted)
    except filing.SlotTaken as taken:
        rows = slot_facts(caller.business, spread([each for each in taken.left if each.day >= day], SHOWN))
        return Outcome[str](outcome="not_free_for_ticket", facts={"reference": reference, "free_slots": rows})
    tell_customer(session, caller.business, visit, "visit_assigned")
    return Outcome[str](outcome="booked_for_ticket", facts=job_facts(session, caller.business, visit))


def _visit_before(session: Session, ticket: Ticket) -> Visit | None:
    """The last visit for the ticket, else the customer's last."""
    query = select(Visit).where(Visit.business_id == ticket.business_id, Visit.person_id == ticket.person_id)
    return session.scalar(query.order_by((Visit.ticket_id == ticket.id).desc(), Visit.id.desc()).limit(1))


def _technician(session: Session, ticket: Ticket) -> int | None:
    assigned = session.get(Person, (ticket.business_id, ticket.assigned_id)) if ticket.assigned_id else None
    return assigned.id if assigned and looking.technician(session, assigned) else None
