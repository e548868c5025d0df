"""Who runs the shop writes for a customer who has called: the visit is theirs in everything, and they hear it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.service.amc import selling
from munshi.service.tickets import filing as tickets
from munshi.service.tickets import repaired
from munshi.service.tickets.looking import WHOLE
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import LIVE
from munshi.service.tickets.words import complains, is_of_conduct, tells_fault
from munshi.service.visits import (
    assigning,
    caller_begun,
    for_ticket,
    kept,
    letting_off,
    looking,
    places,
    two_callers,
    words,
)
from munshi.service.visits.called_by import Called, called_in
from munshi.service.visits.facts import phone_of
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.rules import Wish
from munshi.service.visits.told import TALK, pieces
from munshi.service.visits.wishes import to_come, wish_in
from munshi.service.warranty.models import ProductModel

CHANGE, WORK, TAPPED = "change_visit", "do_visit", "visit_for"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "98… Ganesh ka cooler, 8 Mayur colony 411038, kal 10 baje vishal", "Rakesh ka AC phir garam, kal 3 baje"."""
    reading, rest = two_callers.first_of(reading)
    text = reading.text or ""
    if reading.is_tap or not looking.minds_desk(session, caller) or VISIT.search(text) or TICKET.search(text):
        return None
    begun = caller_begun.with_before(session, caller, reading)
    reading, text = (begun, begun.text or "") if begun else (reading, text)
    machine = words.machine_in(text)
    if machine is None:
        complaint = _complaint(session, caller, reading, rest)
        return complaint or caller_begun.wanted(session, caller, reading, goes_on=begun is not None)
    if words.asks(text) or words.of_care(text) or words.says(text, "cancelling"):
        return None
    comes = words.says(text, "booking_comes")
    if not (begun or comes or _is_of_visit(session, caller, reading)):
        return None
    named = called_in(session, caller, reading)
    if named is None and (begun or comes):
        return caller_begun.wanted(session, caller, reading, goes_on=begun is not None)
    if named is None or selling.plan_named(session, caller, text) is not None:
        return None
    if not tells_fault(text) and _is_awaited(session, caller, named, machine):
        return None
    if len(named.people) > 1:
        return heard(session, caller, WORK, lambda here, by: _which(here, by, named, reading), rest)
    return heard(session, caller, CHANGE, lambda here, by: book(here, by, named, machine, reading), rest)


def _complaint(session: Session, caller: Caller, reading: Reading, rest: str | None) -> Heard | None:
    """ "Mishra ji 98… keh rahe ki Imran ne badtameezi ki, complaint likh lo": theirs, and nobody comes for it."""
    text = reading.text or ""
    named = called_in(session, caller, reading) if is_of_conduct(text) or complains(text) else None
    if named is None or len(named.people) > 1 or not words.says(text, "noting"):
        return None
    said = [
        each.strip(TALK) for each in pieces(reading) if not (complains(each) and words.says(each, "noting"))
    ]
    told = ", ".join(said) or text

    def work(here: Session, by: Caller) -> Outcome[Any]:
        customer = named.person(here, by)
        ticket = tickets.file(here, by.business, customer, tickets.Report(problem=told))
        facts = {
            "reference": ticket.reference,
            "customer_name": customer.called or phone_of(customer),
            "visit_word": told,
        }
        return Outcome[str](outcome="complaint_of_customer", facts=facts)

    return heard(session, caller, CHANGE, work, rest)


def book(session: Session, caller: Caller, named: Called, machine: str, reading: Reading) -> Outcome[Any]:
    """For the complaint of theirs that is open, or was put right and is guaranteed still, else for a new one."""
    customer = named.person(session, caller)
    of_customer = replace(caller, person=customer, roles=people.roles_of(caller.business, customer))
    said, before = places.place_in(reading, asked=False), places.known(session, of_customer)
    street, pincode = said.street or before.street, said.pincode or before.pincode
    if not (street and pincode):
        caller_begun.keep(session, caller, reading)
        return Outcome[str](outcome="address_of_customer", facts={"customer_name": customer.called})
    caller_begun.drop(session, caller)
    told = _told(reading, machine)
    ticket = _ticket(session, caller, customer, machine, told)
    if ticket is None:
        report = tickets.Report(
            problem=told, product=machine.replace("_", " "), address=street, pincode=pincode
        )
        ticket = tickets.file(session, caller.business, customer, report)
    ticket.address, ticket.pincode = street, pincode
    session.flush()
    technicians = assigning.technicians_in(session, caller, reading.text or "")
    who = technicians[0].id if len(technicians) == 1 else None
    today = looking.today(caller.business)
    wish = to_come(wish_in(reading, today), reading, today) or Wish()
    free = letting_off.is_said(reading.text or "")
    return for_ticket.book(session, caller, ticket.reference, wish, who, free=free)


def _is_of_visit(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether somebody shall come: it says so, tells a fault, names who goes, or where and at which hour to whom with
    which phone; goods alone are bought.
    """
    text = reading.text or ""
    wish = wish_in(reading, looking.today(caller.business))
    if (
        reading.first("phone")
        and wish
        and wish.since is not None
        and places.place_in(reading, asked=False).pincode
    ):
        return True
    goes = words.says(text, "visits") or words.says(text, "who_goes_out")
    return goes or tells_fault(text) or bool(assigning.technicians_in(session, caller, text))


def _told(reading: Reading, machine: str) -> str:
    """The pieces that name the machine or tell a fault: what is wrong, and whose it is."""
    found = (each for each in pieces(reading) if words.machine_in(each) == machine or tells_fault(each))
    return ", ".join(each.strip(TALK) for each in found) or (reading.text or "")


def _is_awaited(session: Session, caller: Caller, named: Called, machine: str) -> bool:
    """Whether somebody comes to the customer for this machine already: then that visit is spoken of."""
    theirs = (
        visit for person in named.people for visit in looking.live_of(session, caller.business_id, person.id)
    )
    return any(visit.machine == machine for visit in theirs)


def _ticket(session: Session, caller: Caller, customer: Person, machine: str, told: str) -> Ticket | None:
    query = select(Ticket).where(Ticket.business_id == caller.business_id, Ticket.person_id == customer.id)
    every = session.scalars(query.order_by(Ticket.id.desc()).options(*WHOLE)).all()
    of_it = [each for each in every if words.machine_in(f"{each.product or ''} {each.problem}") == machine]
    if of_it and of_it[0].status in LIVE:
        return of_it[0]
    models = session.scalars(select(ProductModel).where(ProductModel.business_id == caller.business_id))
    model = next((each for each in models if words.kind_of(each.appliance) == machine), None)
    now = clock.now_in(caller.business.timezone)
    terms = repaired.by_terms(caller.business, machine)
    done = repaired.before(session, of_it, model, told, now, lambda each: True, terms)
    if done is None:
        return None
    return repaired.reopen(session, caller.business, done.reference, caller.person, told, "high")


def of_tapped(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """One of several who are called so, for whom words wait."""
    said = kept.waiting(session, caller)
    if (
        said is None
        or said.step != TAPPED
        or reference not in said.jobs
        or not looking.minds_desk(session, caller)
    ):
        raise Refusal("nothing_open")
    kept.drop(session, caller)
    customer = session.get_one(Person, (caller.business_id, int(reference)))
    machine = words.machine_in(said.reading.text or "")
    assert machine is not None
    return book(session, caller, Called([customer]), machine, said.reading)


def _which(session: Session, caller: Caller, named: Called, reading: Reading) -> Outcome[Any]:
    """Several are called so: it is asked whose, and what was said waits."""
    kept.keep(session, caller, TAPPED, reading, [str(each.id) for each in named.people])
    rows = [{"name": f"{each.called} {phone_of(each)}", "person": each.id} for each in named.people]
    return Outcome[str](outcome="which_customer", facts={"customers": rows})
