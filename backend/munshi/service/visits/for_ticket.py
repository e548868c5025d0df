"""Who runs the shop has somebody come for a ticket that has no visit: at the hour said, else at one proposed."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.tickets import moving
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_assigned
from munshi.service.tickets.statuses import LIVE, Status, may_move
from munshi.service.visits import (
    assigning,
    availability,
    charging,
    filing,
    letting_off,
    looking,
    machines,
    words,
)
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, job_facts, person, slot_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_customer
from munshi.service.visits.rules import Need, Slot, Wish, spread
from munshi.service.visits.statuses import LIVE as VISIT_LIVE
from munshi.service.visits.wishes import instead_of, wish_in
from munshi.service.warranty.models import SoldProduct

QUESTION, KIND = "confirm_ticket_visit", "ticket_visit"
BOOKED = "booked_for_ticket"  # the draft of what was booked last: more may be said of it
CHANGE, MOVING = "change_visit", "move_ticket"
SHOWN = 4


class Place(NamedTuple):
    """For which machine somebody would come, and where."""

    machine: str
    address: str
    pincode: str


def propose(session: Session, caller: Caller, ticket: Ticket) -> Facts | None:
    """The next free hour of the technician who was given a ticket without a visit; it is booked by a yes."""
    place, who = _place(session, ticket), _technician(session, ticket)
    if place is None or who is None or live_visit(session, ticket):
        return None
    found = availability.slots(session, caller.business, Need(place.machine, place.pincode), who=who)
    return _shown(session, caller, ticket.reference, who, found[0]) if found else None


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes books the hour that was shown, another hour books that, a no none."""
    draft = Draft(session, caller, KIND)
    shown = reading.first("summary") or asked.summary
    reference, who = draft.get("ticket"), draft.get("who")
    free = bool(draft.get("free")) or letting_off.is_said(reading.text or "")
    if not reference or not shown or draft.get("token") != shown:
        return None
    if reading.addresses or reading.first("pincode") or reading.first("phone"):
        return None  # of another caller
    wish = None if reading.is_tap else wish_in(reading, looking.today(caller.business))
    if wish is not None and wish.since is not None:
        return heard(
            session, caller, CHANGE, lambda here, by: _as_asked(here, by, reference, wish, who, free=free)
        )
    if reading.agrees and (at := draft.get("slot")):
        then = _at(caller, at)
        return heard(
            session, caller, CHANGE, lambda here, by: _as_asked(here, by, reference, then, who, free=free)
        )
    if reading.is_no:
        return heard(session, caller, MOVING, lambda here, by: _leave(here, by, reference))
    return None


def book(
    session: Session, caller: Caller, reference: str, wish: Wish, who: int | None, *, free: bool = False
) -> Outcome[Any]:
    """The visit of who is named, else of who has the ticket; an hour that is not free is not booked.

    `free`: who runs the shop takes nothing for coming.
    """
    looking.must_mind_desk(session, caller)
    query = select(Ticket).where(Ticket.business_id == caller.business_id, Ticket.reference == reference)
    ticket = session.scalar(query.with_for_update())
    if ticket is None:
        raise Refusal("not_found", reference=reference)
    place = _place(session, ticket)
    if ticket.status not in LIVE or place is None or live_visit(session, ticket):
        raise Refusal("no_visit_for_ticket", reference=reference)
    if place.machine not in machines.served(session, caller.business_id):
        return _without_visit(session, caller, ticket, who)
    day = wish.first or looking.today(caller.business)
    sold = session.get(SoldProduct, (ticket.business_id, ticket.sold_id)) if ticket.sold_id else None
    charge = charging.charge_for(
        session, caller.business, ticket.person_id, place.machine, day, sold, ticket, told=ticket.problem
    )
    free = free and caller.may_act_as(Role.OWNER, Role.MANAGER)
    charge = charging.Charge(0) if free and charge.paise else charge
    who = who or _technician(session, ticket)
    customer = session.get_one(Person, (ticket.business_id, ticket.person_id))
    wanted = filing.Booking(
        place.machine, place.pincode, place.address, day, wish.since or 0, charge, ticket.product, ticket.sold_id,
        ticket, ticket.problem, technician=who, at_once=True,
    )  # fmt: skip
    try:
        visit = filing.book(session, caller.business, customer, wanted)
    except filing.SlotTaken as taken:
        left = instead_of(replace(wish, first=day), taken.left)
        rows = slot_facts(caller.business, spread(left, SHOWN))
        facts = {
            "reference": reference,
            "free_slots": rows,
            **_waits(session, caller, reference, who, None, free=free),
        }
        outcome = "not_free_for_ticket" if wish.since is not None else "when_for_ticket"
        return Outcome[str](outcome=outcome, facts=facts)
    Draft(session, caller, KIND).empty()
    booked = Draft(session, caller, BOOKED)
    booked.put(visit=visit.reference)
    booked.save()
    tell_customer(session, caller.business, visit, "visit_assigned")
    facts = {**job_facts(session, caller.business, visit), "given": True}
    return Outcome[str](outcome="booked_for_ticket", facts=facts)


def _without_visit(session: Session, caller: Caller, ticket: Ticket, who: int | None) -> Outcome[Any]:
    """Nobody's work has such a machine in it: the ticket goes to who is named, else it is asked whom to send."""
    facts: Facts = {"reference": ticket.reference, "machine": words.machine_in(ticket.product or "")}
    if who is None:
        everybody = assigning.all_technicians(session, caller)
        staff = [{"name": each.called, "person": each.id} for each in everybody]
        return Outcome[str](outcome="nobody_does_it", facts={**facts, "staff": staff})
    ticket.assigned_id = who
    if may_move(Status(ticket.status), Status.ASSIGNED):
        moving.move(session, ticket, Status.ASSIGNED, caller.person)
    tell_assigned(session, ticket, caller.person)
    somebody = person(session, caller.business_id, who)
    facts["technician"] = somebody.called if somebody else None
    return Outcome[str](outcome="given_without_visit", facts=facts)


def _as_asked(
    session: Session, caller: Caller, reference: str, wish: Wish, who: int | None, *, free: bool
) -> Outcome[Any]:
    """The same in answer to the question, which ends with it."""
    answer = book(session, caller, reference, wish, who, free=free)
    if answer.outcome != "booked_for_ticket":
        return answer
    return Outcome[str](outcome="ticket_visit_booked", facts=answer.facts)


def _shown(session: Session, caller: Caller, reference: str, who: int, slot: Slot) -> Facts:
    at = availability.moment(caller.business, slot.day, slot.span.start).isoformat()
    somebody = person(session, caller.business_id, who)
    kept = _waits(session, caller, reference, who, at)
    return {**kept, "reference": reference, "new_at": at, "technician": somebody.called if somebody else None}


def _waits(
    session: Session, caller: Caller, reference: str, who: int | None, at: str | None, *, free: bool = False
) -> Facts:
    """What an answer is about: the ticket, who would go, the hour that is proposed, and whether coming is free."""
    draft = Draft(session, caller, KIND)
    token = draft.token(reference, who, at)
    draft.put(ticket=reference, who=who, slot=at, free=free, token=token)
    draft.save()
    return {"summary": token}


def _leave(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    Draft(session, caller, KIND).empty()
    return Outcome[str](outcome="visit_left", facts={"reference": reference})


def _at(caller: Caller, moment: str) -> Wish:
    day, span = availability.span_of(caller.business, *[datetime.fromisoformat(moment)] * 2)
    return Wish(day, day, span.start, exact=True)


def _place(session: Session, ticket: Ticket) -> Place | None:
    before = _visit_before(session, ticket)
    machine = words.machine_in(f"{ticket.product or ''} {ticket.problem}") or (
        before.machine if before else None
    )
    address = ticket.address or (before.address if before else None)
    pincode = ticket.pincode or (before.pincode if before else None)
    return Place(machine, address, pincode) if machine and address and pincode else None


def live_visit(session: Session, ticket: Ticket) -> Visit | None:
    """The visit for a ticket that is not over."""
    query = select(Visit).where(
        Visit.business_id == ticket.business_id, Visit.ticket_id == ticket.id, Visit.status.in_(VISIT_LIVE)
    )
    return session.scalar(query.limit(1))


def _visit_before(session: Session, ticket: Ticket) -> Visit | None:
    """The last visit for the ticket, else the customer's last."""
    query = select(Visit).where(Visit.business_id == ticket.business_id, Visit.person_id == ticket.person_id)
    return session.scalar(query.order_by((Visit.ticket_id == ticket.id).desc(), Visit.id.desc()).limit(1))


def _technician(session: Session, ticket: Ticket) -> int | None:
    assigned = session.get(Person, (ticket.business_id, ticket.assigned_id)) if ticket.assigned_id else None
    return assigned.id if assigned and looking.technician(session, assigned) else None
