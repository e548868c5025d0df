"""A step of a job that was told by mistake is taken back: the job stands as before it, and the customer hears it."""

from typing import Any

from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.visits.job import Job
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer
from munshi.service.visits.outcomes import Notice
from munshi.service.visits.proving import ARRIVAL, CLOSING
from munshi.service.visits.statuses import Status

REASON = "mistaken"
CODES = {Status.ON_WAY: ARRIVAL, Status.READY: CLOSING}
NEWS: dict[Status, Notice] = {Status.ON_WAY: "visit_not_on_way", Status.READY: "visit_not_done"}


def still_on_way(job: Job, reading: Reading) -> Outcome[Any]:
    """Nothing was told by asking for the code; it is asked when they are there."""
    return job.outcome("still_on_way")


def step_back(job: Job, reading: Reading) -> Outcome[Any]:
    """The code of the step is void."""
    status = Status(job.visit.status)
    if status not in CODES:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    before = [Status(each.status) for each in job.visit.moves if each.status != status]
    for code in [each for each in job.visit.codes if each.kind == CODES[status]]:
        job.visit.codes.remove(code)
    job.visit.late_minutes = None
    move(job.session, job.visit, before[-1], job.caller.person, REASON)
    tell_customer(job.session, job.business, job.visit, NEWS[status])
    return job.outcome("step_back")
