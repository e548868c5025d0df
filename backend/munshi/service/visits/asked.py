"""What who runs the shop asks of the desk: what is open or done, who is where, who is free, and its other lists."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from munshi.asking.clauses import part, pieces
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.people.named import gives
from munshi.service.amc import listing
from munshi.service.parts import desk as parts
from munshi.service.tickets import for_staff
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import (
    absence,
    assigning,
    board,
    changing,
    choosing,
    free,
    hours_off,
    looking,
    own_jobs,
    takings,
    words,
)
from munshi.service.visits.called_by import called_in
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.wishes import wish_in

WORK, CHANGE = "do_visit", "change_visit"
OF_ONE = ("utter_change_visit_day_of", "utter_change_visit_no_jobs_of", "utter_change_visit_whereabouts")
# What was told of everybody's day.
OF_A_DAY = tuple(
    f"utter_change_visit_{each}" for each in ("board", "board_of_day", "no_jobs", "no_jobs_of_day")
)
OF_MONEY = ("of_money", "costing", "visit_charge", "bill", "estimates", "comes_to", "paid_cash")
FIGURES = re.compile(r"\d{2,}")
TWO = 2
FEW_WORDS = 4  # of a question that goes on from the last one


def asks(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """One of the desk's lists; of two that are asked for in one message the other comes next."""
    text = reading.text or ""
    spans = list(pieces(reading))
    if len(spans) == TWO and all(words.asks(text[start:end]) for start, end in spans):
        first, second = (part(reading, start, end) for start, end in spans)
        second = _of_the_same(session, caller, first, second)
        found = _one(session, caller, asked, first)
        if found is not None and _one(session, caller, asked, second) is not None:
            return replace(found, rest=second.text)
    return _one(session, caller, asked, reading)


def _of_the_same(session: Session, caller: Caller, first: Reading, second: Reading) -> Reading:
    """A second question of "uski" is of whom the first one names."""
    text = second.text or ""
    named = assigning.technicians_in(session, caller, first.text or "")
    if len(named) != 1 or not words.says(text, "theirs") or assigning.technicians_in(session, caller, text):
        return second
    return replace(second, text=f"{named[0].called}: {text}")


def _one(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    text = reading.text or ""
    return (
        _of_customer(session, caller, reading)
        or _free(session, caller, reading)
        or (_of_money(session, caller, reading) if parts.runs_the_desk(caller) else None)
        or _where(session, caller, text)
        or _done(session, caller, reading)
        or _work_of(session, caller, asked, reading)
        or _unassigned(session, caller, reading)
        or _complaints_of_day(session, caller, reading)
        or _open(session, caller, reading)
        or _day(session, caller, asked, reading)
        or _of_one(session, caller, asked, reading)
    )


def _of_customer(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """When somebody comes to a customer who is named, and who it is: theirs are told, "Ritu ki visit kab hai"."""
    text = reading.text or ""
    how_it_stands = words.says(text, "how_it_stands")
    of_visit = any(words.says(text, each) for each in ("visits", "coming", "asks_who", "who_goes_out"))
    may_be_of = of_visit or how_it_stands or words.machine_in(text) is not None
    if not (may_be_of and (how_it_stands or words.asks(text))) or _names_thing(text) or tells_fault(text):
        return None
    if any(words.says(text, each) for each in OF_MONEY) or gives(text) or words.says(text, "moving"):
        return None
    named = called_in(session, caller, reading)
    if named is None:
        return None
    theirs = {each.id for each in named.people}
    visits = [each for each in looking.all_open(session, caller.business) if each.person_id in theirs]
    of_machine = [each for each in visits if each.machine == words.machine_in(text)]
    called = next((each.called for each in named.people), None) or named.name or named.phone
    meant = of_machine or visits
    if len(meant) == 1:
        return choosing.show(session, caller, meant)
    if not (meant or of_visit or how_it_stands):
        return None
    return heard(session, caller, CHANGE, lambda here, by: board.of_customer(here, by, str(called), meant))


def _of_money(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What was taken, sold, asked for and is kept: shown to who runs the shop alone."""
    text = reading.text or ""
    return (
        _taken(session, caller, text)
        or _contracts(session, caller, reading)
        or _estimates(session, caller, text)
        or _kept_parts(session, caller, reading)
    )


def _free(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who of the technicians is free on a day or at an hour: "kal 11 baje kaun free hai", "pappu kab free hai"."""
    text = reading.text or ""
    if not words.says(text, "free_then") or hours_off.keeps_free(text) or _names_thing(text):
        return None
    technicians = assigning.technicians_in(session, caller, text)
    if not technicians and not words.says(text, "which_technician"):
        return None
    wish = wish_in(reading, looking.today(caller.business))
    who = [each.id for each in technicians]
    return heard(session, caller, WORK, lambda here, by: free.told(here, by, who, wish))


def _taken(session: Session, caller: Caller, text: str) -> Heard | None:
    """What technicians who are named have taken today: "Salim aur Ravi ka aaj ka cash batao"."""
    of_money = any(
        words.says(text, each) for each in ("taken_today", "of_money", "paid_cash", "took_how_much")
    )
    if not of_money or not (words.asks(text) or words.asks_for_list(text)) or FIGURES.search(text):
        return None
    who: Sequence[Person] = assigning.technicians_in(session, caller, text)
    if not who and words.says(text, "who_goes_out"):
        who = assigning.all_technicians(session, caller)
    return heard(session, caller, WORK, lambda here, by: takings.taken_of(here, by, who)) if who else None


def _contracts(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who has yearly care, and of whom a service or a renewal is due."""
    text = reading.text or ""
    lists = words.says(text, "whose") or words.says(text, "due") or words.says(text, "listing")
    of_plans = words.of_care(text) or (words.says(text, "plan") and words.says(text, "whose"))
    if not (of_plans and lists) or words.says(text, "plan_price"):
        return None
    due = words.says(text, "due")
    return heard(session, caller, "request_technician", lambda here, by: listing.listed(here, by, due=due))


def _estimates(session: Session, caller: Caller, text: str) -> Heard | None:
    """Which estimates nobody has answered."""
    if not (words.says(text, "estimates") and words.says(text, "unanswered")) or TICKET.search(text):
        return None
    return heard(session, caller, CHANGE, board.unanswered)


def _kept_parts(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The parts that are kept or ordered for somebody."""
    text = reading.text or ""
    if not (words.says(text, "parts") and words.says(text, "kept")) or reading.first("reference"):
        return None
    return heard(session, caller, "request_spare_part", parts.kept)


def _where(session: Session, caller: Caller, text: str) -> Heard | None:
    """Where technicians are: "Salim aur Ravi kahan hain", "who is where"."""
    of_all = words.says(text, "all_where")
    if _names_thing(text) or not (of_all or words.says(text, "where_is")):
        return None
    who = [each.id for each in assigning.technicians_in(session, caller, text)]
    if not (who or of_all):
        return None
    return heard(session, caller, CHANGE, lambda here, by: board.whereabouts(here, by, who))


def _done(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What was ended on a day, of nobody in particular; "wo bhi" wants what is open with it."""
    text = reading.text or ""
    of_work = words.says(text, "visits") or words.says(text, "works")
    if not (of_work and words.says(text, "was_ended") and words.asks_for_list(text)) or _names_thing(text):
        return None
    if assigning.technicians_in(session, caller, text):
        return None
    day, every = _day_of_work(reading, caller) or looking.today(caller.business), words.says(text, "too")
    return heard(session, caller, CHANGE, lambda here, by: board.done_work(here, by, day, every=every))


def _work_of(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "Raju ne aaj kya kiya", "Raju ki kal ki visit dikhao"; behind what was told of one, "aur Salim ke?"."""
    text = reading.text or ""
    of_work = words.says(text, "of_work") or (words.says(text, "visits") and words.asks_for_list(text))
    goes_on = any(each in OF_ONE for each in asked.told) and len(text.split()) <= FEW_WORDS
    if not (of_work or goes_on) or (gives(text) and not goes_on) or _names_thing(text):
        return None
    technicians: Sequence[Person] = assigning.technicians_in(session, caller, text)
    if len(technicians) != 1:
        return None
    who = technicians[0].id
    return heard(
        session, caller, CHANGE, lambda here, by: board.day_of(here, by, who, _day_of_work(reading, by))
    )


def _unassigned(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Which complaints nobody has yet: "kitni shikayat bina technician ke hai", "jo kisi ko nahi di"."""
    text = reading.text or ""
    nobodys = words.says(text, "of_complaints") and words.says(text, "nobodys")
    if not nobodys or not (words.asks(text) or words.asks_for_list(text)) or _names_thing(text):
        return None
    return heard(session, caller, CHANGE, board.unassigned)


def _complaints_of_day(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What was reported on a day: "aaj kaun kaun ke complaint aaye", "aaj ki shikayatein dikhao"."""
    text = reading.text or ""
    day = _day_of_work(reading, caller)
    if day is None or day > looking.today(caller.business) or not words.says(text, "of_complaints"):
        return None
    lists = words.asks_for_list(text) or words.says(text, "whose") or words.says(text, "complaints_came")
    of_what_is_open = words.says(text, "still_open") or words.says(text, "was_ended")
    if of_what_is_open or not lists or _names_thing(text) or tells_fault(text):
        return None
    return heard(session, caller, "check_ticket_status", lambda here, by: for_staff.of_day(here, by, day))


def _open(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What is still to be done: "aaj kaun kaun se kaam khule hain", "pending jobs"."""
    text = reading.text or ""
    of_work = words.says(text, "works") or words.says(text, "visits")
    is_short = len(text.split()) <= FEW_WORDS
    lists = words.asks_for_list(text) or is_short
    if not (of_work and words.says(text, "still_open") and lists) or reading.first("reference"):
        return None
    if words.says(text, "of_money") or words.says(text, "part_goods"):
        return None
    day = changing.named_day(reading, caller)
    return heard(session, caller, CHANGE, lambda here, by: board.open_work(here, by, day))


def _of_one(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A visit by its customer, place or machine: "priya ka kaam"; of several it is asked which."""
    text = reading.text or ""
    of_work = words.says(text, "works") or words.says(text, "visits")
    if asked.question or not of_work or len(text.split()) > FEW_WORDS + 1 or _names_thing(text):
        return None
    found = choosing.named(session, looking.all_open(session, caller.business), text)
    return choosing.show(session, caller, found) if found else None


def _day(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Every visit of a day: who goes where; right behind that "aur kal ka?" is of the same."""
    text = reading.text or ""
    goes_on = any(each in OF_A_DAY for each in asked.told) and len(text.split()) <= FEW_WORDS
    today = looking.today(caller.business)
    if goes_on and (then := own_jobs.ahead(absence.days_named(reading, today), text, today)):
        return heard(session, caller, CHANGE, lambda here, by: board.board(here, by, then))
    day_named = changing.named_day(reading, caller) is not None
    of_work = words.says(text, "visits") or (day_named and words.says(text, "works") and _of_everybody(text))
    lists = of_work and words.asks_for_list(text) and not words.says(text, "costing")
    if not (lists or words.says(text, "who_goes")) or reading.first("reference"):
        return None
    days = changing.days_in(reading, caller)
    return heard(session, caller, CHANGE, lambda here, by: board.board(here, by, days))


def _of_everybody(text: str) -> bool:
    """Whether who has what is asked: "kal ke saare kaam kiske paas hain"."""
    return words.says(text, "whose") or words.says(text, "all_of_them")


def _names_thing(text: str) -> bool:
    return bool(VISIT.search(text) or TICKET.search(text))


def _day_of_work(reading: Reading, caller: Caller) -> date | None:
    """The day that is named; where it may be either, of what was done it is past."""
    day, today = changing.named_day(reading, caller), looking.today(caller.business)
    said = reading.answer("period")
    either = isinstance(said, dict) and said.get("ambiguous")
    text = reading.text or ""
    is_past = any(words.says(text, each) for each in ("did", "was_ended", "of_complaints"))
    was = either and day is not None and day > today and is_past
    return today - (day - today) if was and day else day
