"""The technician found nobody at home: by a yes the visit is off, and the customer is asked for a new time."""

from typing import Any

from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.visits.job import Job
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners
from munshi.service.visits.statuses import Status

REASON = "absent"
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
