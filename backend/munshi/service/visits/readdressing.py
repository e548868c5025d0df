"""The address of a visit that waits is put right: said with its word, or with who is to come there.

Where it may be of something else, an open order or nothing at all, it is shown first and done by a yes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.orders import service
from munshi.orders.address_words import says_more, sure_address, surely_an_address
from munshi.orders.addresses import Address
from munshi.orders.said import message_of
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import STAFF
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import is_of_fault
from munshi.service.visits import (
    availability,
    changing,
    filing,
    looking,
    needs,
    noting,
    rescheduling,
    words,
)
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.moving import reschedule
from munshi.service.visits.notices import tell_person, tell_technician
from munshi.service.visits.places import address_of, corrected, denies_figure, place_in, with_house
from munshi.service.visits.statuses import MAY_BE_GIVEN, Status
from munshi.service.visits.wishes import says_when, when_alone

KIND, PAGE = "readdress", "change_visit"
ORDER, OF_THE_ORDER = "place_order", ("give_address", "confirm_order")
GIVE, CONFIRM = "give_new_address", "confirm_visit_address"
NAMED = re.compile(r"\b(TKT|VIS)[- ]?(\d+)", re.IGNORECASE)
OF_THE_VISIT = (rescheduling.SLOT, changing.WHICH, rescheduling.SHOWN_ALL, "confirm_cancel_visit")
MOST_BESIDE = 1  # words beside an address that is said alone
AS_AN_ADDRESS = (FALLBACK, "place_order", "modify_order", "ask_store_info", "request_technician", PAGE)


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The new address of a visit that waits, or that it is to be another, which is asked for then."""
    text = reading.text or ""
    is_of_customer = text and not (reading.is_tap or caller.may_act_as(*STAFF))
    if not is_of_customer or asked.question in (GIVE, CONFIRM):
        return None
    if asked.question in OF_THE_ORDER and not NAMED.search(text):
        return _as_the_visit(session, caller, reading)
    if text.rstrip().endswith("?"):
        return _asked(session, caller, text) if asked.question in ("", *OF_THE_VISIT) else None
    if words.says(text, "at_home") and not _changes(text):
        return _at_home(session, caller, reading)
    return _by_figure(session, caller, reading) or _named(session, caller, asked, reading)


def _named(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """An address that stands in the message, or that it is to be another."""
    text = reading.text or ""
    place, changes, sends = _whole_address(reading), _changes(text), _sends(text)
    if not (changes or (place and (sends or reading.wants(*AS_AN_ADDRESS)))) or is_of_fault(text):
        return None
    if asked.question and not (asked.question in OF_THE_VISIT or NAMED.search(text) or (sends and changes)):
        return None
    visits = _meant(session, caller, text)
    if not visits:
        return None
    references, rest = [each.reference for each in visits], when_alone(reading) or _moved_beside(reading)
    ordered = orders.has_cart(session, caller) or bool(orders.open_orders(session, caller))
    if place is None:
        of_order = ordered and not sends
        return None if of_order else heard(session, caller, PAGE, lambda here, by: ask(here, by, references))
    asks, machine = words.asks(text), words.machine_in(text)
    if not changes and words.says(text, "too"):
        return None  # another visit, somewhere else
    surely = (sends and (changes or machine is None)) or (changes and not ordered)
    is_alone = _is_bare(text, place) and not (ordered or asks or asked.question)
    if not (surely or changes or sends or is_alone):
        return None
    if len({(each.pincode, each.address) for each in visits}) > 1:
        return heard(session, caller, PAGE, lambda here, by: _which(here, by, references))
    if surely and not asks:
        return heard(session, caller, PAGE, lambda here, by: put_right(here, by, references, place), rest)
    return heard(session, caller, PAGE, lambda here, by: show(here, by, references, place))


def _as_the_visit(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """An answer to where an order goes is the order's: who points to the visit has it brought where that goes."""
    live = looking.live_of(session, caller.business_id, caller.person.id)
    if not live or not words.says(reading.text or "", "where_visit_goes"):
        return None
    visit, message = live[0], message_of(reading)
    beside = replace(message.beside, place=visit.address, pincode=visit.pincode, notes=())
    there = replace(message, lines=[], where=None, beside=beside)
    return heard(session, caller, ORDER, lambda here, by: service.tell(here, by, there))


def _by_figure(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The house of the one visit that waits is denied beside the right one: "B-41 hai B-14 nahi"."""
    text = reading.text or ""
    visits = _meant(session, caller, text) if denies_figure(text) and not says_when(reading) else ()
    right = corrected(visits[0].address, text) if len(visits) == 1 else None
    if right is None:
        return None
    reference, place = visits[0].reference, Address(None, right)
    return heard(session, caller, PAGE, lambda here, by: put_right(here, by, [reference], place))


def _asked(session: Session, caller: Caller, text: str) -> Heard | None:
    """Which address a visit has, and where another is named, whether it shall be that; nothing changes by asking."""
    if not words.says(text, "address_named") or words.says(text, "knowing"):
        return None
    visits = _meant(session, caller, text)
    if not visits:
        return None
    references, place = [each.reference for each in visits], address_in(text.rstrip(" ?"))
    if place is not None and place.text and says_more(place.text, visits[0].address):
        return heard(session, caller, PAGE, lambda here, by: show(here, by, references, place))
    return heard(
        session,
        caller,
        PAGE,
        lambda here, by: Outcome[str](outcome="address_is", facts=_facts(here, by, references)),
    )


def _at_home(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That somebody is at home is no address: who is on the way to them hears it."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if not any(each.status == Status.ON_WAY for each in visits):
        return None
    return heard(session, caller, PAGE, lambda here, by: noting.note(here, by, reading))


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The address that was asked for, a yes to the one that was shown, or a no, which keeps the old one."""
    kept = Draft(session, caller, KIND)
    references = kept.get("visits")
    if not references:
        return None
    if reading.is_no:
        return heard(session, caller, PAGE, lambda here, by: _keep(here, by, references))
    if asked.question == CONFIRM and reading.agrees:
        shown, place = reading.first("summary") or asked.summary, Address(*kept.get("place") or (None, None))
        if shown != kept.get("token"):
            return None
        return heard(session, caller, PAGE, lambda here, by: put_right(here, by, references, place))
    text = reading.text or ""
    said = None if reading.is_tap else place_in(reading, asked=asked.question == GIVE)
    asks = text.rstrip().endswith("?") or (words.asks(text) and not surely_an_address(text))
    if said is None or not (said.pincode or said.street) or asks:
        return None
    place = _whole_address(reading) or Address(said.pincode, said.street)
    return heard(session, caller, PAGE, lambda here, by: put_right(here, by, references, place))


def ask(session: Session, caller: Caller, references: Sequence[str]) -> Outcome[Any]:
    """Where somebody is to come instead."""
    draft = Draft(session, caller, KIND)
    draft.put(visits=list(references))
    draft.save()
    return Outcome[str](outcome="ask_new_address", facts=_facts(session, caller, references))


def show(session: Session, caller: Caller, references: Sequence[str], place: Address) -> Outcome[Any]:
    """The visits with the address that they would have."""
    draft = Draft(session, caller, KIND)
    token = draft.token(list(references), place.pincode, place.text)
    draft.put(visits=list(references), place=[place.pincode, place.text], token=token)
    draft.save()
    facts = _facts(session, caller, references)
    to = {"address": with_house(place.text, facts["address"]), "pincode": place.pincode or facts["pincode"]}
    return Outcome[str](outcome="confirm_address", facts={**facts, **to, "summary": token})


def put_right(session: Session, caller: Caller, references: Sequence[str], place: Address) -> Outcome[Any]:
    """Writes the address down for each visit and its ticket, and has told whoever comes.

    Refuses with `nobody_there` where nobody can come to the other pincode at the hour of a visit.
    """
    Draft(session, caller, KIND).empty()
    for visit in [looking.locked(session, caller.business_id, each) for each in references]:
        before = visit.technician_id
        visit.address = with_house(place.text, visit.address)
        if place.pincode not in (None, visit.pincode):
            _move_to(session, caller, visit, str(place.pincode))
        if visit.ticket_id is not None:
            ticket = session.get_one(Ticket, (visit.business_id, visit.ticket_id))
            ticket.address, ticket.pincode = visit.address, visit.pincode
        session.flush()
        if before is not None and before != visit.technician_id:
            tell_person(session, caller.business, visit, before, "visit_job_gone")
            tell_technician(session, caller.business, visit, "visit_job")
        else:
            tell_technician(session, caller.business, visit, "visit_readdressed", again=visit.address)
    return Outcome[str](outcome="readdressed", facts=_facts(session, caller, references))


def address_in(text: str) -> Address | None:
    """What is surely an address, from behind the words that say that one comes."""
    rest = NAMED.sub("", text)
    if (behind := sure_address(rest.partition(":")[2])) and behind.text:
        return behind
    found = sure_address(rest)
    while (at := words.placed(rest, "address_comes")) is not None:
        rest = rest[at[1] :]
        behind = sure_address(rest)
        found = behind if behind and behind.text else found
    return found


def _whole_address(reading: Reading) -> Address | None:
    """The same, with all of it that the message has: "Hotel Lake View" before the street too."""
    found, whole = address_in(reading.text or ""), address_of(reading)
    more = found and whole and whole.text and says_more(whole.text, found.text or "")
    return Address(whole.pincode or found.pincode, whole.text) if found and whole and more else found


def _moved_beside(reading: Reading) -> str | None:
    """What stands before the address and moves the visit to another day or hour: "ravivaar kar do aur pata …"."""
    text = reading.text or ""
    at = words.placed(text, "address_named")
    before = text[: at[0]].split() if at else []
    while before and words.is_of(before[-1].strip(",."), "joining"):
        before.pop()
    moved = " ".join(before)
    named = [each for name in ("time", "period") for each in reading.answers(name) if each.end]
    moves = words.says(moved, "moving") or words.says(moved, "perhaps_moving")
    return moved if moves and any(each.end <= len(moved) for each in named) else None


def _is_bare(text: str, place: Address) -> bool:
    """Whether a text is an address, and says no more."""
    told = len((place.text or "").split()) + bool(place.pincode)
    return len(text.split()) - told <= MOST_BESIDE


def _changes(text: str) -> bool:
    """Whether it says that an address is another; what somebody knows is none."""
    if words.says(text, "moved_house"):
        return True
    names = words.says(text, "address_named") and not words.says(text, "knowing")
    changed = words.says(text, "moving") or words.says(text, "put_right")
    return names and (changed or address_in(text) is not None)


def _sends(text: str) -> bool:
    """Whether it speaks of the visit, or of who is to come."""
    return words.says(text, "going_there") or words.machine_in(text) is not None or bool(NAMED.search(text))


def _meant(session: Session, caller: Caller, text: str) -> Sequence[Visit]:
    """The visits that wait: the named one, those for the machine that is named, else all of them."""
    live = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = [each for each in live if each.status in MAY_BE_GIVEN]
    named, machine = NAMED.search(text), words.machine_in(text)
    if named:
        reference = f"{named[1].upper()}-{named[2].lstrip('0')}"
        return [each for each in waiting if reference in (each.reference, _ticket_of(session, each))]
    return [each for each in waiting if machine in (None, each.machine)]


def _ticket_of(session: Session, visit: Visit) -> str | None:
    ticket = session.get(Ticket, (visit.business_id, visit.ticket_id)) if visit.ticket_id else None
    return ticket.reference if ticket else None


def _move_to(session: Session, caller: Caller, visit: Visit, pincode: str) -> None:
    """The visit at its hour in another pincode, by who is free there then; who is on the way turns back for nobody."""
    if visit.status == Status.ON_WAY:
        raise Refusal("nobody_there", visit=visit.reference, pincode=pincode)
    day, span = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    try:
        need = needs.of_visit(visit, pincode)
        slot = filing.free_slot(session, caller.business, need, day, span.start, visit)
    except filing.SlotTaken as taken:
        raise Refusal("nobody_there", visit=visit.reference, pincode=pincode) from taken
    visit.pincode = pincode
    reschedule(session, visit, slot.technician, visit.starts_at, visit.ends_at, caller.person)


def _which(session: Session, caller: Caller, references: Sequence[str]) -> Outcome[Any]:
    """Visits that go to several addresses: of which one it is, is to be said with it."""
    return Outcome[str](outcome="which_address", facts=_facts(session, caller, references))


def _keep(session: Session, caller: Caller, references: Sequence[str]) -> Outcome[Any]:
    Draft(session, caller, KIND).empty()
    return Outcome[str](outcome="address_kept", facts=_facts(session, caller, references))


def _facts(session: Session, caller: Caller, references: Sequence[str]) -> dict[str, Any]:
    """The first visit, and the rows of all of them."""
    visits = looking.with_references(session, caller.business_id, references)
    first = visit_facts(session, caller.business, visits[0])
    return {**first, **changing.told(session, caller, visits)}
