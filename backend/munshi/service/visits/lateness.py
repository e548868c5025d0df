"""That a technician comes later than was said: of the visit that is next or on, whoever has asked, and no leave."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.leave.asking.said import speaks_of_leave
from munshi.service.visits import availability, changing, choosing, looking, steps, words, working
from munshi.service.visits.at_work import (
    MOST_WORDS,
    OF_A_JOB,
    OF_ARRIVAL,
    PAGE,
    at_hand,
    at_hour,
    step_of,
)
from munshi.service.visits.clausewise import TO_CUSTOMER
from munshi.service.visits.models import Visit
from munshi.service.visits.money_told import tells_of_money
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import Status
from munshi.service.visits.steps import LATE

FIGURES = re.compile(r"\d+")
FEWEST_MINUTES = 5  # below that a figure alone is of hours
ASKED = "tell_late"
OTHERWISE = ("done", "refused", "absent", "jobs")  # steps that are told with a length of time


def of_lateness(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """In words that say so, or of who is on the way by how long it takes: the customer hears it."""
    if reading.is_tap or (reading.text or "").rstrip().endswith("?"):
        return None
    return _told(session, caller, asked, reading) or _on_the_way(session, caller, asked, reading)


def _on_the_way(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who is on the way and says how long something takes says when they will be there: "25 min hi lagega"."""
    text = reading.text or ""
    says = isinstance(reading.answer("duration"), dict) and working.says_minutes(reading)
    if not says or asked.question == ASKED or speaks_of_leave(reading) or tells_of_money(text):
        return None
    if steps.tells(reading, TO_CUSTOMER) and not steps.tells(reading, LATE):
        return None  # what they say themselves: "bolna 15 minute pehle aaunga"
    if steps.step_in(reading) in OTHERWISE or looking.technician(session, caller.person) is None:
        return None
    if changing.named_day(reading, caller) not in (None, looking.today(caller.business)):
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    on_way = [each for each in jobs if each.status == Status.ON_WAY]
    named = choosing.named(session, jobs, text)
    if named:
        on_way = [each for each in on_way if each in named]
    return step_of(session, caller, on_way, LATE, reading) if on_way else None


def _told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a technician who has a visit today comes late is of that visit and no leave, whoever has asked: the
    customer hears it. Many words are of a visit only where they say how late, or for which.
    """
    text = reading.text or ""
    is_answer = asked.question in OF_A_JOB and asked.question != OF_ARRIVAL
    if is_answer or not steps.tells(reading, LATE) or looking.technician(session, caller.person) is None:
        return None
    late = {each.start for each in steps.told(reading) if each.value == LATE}
    if any(each.value == "on_way" and each.start not in late for each in steps.told(reading)):
        return None  # who sets out says how long it takes
    today, named = looking.today(caller.business), VISIT.search(text)
    day = changing.named_day(reading, caller)
    waiting = _jobs_then(session, caller, day, named=named is not None)
    said = replace(reading, text=_without_hour(reading))
    says_minutes, of_named = working.says_minutes(said), bool(choosing.named(session, waiting, text))
    denies = words.says(text, "not_yet") and not says_minutes
    of_a_job = says_minutes or of_named or named is not None
    if not waiting or denies or (day not in (None, today) and not of_a_job):
        return None
    if len(text.split()) > MOST_WORDS and not of_a_job:
        return None
    jobs = at_hand(session, LATE, at_hour(caller, waiting, reading), text)
    if not jobs:
        return heard(session, caller, PAGE, lambda here, by: working.jobs(here, by, today))
    if day not in (None, today) and not of_named:
        jobs = jobs[:1]  # who comes late on a day is late for its first job
    return step_of(session, caller, jobs, LATE, said)


def _jobs_then(session: Session, caller: Caller, day: date | None, *, named: bool) -> Sequence[Visit]:
    """Today's jobs, those of the day that is named, or all of them where one is named by its number."""
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    if named:
        return jobs
    then = day or looking.today(caller.business)
    if then == looking.today(caller.business):
        return looking.jobs_of(session, caller.business, caller.person.id, then)
    return [each for each in jobs if availability.is_on(caller.business, each.starts_at, then)]


def _without_hour(reading: Reading) -> str:
    """The words without the visit's number and the hour it is at; nothing where no one figure of minutes stands."""
    text = reading.text or ""
    for value in sorted(reading.answers("time"), key=lambda each: -each.start):
        text = text[: value.start] + text[value.end :]
    text = VISIT.sub("", text)
    figures = FIGURES.findall(text)
    return text if len(figures) == 1 and int(figures[0]) >= FEWEST_MINUTES else ""
