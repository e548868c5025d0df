"""Who runs the shop puts the booking of a caller right: where it goes, whose it is, or the hour right behind it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.orders.addresses import Address
from munshi.outcomes import Outcome
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import changing, for_ticket, looking, places, readdressing, words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import job_facts, person, reads
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_customer, tell_technician
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import MAY_BE_GIVEN, MAY_CHANGE
from munshi.service.visits.wishes import says_when, wish_in

PAGE = "change_visit"
BOOKED = ("utter_change_visit_booked_for_ticket", "utter_change_visit_ticket_visit_booked")
RIGHTS = ("moving", "perhaps_moving", "put_right", "mistaken")
MOST_OF_AN_HOUR = 7  # words of "no, she wants 1 pm instead"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "VIS-24 ka pata 17 Arya Nagar 208002 kar do", "his phone is actually 98…", "she wants 1 pm instead"."""
    text = reading.text or ""
    if TICKET.search(text) or words.asks(text) or text.rstrip().endswith("?"):
        return None
    is_behind = not asked.question and any(each in BOOKED for each in asked.told)
    visit = _meant(session, caller, text) or (_booked_last(session, caller) if is_behind else None)
    if visit is None:
        return None
    return (
        _address(session, caller, visit, reading)
        or _phone(session, caller, visit, reading)
        or _of_whom(session, caller, visit, reading)
        or (_hour(session, caller, visit, reading) if is_behind else None)
    )


def _address(session: Session, caller: Caller, visit: Visit, reading: Reading) -> Heard | None:
    """Where it goes, in words of an address or a pincode."""
    text = reading.text or ""
    of_place = words.says(text, "address_named") or words.says(text, "pincode_named")
    place = _place(reading) if of_place and visit.status in MAY_BE_GIVEN else None
    if place is None or not (VISIT.search(text) or any(words.says(text, each) for each in RIGHTS)):
        return None
    reference = visit.reference
    return heard(session, caller, PAGE, lambda here, by: readdressing.put_right(here, by, [reference], place))


def _place(reading: Reading) -> Address | None:
    told = reading.answer("pincode")
    pincode = Address(str(told), None) if told else None
    return places.address_of(reading) or readdressing.address_in(reading.text or "") or pincode


def _phone(session: Session, caller: Caller, visit: Visit, reading: Reading) -> Heard | None:
    """Whose it is, by the phone that was written wrongly; who has written here themself keeps theirs."""
    text, phone = reading.text or "", reading.first("phone")
    if not (phone and words.says(text, "phone_named")) or visit.status not in MAY_CHANGE:
        return None
    books = tells_fault(text) or wish_in(reading, looking.today(caller.business)) is not None
    if books or reads(session, caller.business, visit):
        return None
    reference = visit.reference
    return heard(session, caller, PAGE, lambda here, by: _goes_to(here, by, reference, str(phone)))


def _of_whom(session: Session, caller: Caller, visit: Visit, reading: Reading) -> Heard | None:
    """That it is of another customer: with the address of the one it stays theirs, and is booked anew for the other."""
    text = reading.text or ""
    denies = any(words.says(text, each) for each in ("not_then", "mistaken"))
    if not (VISIT.search(text) and words.says(text, "purpose") and denies) or says_when(reading):
        return None
    others = {each.id for each in whom.named_in(session, caller.business_id, text)} - {visit.person_id}
    if not (others or reading.says_for_whom):
        return None
    facts = {**job_facts(session, caller.business, visit), "given": True}
    return heard(session, caller, PAGE, lambda here, by: Outcome[str](outcome="stays_theirs", facts=facts))


def _goes_to(session: Session, caller: Caller, reference: str, phone: str) -> Outcome[Any]:
    """The visit and its complaint are of who has the phone; who is new there keeps the name."""
    visit = looking.locked(session, caller.business_id, reference)
    before = person(session, visit.business_id, visit.person_id)
    customer = whom.of_phone(session, caller.business_id, phone, before.called if before else None)
    visit.person_id = customer.id
    if visit.ticket_id is not None:
        session.get_one(Ticket, (visit.business_id, visit.ticket_id)).person_id = customer.id
    session.flush()
    tell_customer(session, caller.business, visit, "visit_assigned", customer.id)
    tell_technician(session, caller.business, visit, "visit_job", customer.id)
    facts = {**job_facts(session, caller.business, visit), "given": True}
    return Outcome[str](outcome="customer_righted", facts=facts)


def _hour(session: Session, caller: Caller, visit: Visit, reading: Reading) -> Heard | None:
    """Another day or hour, in few words."""
    wish = wish_in(reading, looking.today(caller.business))
    if wish is None or len((reading.text or "").split()) > MOST_OF_AN_HOUR or reading.first("phone"):
        return None
    reference = visit.reference
    return heard(session, caller, PAGE, lambda here, by: changing.of_customer(here, by, reference, reading))


def _meant(session: Session, caller: Caller, text: str) -> Visit | None:
    """The one visit that is named, by its number or its customer."""
    if named := VISIT.search(text):
        return session.scalar(looking.named(caller.business_id, named[1]))
    theirs = {each.id for each in whom.named_in(session, caller.business_id, text)}
    found = [each for each in looking.all_open(session, caller.business) if each.person_id in theirs]
    return found[0] if len(found) == 1 else None


def _booked_last(session: Session, caller: Caller) -> Visit | None:
    reference = str(Draft(session, caller, for_ticket.BOOKED).get("visit") or "")
    return (
        session.scalar(looking.named(caller.business_id, reference.partition("-")[2])) if reference else None
    )
