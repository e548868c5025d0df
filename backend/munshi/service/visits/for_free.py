"""Nothing is to be paid for a job: by the word of who does it while it is on, or of who runs the shop."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import billing, carrying, choosing, looking, words
from munshi.service.visits.job import Job
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import AT_WORK, Status

PAGE, LONGEST = "do_visit", 300


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Of the job that is on, or that who runs the shop names."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or not words.says(text, "for_free"):
        return None
    visit = _named(session, caller, text) if runs_the_desk(caller) else _on(session, caller, text)
    if visit is None:
        return None
    reference = visit.reference
    return heard(session, caller, PAGE, lambda here, by: _free(here, by, reference, text))


def _named(session: Session, caller: Caller, text: str) -> Visit | None:
    named = VISIT.search(text)
    return session.scalar(looking.named(caller.business_id, named[1])) if named else None


def _on(session: Session, caller: Caller, text: str) -> Visit | None:
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    meant = choosing.meant(session, [each for each in jobs if each.status in AT_WORK], text)
    return meant[0] if len(meant) == 1 else None


def _free(session: Session, caller: Caller, reference: str, said: str) -> Outcome[Any]:
    """It is billed with nothing; a bill of which nothing was paid is taken back. The owner hears of a technician's."""
    job = Job(session, caller, reference)
    if job.visit.status == Status.CANCELLED or not _may_be_free(job):
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    job.visit.work = {**job.visit.work, billing.FOR_FREE: True}
    session.flush()
    if not runs_the_desk(caller):
        carrying.pass_on(session, caller, f"{job.visit.reference}: {said}"[:LONGEST])
    return job.outcome("for_free", manages=runs_the_desk(caller))


def _may_be_free(job: Job) -> bool:
    """Whether nothing was paid or billed, or the bill could be taken back."""
    if job.visit.work.get("advance"):
        return False
    return "bill" not in job.visit.work or billing.take_back_unpaid(job.session, job.visit, job.caller.person)
