"""Who goes to customers wants the bill of a job: it is made with the closing code; of a closed one it is told."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import billing, choosing, in_hand, looking, steps, words, working
from munshi.service.visits.job import Job
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import AT_WORK, Status

PAGE = "do_visit"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Bill banao": of the job at which they are, else of the one that they closed last today."""
    text = reading.text or ""
    if reading.is_tap or not words.says(text, "make_bill") or words.asks(text) or runs_the_desk(caller):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    on = choosing.meant(session, [each for each in jobs if each.status in AT_WORK], text)
    at_hand = in_hand.arrived_last(on) if len(on) > 1 else on
    if len(at_hand) == 1:
        reference = at_hand[0].reference
        return heard(
            session, caller, PAGE, lambda here, by: working.do(here, by, reference, steps.DONE, reading)
        )
    closed = _closed_last(session, caller, text)
    if closed is None:
        return None
    reference = closed.reference
    return heard(session, caller, PAGE, lambda here, by: _told(here, by, reference))


def _closed_last(session: Session, caller: Caller, text: str) -> Visit | None:
    of_day: Sequence[Visit] = looking.day_of(
        session, caller.business, caller.person.id, looking.today(caller.business)
    )
    billed = [each for each in of_day if each.status == Status.CLOSED and each.work.get("bill")]
    return max(choosing.meant(session, billed, text), key=lambda each: each.moves[-1].at, default=None)


def _told(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    job = Job(session, caller, reference)
    left = billing.left_of(session, job.visit)
    return job.outcome("closed", **job.due(), left_paise=left, settled=not left)
