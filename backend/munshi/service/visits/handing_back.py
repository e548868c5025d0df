"""A technician says that a job is for somebody else, or for another hour: who runs the shop hears it."""

import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.leave.asking.said import speaks_of_leave
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import (
    absence,
    availability,
    carrying,
    changing,
    choosing,
    handing,
    looking,
    pointing,
    steps,
    words,
)
from munshi.service.visits.at_work import HALF_A_DAY, PAGE, hour_of, step_of
from munshi.service.visits.models import Visit
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import MAY_BE_GIVEN, Status
from munshi.service.visits.wishes import wish_in

HOUR = re.compile(r"\d{1,2}")
MOVED_TO = re.compile(
    r"\d{1,2}([:.]\d{2})?\s*([ap]\.?m\b|baje|बजे)", re.IGNORECASE
)  # names no job by its hour


def of_handing(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That a job is for somebody else is no leave and no word to be carried: the owner hears it with the job."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or runs_the_desk(caller):
        return None
    if looking.technician(session, caller.person) is None or not handing.hands_back(session, caller, reading):
        return None
    if words.says(text, "makes_it") and handing.wishes_to_move(reading, looking.today(caller.business)):
        return None  # they come, at another hour
    of_day = absence.is_of_the_day(session, caller, reading)
    if of_day and (away := absence.of_leave(session, caller, reading)) is not None:
        return away
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    if steps.tells(reading, "cannot_come") and words.says(text, "all_of_them") and not VISIT.search(text):
        return _all_of_them(session, caller, jobs, reading)
    meant = choosing.named(session, jobs, text)
    if not meant and not (VISIT.search(text) or TICKET.search(text)):
        begun = [each for each in jobs if each.status != Status.BOOKED or each.late_minutes]
        day = changing.named_day(reading, caller)
        then = [each for each in jobs if day and availability.is_on(caller.business, each.starts_at, day)]
        today = looking.jobs_of(session, caller.business, caller.person.id, looking.today(caller.business))
        meant = then or begun or today
    return step_of(session, caller, meant, "hand_back", reading) if meant else None


def _all_of_them(session: Session, caller: Caller, jobs: Sequence[Visit], reading: Reading) -> Heard | None:
    """Every job of the day, or those from an hour on: "3 baje ke baad ke sab kaam kisi ko de do"."""
    day = changing.named_day(reading, caller) or looking.today(caller.business)
    then = [each for each in jobs if availability.is_on(caller.business, each.starts_at, day)]
    hour = pointing.hour_after(reading.text or "")
    meant = [each for each in then if hour is None or hour_of(caller, each) >= hour]
    meant = [each for each in meant if each.status in MAY_BE_GIVEN]
    if not meant:
        return None
    return heard(session, caller, PAGE, lambda here, by: handing.tell_of_all(here, by, meant, reading))


def of_moving(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That a job of theirs shall be at another hour, or not at all, is for the owner: their word changes none. So is
    that they do it after all.
    """
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or runs_the_desk(caller):
        return None
    if carrying.is_for_customer(text):
        return None
    if (wished := _said_to_owner(session, caller, reading)) is not None:
        return wished
    if not VISIT.search(text):
        return _to_another_hour(session, caller, reading) or _of_named(session, caller, reading)
    cancels = words.says(text, "cancelling") or steps.tells(reading, steps.REFUSED)
    moves = handing.wishes_to_move(reading, looking.today(caller.business))
    keeps = words.says(text, "comes_still") and not moves
    step = steps.step_in(reading)
    on_time = step == "late" and words.says(text, "not_yet")
    if not (cancels or keeps or moves) or not (step is None or cancels or on_time):
        return None
    wish = "wish_to_cancel" if cancels else "wish_to_keep" if keeps else "wish_to_move"
    return _wish_of_named(session, caller, wish, reading)


def _said_to_owner(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "9 baje wala kaam kal kara do": a job of theirs that is named, and another day or hour for it."""
    today = looking.today(caller.business)
    if not steps.tells(reading, "to_owner") or wish_in(reading, today) is None:
        return None
    return _wish_of_named(session, caller, "wish_to_move", reading)


def _wish_of_named(session: Session, caller: Caller, wish: str, reading: Reading) -> Heard | None:
    """A technician's wish of the jobs of theirs that are named and may be given away."""
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    named = choosing.named(session, jobs, reading.text or "")
    meant = [each for each in named if each.status in MAY_BE_GIVEN]
    return step_of(session, caller, meant, wish, reading) if meant else None


def _to_another_hour(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "kal 9 baje ki jagah 11 baje aaunga" is of the job that is at the one hour of that day, and never of another."""
    text = reading.text or ""
    if not words.says(text, "in_its_place") or not handing.wishes_to_move(
        reading, looking.today(caller.business)
    ):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    day = changing.named_day(reading, caller) or looking.today(caller.business)
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    then = [each for each in jobs if availability.is_on(caller.business, each.starts_at, day)]
    place = words.placed(text, "in_its_place")
    named = HOUR.findall(text[: place[0]]) if place else []
    hours = {int(each) % HALF_A_DAY for each in named}
    meant = [each for each in then if hour_of(caller, each) % HALF_A_DAY in hours] or choosing.named(
        session, then, text
    )
    may = [each for each in meant if each.status in MAY_BE_GIVEN]
    return step_of(session, caller, may, "wish_to_move", reading) if may else None


def _of_named(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "col bhatia's visit on saturday, make it 6:30": of the customer, machine or place that is named, else of the
    only job of that day; no leave is asked for by it.
    """
    text = reading.text or ""
    if not handing.wishes_to_move(reading, looking.today(caller.business)) or speaks_of_own_day(reading):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    jobs = [
        each
        for each in looking.live_jobs_of(session, caller.business, caller.person.id)
        if each.status in MAY_BE_GIVEN
    ]
    day = changing.named_day(reading, caller)
    then = [each for each in jobs if day and availability.is_on(caller.business, each.starts_at, day)]
    named = choosing.named(session, jobs, MOVED_TO.sub(" ", text))
    meant = [each for each in named if each in then] or named or then or jobs
    return step_of(session, caller, meant, "wish_to_move", reading) if len(meant) == 1 or named else None


def speaks_of_own_day(reading: Reading) -> bool:
    """Whether leave is asked for and no visit is spoken of: "move my leave to friday 10 am"."""
    text = reading.text or ""
    return speaks_of_leave(reading) and not words.says(text, "visits")
