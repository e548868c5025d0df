"""What who runs the shop says of the desk: a visit is given to somebody, moved or called off, or things are listed.

Heard whatever is asked: it names its thing, and the question that was open waits.
"""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading, Value
from munshi.callers import Caller
from munshi.leave.models import LeaveRequest
from munshi.leave.statuses import Status as LeaveStatus
from munshi.people.models import Person
from munshi.people.named import all_named_in, gives
from munshi.service.amc import listing
from munshi.service.parts import desk as parts
from munshi.service.tickets.models import Ticket
from munshi.service.visits import (
    assigning,
    availability,
    carrying,
    changing,
    choosing,
    for_ticket,
    free,
    looking,
    words,
    working,
)
from munshi.service.visits.models import TechnicianRow, Visit
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import LIVE, MAY_BE_GIVEN, MAY_CHANGE
from munshi.service.visits.wishes import wish_in

WORK, CHANGE = "do_visit", "change_visit"
SUM = re.compile(r"\d{3,}")


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What of a message is surely an order to the desk, or asks for one of its lists."""
    text = reading.text or ""
    if reading.is_tap or not text or not parts.runs_the_desk(caller):
        return None
    return (
        carrying.carried(session, caller, reading)
        or parts.interrupt(session, caller, asked, reading)
        or _given(session, caller, reading)
        or _for_ticket(session, caller, reading)
        or _changed(session, caller, reading)
        or _free(session, caller, reading)
        or _contracts(session, caller, reading)
        or _estimates(session, caller, text)
        or _kept_parts(session, caller, reading)
        or _work_of(session, caller, reading)
        or _day(session, caller, reading)
    )


def _given(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "VIS-5 ravi ko do", "Salim ki jagah Ravi jayega": to the technician who is named and has it not yet."""
    text = reading.text or ""
    if not (gives(text) or words.says(text, "takes_over")) or text.rstrip().endswith("?"):
        return None
    technicians = _technicians(session, caller, text)
    visit = _meant(session, caller, text, technicians)
    if visit is None or not technicians:
        return _given_one_of(session, caller, text, technicians) if technicians else None
    others = [each for each in technicians if each.id != visit.technician_id] or technicians
    if len(others) != 1:
        return None
    reference, who = visit.reference, others[0].id
    if wish_in(reading, looking.today(caller.business)) is not None and visit.status in MAY_CHANGE:
        return heard(
            session, caller, CHANGE, lambda here, by: changing.of_customer(here, by, reference, reading, who)
        )
    if TICKET.search(text) and who not in {each.key for each in assigning.free_then(session, caller, visit)}:
        return None  # they see to the ticket, not to the visit
    return heard(session, caller, WORK, lambda here, by: assigning.give(here, by, reference, who))


def _given_one_of(session: Session, caller: Caller, text: str, technicians: Sequence[Person]) -> Heard | None:
    """ "geyser wala pappu ko de do": which visit is meant by its machine, place or customer; else it is asked."""
    if not words.says(text, "handing") or SUM.search(text) or len(technicians) != 1:
        return None
    who = technicians[0]
    if _asks_for_something(session, who):
        return None
    bare = _without(text, who)
    may = [each for each in _live(session, caller) if each.technician_id != who.id]
    may = [each for each in may if each.status in MAY_BE_GIVEN and each.ends_at > clock.now()]
    meant = choosing.named(session, may, bare)
    today = looking.today(caller.business)
    if not meant and (VISIT.search(text) or TICKET.search(text) or words.machine_in(bare)):
        return None
    meant = meant or [each for each in may if availability.is_on(caller.business, each.starts_at, today)]
    values = [Value("technician", str(who.id))]
    if len(meant) == 1 and choosing.named(session, may, bare):
        reference = meant[0].reference
        return heard(session, caller, WORK, lambda here, by: assigning.give(here, by, reference, who.id))
    if not meant:
        return None
    given = Reading(None, [(WORK, 1.0)], values)
    return heard(session, caller, WORK, lambda here, by: choosing.ask(here, by, meant, working.ASSIGN, given))


def _asks_for_something(session: Session, somebody: Person) -> bool:
    """Whether a leave or a claim of theirs waits: then that may be given to them."""
    query = select(LeaveRequest.id).where(
        LeaveRequest.business_id == somebody.business_id,
        LeaveRequest.person_id == somebody.id,
        LeaveRequest.status == LeaveStatus.PENDING,
    )
    return session.scalar(query.limit(1)) is not None


def _without(text: str, somebody: Person) -> str:
    first = words.sounds(somebody.called or "")[:1]
    return " ".join(word for word in text.split() if words.sounds(word) != first)


def _live(session: Session, caller: Caller) -> Sequence[Visit]:
    query = select(Visit).where(Visit.business_id == caller.business_id, Visit.status.in_(LIVE))
    return session.scalars(query.order_by(Visit.starts_at)).all()


def _free(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who of the technicians is free on a day or at an hour: "kal 11 baje kaun free hai", "pappu kab free hai"."""
    text = reading.text or ""
    if not words.says(text, "free_then") or VISIT.search(text) or TICKET.search(text):
        return None
    technicians = _technicians(session, caller, text)
    if not technicians and not words.says(text, "which_technician"):
        return None
    wish = wish_in(reading, looking.today(caller.business))
    who = [each.id for each in technicians]
    return heard(session, caller, WORK, lambda here, by: free.told(here, by, who, wish))


def _for_ticket(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "TKT-3 ki visit kal 9 baje rakho": somebody comes for a ticket that has no visit."""
    text = reading.text or ""
    named, wish = TICKET.search(text), wish_in(reading, looking.today(caller.business))
    if named is None or wish is None or wish.since is None or text.rstrip().endswith("?"):
        return None
    asked = any(
        words.says(text, each) for each in ("visits", "handing", "takes_over", "coming_to_see", "booking")
    )
    if not (asked or gives(text)) or words.says(text, "cancelling"):
        return None
    technicians = _technicians(session, caller, text)
    who = technicians[0].id if len(technicians) == 1 else None
    reference = f"TKT-{int(named[1])}"
    if _meant(session, caller, text, ()) is not None:
        return None
    return heard(session, caller, CHANGE, lambda here, by: for_ticket.book(here, by, reference, wish, who))


def _changed(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "VIS-1 kal 11 baje kar do", "Salim ki visit cancel karo"."""
    text = reading.text or ""
    cancels = words.says(text, "cancelling")
    moves = words.says(text, "moving") or words.says(text, "perhaps_moving")
    when = wish_in(reading, looking.today(caller.business)) is not None
    if text.rstrip().endswith("?") or not (cancels or (moves and when)):
        return None
    visit = _meant(session, caller, text, ())
    if visit is None or words.step_in(text) is not None:
        return None
    reference = visit.reference
    return heard(session, caller, CHANGE, lambda here, by: changing.of_customer(here, by, reference, reading))


def _contracts(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who has yearly care, and of whom a service or a renewal is due."""
    text = reading.text or ""
    asks = words.says(text, "whose") or words.says(text, "due") or words.says(text, "listing")
    if not (words.of_care(text) and asks) or words.says(text, "plan_price"):
        return None
    due = words.says(text, "due")
    return heard(session, caller, "request_technician", lambda here, by: listing.listed(here, by, due=due))


def _estimates(session: Session, caller: Caller, text: str) -> Heard | None:
    """Which estimates nobody has answered."""
    if not (words.says(text, "estimates") and words.says(text, "unanswered")) or TICKET.search(text):
        return None
    return heard(session, caller, CHANGE, working.unanswered)


def _kept_parts(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The parts that are kept or ordered for somebody."""
    text = reading.text or ""
    if not (words.says(text, "parts") and words.says(text, "kept")) or reading.first("reference"):
        return None
    return heard(session, caller, "request_spare_part", parts.kept)


def _work_of(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Raju ne aaj kya kiya", "Raju ki kal ki visit dikhao"."""
    text = reading.text or ""
    of_work = words.says(text, "of_work") or (words.says(text, "visits") and words.asks_for_list(text))
    if not of_work or gives(text) or VISIT.search(text) or TICKET.search(text):
        return None
    technicians = _technicians(session, caller, text)
    if len(technicians) != 1:
        return None
    who = technicians[0].id
    return heard(
        session, caller, CHANGE, lambda here, by: working.day_of(here, by, who, _day_of_work(reading, by))
    )


def _day(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Every visit of a day: who goes where."""
    text = reading.text or ""
    asks = words.says(text, "visits") and words.asks_for_list(text) and not words.says(text, "costing")
    if not (asks or words.says(text, "who_goes")) or reading.first("reference"):
        return None
    day = changing.day_in(reading, caller)
    return heard(session, caller, CHANGE, lambda here, by: working.board(here, by, day))


def _day_of_work(reading: Reading, caller: Caller) -> date | None:
    """The day that is named; where it may be either, of what was done it is past."""
    day, today = changing.named_day(reading, caller), looking.today(caller.business)
    said = reading.answer("period")
    either = isinstance(said, dict) and said.get("ambiguous")
    was = either and day is not None and day > today and words.says(reading.text or "", "did")
    return today - (day - today) if was and day else day


def _technicians(session: Session, caller: Caller, text: str) -> list[Person]:
    """The technicians whom a text names, by name or number."""
    query = (
        select(Person)
        .join(
            TechnicianRow,
            (TechnicianRow.business_id == Person.business_id) & (TechnicianRow.person_id == Person.id),
        )
        .where(Person.business_id == caller.business_id)
    )
    return all_named_in(VISIT.sub(" ", text), session.scalars(query).all())


def _meant(session: Session, caller: Caller, text: str, but: Sequence[Person]) -> Visit | None:
    """The one visit that is meant: by its reference, its ticket's, or by whose it is where visits are spoken of."""
    if named := VISIT.search(text):
        return session.scalar(looking.named(caller.business_id, named[1]))
    query = select(Visit).where(Visit.business_id == caller.business_id, Visit.status.in_(LIVE))
    if ticket := TICKET.search(text):
        query = query.join(Ticket, (Ticket.business_id == Visit.business_id) & (Ticket.id == Visit.ticket_id))
        found = session.scalars(query.where(Ticket.reference == f"TKT-{int(ticket[1])}")).all()
        return found[0] if len(found) == 1 else None
    if not words.says(text, "visits"):
        return None
    visits = session.scalars(query).all()
    customers = [session.get_one(Person, (each.business_id, each.person_id)) for each in visits]
    named_ones = {each.id for each in all_named_in(text, customers)} - {each.id for each in but}
    theirs = [each for each in visits if each.person_id in named_ones]
    return theirs[0] if len(theirs) == 1 else None
