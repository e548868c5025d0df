"""A technician asks for their own jobs, of the days that are named, or which of them were called off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts.desk import runs_the_desk
from munshi.service.tickets.models import Ticket
from munshi.service.visits import absence, assigning, availability, board, looking, steps, words, working
from munshi.service.visits.facts import job_facts
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import Status

PAGE, BOARD = "do_visit", "change_visit"
MOST_WORDS = 10


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "kal aur parso kaun se kaam hain", "aaj aur koi kaam hai kya", "kaunsi visit cancel hui"."""
    text = reading.text or ""
    of_work = words.says(text, "works") or words.says(text, "visits")
    if reading.is_tap or not of_work or not (words.asks(text) or words.asks_for_list(text)):
        return None
    if len(text.split()) > MOST_WORDS or VISIT.search(text) or TICKET.search(text) or _is_else(reading):
        return None
    if runs_the_desk(caller) or looking.technician(session, caller.person) is None:
        return None
    if any(each.id != caller.person.id for each in assigning.technicians_in(session, caller, text)):
        return None
    today = looking.today(caller.business)
    named = ahead(absence.days_named(reading, today), text, today)
    days = named or (_all_days(session, caller) if words.says(text, "still_open") else []) or [today]
    if words.says(text, "cancelling"):
        return heard(session, caller, PAGE, lambda here, by: _called_off(here, by, days))
    if words.says(text, "was_ended") or words.says(text, "did"):
        me = caller.person.id
        return heard(session, caller, BOARD, lambda here, by: board.done_work(here, by, days[0], who=me))
    return heard(session, caller, PAGE, lambda here, by: _of_days(here, by, days))


def ahead(days: Sequence[date], text: str, today: date) -> list[date]:
    """The days of kal and parso, which lie ahead unless what was done is asked about."""
    if not words.says(text, "either_way") or words.says(text, "did") or words.says(text, "was_ended"):
        return list(days)
    return sorted(today + abs(day - today) for day in days)


def _all_days(session: Session, caller: Caller) -> list[date]:
    """The days on which they have a job that is not over, today with what is open from before."""
    today = looking.today(caller.business)
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    days = (availability.span_of(caller.business, each.starts_at, each.ends_at)[0] for each in jobs)
    return sorted({max(day, today) for day in days})


def _is_else(reading: Reading) -> bool:
    """Whether it speaks of money, of a step or of leave: that is no question for jobs."""
    of_else = any(words.says(reading.text or "", each) for each in ("of_money", "off_work", "costing"))
    is_step = not steps.tells(reading, "asks") and steps.step_in(reading) not in (None, steps.JOBS)
    return is_step or of_else


def _of_days(session: Session, caller: Caller, days: Sequence[date]) -> Outcome[Any]:
    """Those of one day as ever; of several each in its place."""
    if len(days) == 1:
        return working.jobs(session, caller, days[0])
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    then = [
        each for each in jobs if any(availability.is_on(caller.business, each.starts_at, day) for day in days)
    ]
    rows = [job_facts(session, caller.business, each) for each in then]
    mine = Ticket.assigned_id == caller.person.id
    brought = board.without_visit(session, caller.business, mine, Ticket.brought_on.in_(days))
    facts = {"jobs": rows, "on": days[0].isoformat(), "off_days": [each.isoformat() for each in days]}
    facts["waiting"] = brought
    return Outcome[str](outcome="jobs_of_day" if rows or brought else "no_jobs_of_day", facts=facts)


def _called_off(session: Session, caller: Caller, days: Sequence[date]) -> Outcome[Any]:
    """The visits of these days that were to be theirs and will not be."""
    every = [each for day in days for each in looking.day_of(session, caller.business, caller.person.id, day)]
    rows = [job_facts(session, caller.business, each) for each in every if each.status == Status.CANCELLED]
    facts = {"jobs": rows, "on": days[0].isoformat(), "off_days": [each.isoformat() for each in days]}
    return Outcome[str](outcome="called_off" if rows else "none_called_off", facts=facts)
