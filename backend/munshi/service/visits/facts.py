"""What replies and notices need to know of a visit."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.notices import service as notices
from munshi.people import service as people
from munshi.people.models import Person
from munshi.service.parts.models import PartRequest
from munshi.service.parts.statuses import Status as PartStatus
from munshi.service.tickets.models import Ticket
from munshi.service.visits import doubt
from munshi.service.visits.availability import moment
from munshi.service.visits.models import Visit
from munshi.service.visits.rules import Slot
from munshi.service.visits.statuses import Status
from munshi.service.warranty.models import SoldProduct
from munshi.service.warranty.standing import names

Facts = dict[str, Any]

MAP = "https://maps.google.com/?q={place}"


def visit_facts(session: Session, business: Business, visit: Visit) -> Facts:
    """A visit as the customer is told of it."""
    technician = person(session, visit.business_id, visit.technician_id)
    return {
        "visit": visit.reference,
        "machine": visit.machine,
        "product": product_names(session, visit.business_id, visit.product, visit.sold_id),
        "starts_at": clock.on_the_wall(visit.starts_at, business.timezone),
        "ends_at": clock.on_the_wall(visit.ends_at, business.timezone),
        "technician": technician.called if technician else None,
        "technician_phone": phone_of(technician),
        "address": visit.address,
        "pincode": visit.pincode,
        "charge_paise": visit.charge_paise,
        "free": visit.free,
        "visit_status": visit.status,
        "late_minutes": visit.late_minutes,
        **_waits_for(session, visit),
        **({"in_doubt": True} if doubt.is_on(visit) else {}),
    }


def _waits_for(session: Session, visit: Visit) -> Facts:
    """The day by which the parts have come that were ordered for an agreed repair."""
    if visit.status != Status.APPROVED:
        return {}
    query = select(func.max(PartRequest.expected_on)).where(
        PartRequest.business_id == visit.business_id,
        PartRequest.visit_id == visit.id,
        PartRequest.status == PartStatus.ORDERED,
    )
    due = session.scalar(query)
    return {"part_due": due.isoformat()} if due else {}


def job_facts(session: Session, business: Business, visit: Visit) -> Facts:
    """A visit as the technician needs it: who and where, with a way to get there and to call."""
    customer = person(session, visit.business_id, visit.person_id)
    return {
        **visit_facts(session, business, visit),
        "customer_name": (customer.called if customer else None) or phone_of(customer) or "?",
        "customer_phone": phone_of(customer),
        "map": MAP.format(place=quote(f"{visit.address} {visit.pincode}")),
        "problem": problem_of(session, visit),
        "hazard": hazard_of(session, visit),
        "diagnosis": visit.work.get("diagnosis"),
        **({} if reads(session, business, visit) else {"customer_reads": False}),
    }


def reads(session: Session, business: Business, visit: Visit) -> bool:
    """Whether word reaches the customer: who booked here has written, anybody else once they have."""
    if visit.summary is not None:
        return True
    customer = person(session, visit.business_id, visit.person_id)
    return customer is not None and notices.has_written(session, business, customer)


def hazard_of(session: Session, visit: Visit) -> str | None:
    """The danger that was reported of what the visit is for."""
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    return ticket.hazard if ticket else None


def problem_of(session: Session, visit: Visit) -> str | None:
    """What is wrong, as the customer said it: in the ticket, which may have more of it, else at the booking."""
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    told: str | None = ticket.problem if ticket else visit.work.get("problem")
    return told


def product_names(
    session: Session, business_id: str, called: str | None, sold_id: int | None
) -> Facts | str | None:
    """What a machine that was sold here is called in each language; of any other what its owner calls it."""
    sold = session.get(SoldProduct, (business_id, sold_id)) if called and sold_id is not None else None
    return dict(names(session, business_id, sold.model)) if sold else called


def slot_facts(business: Business, slots: Iterable[Slot]) -> list[Facts]:
    """Slots as rows: when each begins, and what a tap on it says."""
    rows = []
    for slot in slots:
        at = moment(business, slot.day, slot.span.start).isoformat()
        rows.append({"at": at, "tap": at})
    return rows


def person(session: Session, business_id: str, person_id: int | None) -> Person | None:
    """Somebody whom a visit names."""
    return session.get(Person, (business_id, person_id)) if person_id is not None else None


def phone_of(somebody: Person | None) -> str | None:
    """A phone to call, with its plus."""
    phones = people.phones(somebody) if somebody else []
    return f"+{phones[0]}" if phones else None
