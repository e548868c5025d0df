"""A step that was told of the wrong job is taken back there and told of the right one: both customers hear."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.visits import choosing, looking, pointing, steps, working
from munshi.service.visits.at_work import OF_ARRIVAL, PAGE, SOON
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import Status


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "VIS-3 nahi VIS-5 wale ke yaha hu": the last step just now was of another job than the one that is meant."""
    text = reading.text or ""
    says = steps.tells(reading, "which_job") or pointing.denies(text)
    if reading.is_tap or text.rstrip().endswith("?") or not says:
        return None
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    meant = choosing.named(session, jobs, pointing.without_denied(text))
    wrong = _last_on_way(jobs)
    if len(meant) != 1 or wrong is None or meant[0].id == wrong.id:
        return None
    if meant[0].status not in (Status.BOOKED, Status.ON_WAY):
        return None
    there = steps.tells(reading, "arrived") or asked.question == OF_ARRIVAL
    step, before, right = ("arrived" if there else "on_way"), wrong.reference, meant[0].reference
    return heard(session, caller, PAGE, lambda here, by: _right(here, by, before, right, step, reading))


def _last_on_way(jobs: Sequence[Visit]) -> Visit | None:
    """The job of theirs to which somebody has set out last, if just now."""
    on_way = [each for each in jobs if each.status == Status.ON_WAY]
    last = max(on_way, key=lambda each: each.moves[-1].at, default=None)
    return last if last and clock.now() - last.moves[-1].at <= SOON else None


def _right(
    session: Session, caller: Caller, wrong: str, right: str, step: str, reading: Reading
) -> Outcome[Any]:
    working.do(session, caller, wrong, "step_back", reading)
    told = working.do(session, caller, right, step, reading)
    return told.model_copy(update={"facts": {**(told.facts or {}), "stepped_back": wrong}})
