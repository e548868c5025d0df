"""The technician found nobody at home, or does not come on a day for which no leave is given.

In the first case the visit is off by a yes, and the customer is asked for a new time; in the other the owner hears it.
"""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.leave.terms import grants
from munshi.notices import service as notices
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.service.visits import availability, looking, words
from munshi.service.visits.facts import job_facts
from munshi.service.visits.job import Job
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.statuses import Status

PAGE, REASON = "do_visit", "absent"
LONGEST = 300
BEFORE_ARRIVAL = (Status.BOOKED, Status.ON_WAY)


def ask(job: Job, reading: Reading) -> Outcome[Any]:
    """What a yes does."""
    _must_be_before_arrival(job)
    return job.asks("confirm_absent", summary=f"{job.visit.reference}:{len(job.visit.moves)}")


def confirm(job: Job, reading: Reading) -> Outcome[Any]:
    """Nothing is charged; customer and owner hear of it."""
    _must_be_before_arrival(job)
    move(job.session, job.visit, Status.DISPLACED, job.caller.person, REASON)
    tell_customer(job.session, job.business, job.visit, "visit_absent")
    tell_owners(job.session, job.business, job.visit, "visit_absent_owner")
    return job.outcome("absent")


def _must_be_before_arrival(job: Job) -> None:
    if job.visit.status not in BEFORE_ARRIVAL:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)


def of_leave(session: Session, caller: Caller, reading: Reading, day: date) -> Heard | None:
    """A technician will not come, and nothing is given here that could be asked for: the owner hears it."""
    text = reading.text or ""
    asks_for_it = reading.wants("apply_leave") and words.says(text, "off_work")
    says = words.says(text, "comes_not") or asks_for_it
    hours = [each.value.get("from") for each in reading.answers("time") if isinstance(each.value, dict)]
    if reading.is_tap or not says or any(hours) or text.rstrip().endswith("?"):
        return None
    if looking.technician(session, caller.person) is None or grants(session, caller.business).types_on(day):
        return None
    return heard(session, caller, PAGE, lambda here, by: _tell_that_away(here, by, day, text))


def _tell_that_away(session: Session, caller: Caller, day: date, said: str) -> Outcome[Any]:
    business = caller.business
    jobs = looking.live_jobs_of(session, business, caller.person.id)
    then = [each for each in jobs if availability.is_on(business, each.starts_at, day)]
    facts = {
        "jobs": [job_facts(session, business, each) for each in then],
        "on": day.isoformat(),
        "technician": caller.person.called,
        "visit_word": said[:LONGEST],
    }
    name: Notice = "visit_not_coming" if then else "visit_not_coming_free"
    key = f"away:{caller.person.id}:{day.isoformat()}"
    notices.tell_role(session, business.id, Role.OWNER, name, key, but=caller.person, **facts)
    return Outcome[str](outcome="away_told" if then else "away_told_free", facts=facts)
