"""What who runs the shop says of the desk: a visit is given to somebody, moved or called off, or things are listed.

Heard whatever is asked: it names its thing, and the question that was open waits.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading, Value
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.leave.models import LeaveRequest
from munshi.leave.statuses import Status as LeaveStatus
from munshi.people.models import Person
from munshi.people.named import gives
from munshi.service.amc import giving
from munshi.service.cash import corrected, given_out, handing_in
from munshi.service.cash import put_right as cash_put_right
from munshi.service.parts import desk as parts
from munshi.service.tickets import closing, for_staff
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.statuses import Status as TicketStatus
from munshi.service.visits import asked as asked_of
from munshi.service.visits import (
    assigning,
    availability,
    board,
    caller_righted,
    carrying,
    changing,
    choosing,
    crew_away,
    for_caller,
    for_ticket,
    handing_over,
    hours_off,
    letting_off,
    looking,
    noting,
    part_here,
    pointing,
    steps,
    words,
    work_given,
    working,
)
from munshi.service.visits.at_work import at_hour, hour_of
from munshi.service.visits.models import Visit
from munshi.service.visits.references import NUMBER, TICKET, VISIT, ticket_in
from munshi.service.visits.statuses import LIVE, MAY_BE_GIVEN, MAY_CHANGE
from munshi.service.visits.wishes import wish_in

WORK, CHANGE = "do_visit", "change_visit"
OF_MOVING = ("choose_new_slot", "confirm_move_visit")
SUM = re.compile(r"\d{3,}")
OF_TICKETS = ("utter_check_ticket_status_", "utter_move_ticket_")


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What of a message is surely an order to the desk, or asks for one of its lists."""
    if reading.is_tap or not reading.text or not looking.minds_desk(session, caller):
        return None
    if not parts.runs_the_desk(caller):
        return _without_money(session, caller, asked, _with_ticket(session, caller, asked, reading))
    reading = _with_ticket(session, caller, asked, reading)
    of_move = asked.question in OF_MOVING and carrying.only_tells_of_it(reading.text or "")
    return (
        (None if of_move else carrying.carried(session, caller, reading))  # they hear the move anyway
        or carrying.dictated(session, caller, reading)
        or cash_put_right.hear(session, caller, reading.text or "")
        or given_out.hear(session, caller, reading)
        or corrected.hear(session, caller, reading)
        or handing_in.hear(session, caller, reading)
        or part_here.hear(session, caller, reading.text or "")
        or crew_away.back(session, caller, reading)
        or hours_off.hear(session, caller, reading)
        or parts.interrupt(session, caller, asked, reading)
        or handing_over.hear(session, caller, reading)
        or giving.hear(session, caller, reading)
        or caller_righted.hear(session, caller, asked, reading)
        or crew_away.hear(session, caller, reading)
        or work_given.hear(session, caller, reading)
        or for_caller.hear(session, caller, reading)
        or _given(session, caller, reading)
        or _for_ticket(session, caller, reading)
        or _ticket_given(session, caller, reading)
        or closing.hear(session, caller, reading)
        or _of_bill(session, caller, reading)
        or _changed(session, caller, reading)
        or _noted(session, caller, reading)
        or _shown(session, caller, reading)
        or asked_of.asks(session, caller, asked, reading)
    )


def _without_money(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What who helps at the desk says of it: callers are booked, visits given, moved and called off, a day is seen."""
    return (
        caller_righted.hear(session, caller, asked, reading)
        or work_given.hear(session, caller, reading)
        or for_caller.hear(session, caller, reading)
        or _given(session, caller, reading)
        or _for_ticket(session, caller, reading)
        or _changed(session, caller, reading)
        or _noted(session, caller, reading)
        or _shown(session, caller, reading)
        or asked_of.asks(session, caller, asked, reading)
    )


def _with_ticket(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Reading:
    """ "4 number Ravi ko do" is of the complaint that waits for somebody, else of the visit with that number."""
    text = reading.text or ""
    found = None if VISIT.search(text) or TICKET.search(text) else NUMBER.search(text)
    if found is None or not gives(text):
        return reading
    number = int(found[1] or found[2])
    of_tickets = any(each.startswith(OF_TICKETS) for each in asked.told)
    waiting = {each["ticket"] for each in board.without_visit(session, caller.business)}
    is_visit = session.scalar(looking.named(caller.business_id, str(number))) is not None
    of_ticket = of_tickets or f"TKT-{number}" in waiting or not is_visit
    named = f"{'TKT' if of_ticket and not words.says(text, 'visits') else 'VIS'}-{number}"
    return replace(reading, text=text[: found.start()] + named + text[found.end() :])


def _given(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "VIS-5 ravi ko do", "Salim ki jagah Ravi jayega": to the technician who is named and has it not yet."""
    text = reading.text or ""
    if not (gives(text) or words.says(text, "takes_over")) or text.rstrip().endswith("?"):
        return None
    technicians = assigning.technicians_in(session, caller, text)
    visit = _meant(session, caller, text, technicians)
    if not technicians:
        return None
    if visit is None and (unknown := VISIT.search(text)):
        reference, who = looking.normalised(unknown[1]), technicians[0].id
        return heard(session, caller, WORK, lambda here, by: assigning.give(here, by, reference, who))
    if visit is None:
        return _given_one_of(session, caller, reading, technicians)
    others = [each for each in technicians if each.id != visit.technician_id] or technicians
    if len(others) != 1:
        return None
    reference, who = visit.reference, others[0].id
    if visit.status in MAY_CHANGE and _says_another_time(caller, visit, reading):
        return heard(
            session, caller, CHANGE, lambda here, by: changing.of_customer(here, by, reference, reading, who)
        )
    if TICKET.search(text) and who not in {each.key for each in assigning.free_then(session, caller, visit)}:
        return None  # they see to the ticket, not to the visit
    return heard(session, caller, WORK, lambda here, by: assigning.give(here, by, reference, who))


def _says_another_time(caller: Caller, visit: Visit, reading: Reading) -> bool:
    """Whether another day or hour is said than that at which the visit is."""
    wish = wish_in(reading, looking.today(caller.business))
    day, span = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    if wish is None:
        return False
    is_then = wish.since is None or wish.since <= span.start < (wish.until or wish.since + 1)
    return wish.first not in (None, day) or not is_then


def _given_one_of(
    session: Session, caller: Caller, reading: Reading, technicians: Sequence[Person]
) -> Heard | None:
    """ "geyser wala pappu ko de do", "sunil ka 5 baje wala irfan ko de do": which visit is meant by its machine, place
    or customer, by whose it is and its hour; else it is asked.
    """
    text = reading.text or ""
    who = technicians[0] if len(technicians) == 1 else handing_over.taker(technicians, text)
    if not words.says(text, "handing") or SUM.search(text) or who is None:
        return None
    givers = {each.id for each in technicians if each.id != who.id}
    if _asks_for_something(session, who):
        return None
    bare = text
    for each in technicians:
        bare = choosing.without(bare, each)
    others = [each for each in _live(session, caller) if each.technician_id != who.id]
    may = [each for each in others if not givers or each.technician_id in givers]
    may = [each for each in may if each.status in MAY_BE_GIVEN and each.ends_at > clock.now()]
    today = looking.today(caller.business)
    if givers:
        may = _of_day_or_hour(caller, may, reading)
    named = choosing.named(session, may, bare) or (may if givers and len(may) == 1 else [])
    if not named and (TICKET.search(text) or words.machine_in(bare)):
        return None
    then = [each for each in may if availability.is_on(caller.business, each.starts_at, today)]
    meant = named or (may if givers else then)
    values = [Value("technician", str(who.id))]
    if len(named) == 1:
        reference = named[0].reference
        return heard(session, caller, WORK, lambda here, by: assigning.give(here, by, reference, who.id))
    if not meant:
        return None
    given = Reading(text, [(WORK, 1.0)], values)
    return heard(session, caller, WORK, lambda here, by: choosing.ask(here, by, meant, working.ASSIGN, given))


def _of_day_or_hour(caller: Caller, may: Sequence[Visit], reading: Reading) -> list[Visit]:
    """Those of the day that is named, at the hour by which one is called; where no day is, those of today, and by its
    hour of any day: "11 baje wala" behind the list of tomorrow.
    """
    day, today = changing.named_day(reading, caller), looking.today(caller.business)
    then = [each for each in may if availability.is_on(caller.business, each.starts_at, day or today)]
    hours = pointing.hours(reading.text or "") if day is None else set()
    called = [each for each in may if hour_of(caller, each) % pointing.HALF_A_DAY in hours]
    return called or list(at_hour(caller, then, reading))


def _asks_for_something(session: Session, somebody: Person) -> bool:
    """Whether a leave or a claim of theirs waits: then that may be given to them."""
    query = select(LeaveRequest.id).where(
        LeaveRequest.business_id == somebody.business_id,
        LeaveRequest.person_id == somebody.id,
        LeaveRequest.status == LeaveStatus.PENDING,
    )
    return session.scalar(query.limit(1)) is not None


def _live(session: Session, caller: Caller) -> Sequence[Visit]:
    query = select(Visit).where(Visit.business_id == caller.business_id, Visit.status.in_(LIVE))
    return session.scalars(query.order_by(Visit.starts_at)).all()


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
    technicians = assigning.technicians_in(session, caller, text)
    who = technicians[0].id if len(technicians) == 1 else None
    reference = f"TKT-{int(named[1])}"
    if _meant(session, caller, text, ()) is not None:
        return None
    free = letting_off.is_said(text)
    return heard(
        session, caller, CHANGE, lambda here, by: for_ticket.book(here, by, reference, wish, who, free=free)
    )


def _ticket_given(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "TKT-4 Ravi ko do": a complaint without a visit is given to the technician who is named."""
    text = reading.text or ""
    reference, technicians = ticket_in(text), assigning.technicians_in(session, caller, text)
    if reference is None or len(technicians) != 1 or not gives(text):
        return None
    if words.says(text, "cancelling") or _meant(session, caller, text, ()) is not None:
        return None
    who = technicians[0].id
    return heard(
        session,
        caller,
        "move_ticket",
        lambda here, by: for_staff.move_on(here, by, reference, TicketStatus.ASSIGNED, assignee=who),
    )


def _changed(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "VIS-1 kal 11 baje kar do", "Salim ki visit cancel karo"."""
    text = reading.text or ""
    cancels = words.says(text, "cancelling")
    moves = words.says(text, "moving") or words.says(text, "perhaps_moving")
    when = wish_in(reading, looking.today(caller.business)) is not None
    if text.rstrip().endswith("?") or not (cancels or (moves and when)):
        return None
    named = cancels and VISIT.search(text)  # what stands beside it is why: "cancel kar do, theek ho gaya"
    if steps.step_in(reading) is not None and not named:
        return None
    visit = _meant(session, caller, text, ())
    if visit is None:
        several = _theirs(session, caller, text, ()) if words.says(text, "visits") else []
        left = changing.that_leave(caller, several, reading)
        if not several:
            return None
        if len(left) != 1:
            return heard(session, caller, CHANGE, lambda here, by: changing.which(here, by, several, reading))
        visit = left[0]
    reference = visit.reference
    return heard(session, caller, CHANGE, lambda here, by: changing.of_customer(here, by, reference, reading))


def _of_bill(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That the bill of a visit is wrong, shall be less, or is asked: what stands, and what is possible, is said."""
    text = reading.text or ""
    of_cost = words.says(text, "bill") or words.says(text, "estimates")
    wrong = of_cost and (words.says(text, "mistaken") or words.says(text, "less_wanted"))
    asked_sum = words.says(text, "comes_to") and not figures(VISIT.sub(" ", text))
    named = VISIT.search(text) if wrong or asked_sum else None
    if named is None:
        return None
    reference = looking.normalised(named[1])
    return heard(session, caller, WORK, lambda here, by: working.bill_stands(here, by, reference))


def _noted(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What who comes shall do or know, of a visit that is named: written into its job, and they hear it."""
    text = reading.text or ""
    named = VISIT.search(text) if words.is_to_note(text) else None
    visit = session.scalar(looking.named(caller.business_id, named[1])) if named else None
    if visit is None or visit.status not in MAY_BE_GIVEN:
        return None
    reference = visit.reference
    return heard(session, caller, WORK, lambda here, by: noting.note_of_desk(here, by, reference, text))


def _shown(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A visit that is asked about by its number, "VIS-7 kiske paas hai", or whose phone is wanted, by any name."""
    text = reading.text or ""
    named = VISIT.search(text)
    if named is None and words.says(text, "their_phone"):
        theirs = _theirs(session, caller, text, ())
        return choosing.show(session, caller, theirs) if len(theirs) == 1 else None
    if named is None or not (words.asks(text) or words.says(text, "whose")):
        return None
    visit = session.scalar(looking.named(caller.business_id, named[1]))
    return choosing.show(session, caller, [visit]) if visit is not None else None


def _meant(session: Session, caller: Caller, text: str, but: Sequence[Person]) -> Visit | None:
    """The one visit that is meant: by its reference, its ticket's, or by whose it is where visits are spoken of."""
    if named := VISIT.search(text):
        return session.scalar(looking.named(caller.business_id, named[1]))
    query = select(Visit).where(Visit.business_id == caller.business_id, Visit.status.in_(LIVE))
    if (ticket := ticket_in(text)) is not None:
        query = query.join(Ticket, (Ticket.business_id == Visit.business_id) & (Ticket.id == Visit.ticket_id))
        found = session.scalars(query.where(Ticket.reference == ticket)).all()
        return found[0] if len(found) == 1 else None
    if not words.says(text, "visits"):
        return None
    theirs = _theirs(session, caller, text, but)
    return theirs[0] if len(theirs) == 1 else None


def _theirs(session: Session, caller: Caller, text: str, but: Sequence[Person]) -> Sequence[Visit]:
    """The visits that are named by whose they are, their machine or their place, and not by these people."""
    bare = text
    for somebody in but:
        bare = choosing.without(bare, somebody)
    return choosing.named(session, _live(session, caller), bare)
