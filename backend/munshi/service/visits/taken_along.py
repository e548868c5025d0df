"""A technician takes the machine to the shop: it stands with the job, and customer and owner hear it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.visits import choosing, looking, steps, words
from munshi.service.visits.job import Job
from munshi.service.visits.models import Visit
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import AT_WORK, Status

PAGE, LONGEST = "do_visit", 300


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "fridge dukaan le ja raha hu 2 din lagenge", of the job at which they are."""
    text = reading.text or ""
    if reading.is_tap or words.asks(text) or not steps.tells(reading, "machine_taken"):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    machine = words.machine_in(text)
    here = [each for each in jobs if each.status in AT_WORK and machine in (None, each.machine)]
    meant = choosing.meant(session, here, text)
    if len(meant) != 1:
        return None
    reference = meant[0].reference
    return heard(session, caller, PAGE, lambda here_, by: take(Job(here_, by, reference), reading))


def take(job: Job, reading: Reading) -> Outcome[Any]:
    """Once the same: the words stand with the job, with what is wrong where that was not known."""
    said = VISIT.sub("", reading.text or "").strip(" ,.")[:LONGEST]
    visit: Visit = job.visit
    if visit.work.get("taken_along") != said:
        before = visit.work.get("diagnosis")
        told = ". ".join(filter(None, (before, said)))
        visit.work = {**visit.work, "taken_along": said, "diagnosis": told}
        job.session.flush()
        news = {"visit_word": said}
        tell_customer(job.session, job.business, visit, "visit_taken_along", clock.now(), **news)
        tell_owners(job.session, job.business, visit, "visit_taken_along_owner", clock.now(), **news)
    if visit.status == Status.ARRIVED:
        move(job.session, visit, Status.DIAGNOSED, job.caller.person)
    return job.outcome("taken_along", visit_word=said)
