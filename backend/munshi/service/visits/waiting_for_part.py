"""A job waits for a part that is missing: asked of the technician once, then the customer is offered another day."""

from datetime import date, timedelta
from typing import Any

from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.visits import availability, looking
from munshi.service.visits.drafts import Draft
from munshi.service.visits.job import KIND, Job
from munshi.service.visits.models import COMES_ON, Visit
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners
from munshi.service.visits.rules import Slot
from munshi.service.visits.statuses import Status
from munshi.service.visits.wishes import wish_in

REASON = "no_part"
MAY_WAIT = (Status.BOOKED, Status.ON_WAY, Status.ARRIVED, Status.DIAGNOSED, Status.APPROVED)
LONGEST = 1000


def ask(job: Job, reading: Reading) -> Outcome[Any]:
    """What a yes does, with the day on which the technician would come again, where one is said."""
    _must_be_able_to_wait(job)
    wish = wish_in(reading, looking.today(job.business))
    now_on, _ = availability.span_of(job.business, job.visit.starts_at, job.visit.ends_at)
    known = (None, now_on, looking.today(job.business))
    day = wish.first if wish and wish.first not in known else None
    draft = Draft(job.session, job.caller, KIND)
    draft.put(comes_on=day.isoformat() if day else None, missing=(reading.text or "")[:LONGEST] or None)
    draft.save()
    shown = f"{job.visit.reference}:{len(job.visit.moves)}"
    return job.asks("confirm_no_part", summary=shown, comes_on=day.isoformat() if day else None)


def confirm(job: Job, reading: Reading) -> Outcome[Any]:
    """Customer and owner hear of it; the words of who has looked at it are what is wrong."""
    _must_be_able_to_wait(job)
    draft = Draft(job.session, job.caller, KIND)
    said, on = draft.get("missing"), draft.get("comes_on")
    if job.visit.status == Status.ARRIVED and said:
        job.visit.work = {**job.visit.work, "diagnosis": said}
    draft.put(missing=None, comes_on=None)
    draft.save()
    first = on or (looking.today(job.business) + timedelta(days=1)).isoformat()
    job.visit.work = {**job.visit.work, COMES_ON: first}
    move(job.session, job.visit, Status.DISPLACED, job.caller.person, REASON)
    told = {"comes_on": on}
    tell_customer(job.session, job.business, job.visit, "visit_no_part", len(job.visit.moves), **told)
    tell_owners(job.session, job.business, job.visit, "visit_no_part_owner", len(job.visit.moves), **told)
    return job.outcome("waits_for_part", **told)


def with_part(visit: Visit, slots: list[Slot]) -> list[Slot]:
    """The hours from the day on which the part for which a visit waits is there; where there are none then, all."""
    on = visit.work.get(COMES_ON) if visit.status == Status.DISPLACED else None
    return [each for each in slots if on is None or each.day >= date.fromisoformat(on)] or slots


def _must_be_able_to_wait(job: Job) -> None:
    if job.visit.status not in MAY_WAIT:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
