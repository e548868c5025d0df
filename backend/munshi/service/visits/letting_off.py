"""A job costs nothing: coming to it, before somebody is at work or where the charge is named, else all of it."""

from typing import Any

from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import billing, notices, words
from munshi.service.visits.job import Job
from munshi.service.visits.statuses import MAY_BE_GIVEN, Status

STEP = "for_free"


def is_said(text: str) -> bool:
    """Whether who runs the shop says that a job, or coming to it, costs nothing."""
    return words.says(text, "for_free") or words.says(text, "comes_free")


def of_shown(job: Job, reading: Reading) -> Outcome[Any]:
    """Of one of several that were shown to who runs the shop."""
    if not runs_the_desk(job.caller):
        raise Refusal("not_your_job", visit=job.visit.reference)
    return free(job, reading.text or "")


def free(job: Job, said: str) -> Outcome[Any]:
    """It is billed with nothing, or without the visit charge: the customer hears it; an unpaid bill is taken back."""
    visit, manages = job.visit, runs_the_desk(job.caller)
    if visit.status == Status.CANCELLED or not _may_be_free(job):
        raise Refusal("no_such_move", visit=visit.reference, visit_status=visit.status)
    only_coming = visit.status in MAY_BE_GIVEN or (words.says(said, "fee") and visit.status != Status.CLOSED)
    if manages and only_coming:
        visit.charge_paise = 0
        job.session.flush()
        notices.tell_customer(job.session, job.business, visit, "visit_charge_off")
        return job.outcome("charge_off")
    visit.work = {**visit.work, billing.FOR_FREE: True}
    job.session.flush()
    return job.outcome("for_free", manages=manages)


def _may_be_free(job: Job) -> bool:
    """Whether nothing was paid or billed, or the bill could be taken back."""
    if job.visit.work.get("advance"):
        return False
    return "bill" not in job.visit.work or billing.take_back_unpaid(job.session, job.visit, job.caller.person)
