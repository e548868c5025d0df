"""The words of a whole job, of which the books have no arrival, wait until that is proved.

A visit of a later day is asked about first, and is of today from the yes on.
"""

from typing import Any

from munshi import clock
from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.visits import availability, looking
from munshi.service.visits.job import Job, Step
from munshi.service.visits.moving import reschedule
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import Status

STEP, TODAY, KEPT = "whole_job", "today_yes", "told_before"


def told(arrived: Step) -> Step:
    """Keeps the words; asks whether a visit of a later day was today, else for the code."""

    def step(job: Job, reading: Reading) -> Outcome[Any]:
        words = VISIT.sub("", reading.text or "").strip()
        job.visit.work = {**job.visit.work, KEPT: words}
        if is_later(job):
            return job.asks("confirm_today", summary=f"{job.visit.reference}:{len(job.visit.moves)}")
        return _arrive(job, arrived)

    return step


def not_before(arrived: Step, done: Step) -> Step:
    """A step of a visit of a later day asks first whether that was today."""

    def step(job: Job, reading: Reading) -> Outcome[Any]:
        is_booked = job.visit.status == Status.BOOKED
        return (told(arrived) if is_booked and is_later(job) else done)(job, reading)

    return step


def today(arrived: Step) -> Step:
    """The visit of a later day is of now, where it has not begun."""

    def step(job: Job, reading: Reading) -> Outcome[Any]:
        visit = job.visit
        if visit.status != Status.BOOKED:
            raise Refusal("no_such_move", visit=visit.reference, visit_status=visit.status)
        if is_later(job) and visit.technician_id is not None:
            now, lasts = clock.now(), visit.ends_at - visit.starts_at
            reschedule(job.session, visit, visit.technician_id, now, now + lasts, job.caller.person)
        return _arrive(job, arrived)

    return step


def _arrive(job: Job, arrived: Step) -> Outcome[Any]:
    answer = arrived(job, Reading(None, [("do_visit", 1.0)]))
    return answer.model_copy(
        update={"facts": {**(answer.facts or {}), "words_kept": job.visit.work.get(KEPT)}}
    )


def is_later(job: Job) -> bool:
    """Whether its day is still to come."""
    day, _ = availability.span_of(job.business, job.visit.starts_at, job.visit.ends_at)
    return day > looking.today(job.business)
