"""How a visit comes into the books: with the technicians locked, so that no slot is given twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.people.models import Person
from munshi.series import next_number
from munshi.service.amc.models import AmcContract
from munshi.service.tickets import escalating, repaired
from munshi.service.tickets import filing as tickets
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_staff
from munshi.service.tickets.rules import Hazard
from munshi.service.tickets.statuses import DONE
from munshi.service.visits.availability import locked_slots, moment
from munshi.service.visits.charging import Charge
from munshi.service.visits.looking import PREFIX
from munshi.service.visits.models import Visit, VisitSeries
from munshi.service.visits.moving import record
from munshi.service.visits.needs import ALSO
from munshi.service.visits.notices import tell_technician
from munshi.service.visits.problem import told_later
from munshi.service.visits.rules import Need, Slot, slot_at
from munshi.service.visits.statuses import Status


class SlotTaken(Exception):
    """Nobody can come then any more; these are left."""

    def __init__(self, left: list[Slot]) -> None:
        super().__init__(len(left))
        self.left = left


@dataclass(frozen=True)
class Booking:
    """Everything that a visit is booked with; `wished` are the words of the wish, where no fault was told."""

    machine: str
    pincode: str
    address: str
    day: date
    start: int
    charge: Charge
    product: str | None = None
    sold_id: int | None = None
    ticket: Ticket | None = None
    problem: str | None = None
    wished: str | None = None
    hazard: Hazard | None = None
    summary: str | None = None
    files: Sequence[tickets.File] = ()
    technician: int | None = None  # who is to come, where that was said
    note: str | None = None  # what else was said, for who comes
    also: Sequence[str] = ()  # other machines in the same visit, and what is said of them
    also_said: str | None = None
    at_once: bool = False  # by who runs the shop, who needs no notice


def book(session: Session, business: Business, person: Person, wanted: Booking) -> Visit:
    """Books the slot with the best technician who is free, and has them told. Raises SlotTaken."""
    need = Need(wanted.machine, wanted.pincode, frozenset(wanted.also))
    slot = free_slot(
        session, business, need, wanted.day, wanted.start, who=wanted.technician, at_once=wanted.at_once
    )
    ticket = wanted.ticket or _ticket(session, business, person, wanted)
    again = wanted.ticket is not None and wanted.ticket.status in DONE
    if wanted.ticket is not None and again:
        repaired.reopen(session, business, wanted.ticket.reference, person, wanted.problem, "high")
    if wanted.ticket is not None:
        later = told_later(wanted.ticket.problem, wanted.problem)
        wanted.ticket.problem = tickets.added(wanted.ticket.problem, later)
        wanted.ticket.problem = tickets.added(wanted.ticket.problem, wanted.also_said)
        wanted.ticket.problem = tickets.added(wanted.ticket.problem, wanted.note)
    visit = Visit(
        business_id=business.id,
        reference=f"{PREFIX}{next_number(session, VisitSeries, business.id)}",
        person_id=person.id,
        technician_id=slot.technician,
        ticket_id=ticket.id if ticket else None,
        sold_id=wanted.sold_id,
        contract_id=_used(session, wanted.charge.contract),
        machine=wanted.machine,
        product=wanted.product,
        starts_at=moment(business, slot.day, slot.span.start),
        ends_at=moment(business, slot.day, slot.span.end),
        pincode=wanted.pincode,
        address=wanted.address,
        charge_paise=wanted.charge.paise,
        free=wanted.charge.free,
        status=Status.BOOKED,
        summary=wanted.summary,
        work=_work(wanted),
        booked_at=clock.now(),
    )
    session.add(visit)
    session.flush()
    record(session, visit, Status.BOOKED, person)
    tell_technician(session, business, visit, "visit_job")
    if ticket is not None and (again or wanted.ticket is None):
        tell_staff(session, ticket)
    elif ticket is not None and wanted.hazard:
        escalating.endanger(session, business, ticket, wanted.hazard)
    if ticket is not None:
        tickets.add_files(ticket, wanted.files)
        _agree(session, ticket, visit)
    return visit


def _agree(session: Session, ticket: Ticket, visit: Visit) -> None:
    """The ticket is due where and by when the customer has chosen that somebody comes."""
    ticket.address, ticket.pincode = visit.address, visit.pincode
    if ticket.due_at is not None:
        ticket.due_at = max(ticket.due_at, visit.ends_at)
    session.flush()


def free_slot(
    session: Session,
    business: Business,
    need: Need,
    day: date,
    start: int,
    but: Visit | None = None,
    who: int | None = None,
    *,
    at_once: bool = False,
) -> Slot:
    """The slot that begins then, the technicians locked until the transaction ends. Raises SlotTaken."""
    left = locked_slots(session, business, need, but, who, named=start, at_once=at_once)
    slot = slot_at(left, day, start)
    if slot is None:
        raise SlotTaken(left)
    return slot


def _ticket(session: Session, business: Business, person: Person, wanted: Booking) -> Ticket | None:
    """A visit for something that is wrong has a ticket; one of yearly care needs none."""
    told = _told(wanted)
    if wanted.charge.contract is not None or not told:
        return None
    report = tickets.Report(
        problem=told,
        sold_id=wanted.sold_id,
        product=wanted.product or wanted.machine.replace("_", " "),
        hazard=wanted.hazard,
        priority=escalating.priority_in(business, wanted.hazard),
        address=wanted.address,
        pincode=wanted.pincode,
        free=wanted.charge.free is not None,
        files=wanted.files,
    )
    return tickets.file(session, business, person, report)


def _used(session: Session, contract: AmcContract | None) -> int | None:
    """A visit of a contract counts from its booking on."""
    if contract is None:
        return None
    session.refresh(contract, with_for_update=True)
    contract.used += 1
    return contract.id


def _work(wanted: Booking) -> Mapping[str, Any]:
    """What was told at the booking; of a complaint there was, that stands in its ticket."""
    told = None if wanted.ticket is not None else _told(wanted)
    also = {ALSO: list(wanted.also)} if wanted.also else {}
    return {**({"problem": told} if told else {}), **also}


def _told(wanted: Booking) -> str | None:
    """What is wrong, or the words of the wish, with what else was said for who comes."""
    return ". ".join(filter(None, (wanted.problem or wanted.wished, wanted.also_said, wanted.note))) or None
