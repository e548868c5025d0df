"""What a repair may cost, told before anybody has looked: the customer hears it, and nothing is agreed by it."""

from typing import Any

from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.estimates import writing
from munshi.service.estimates.naming import OfAnotherModel
from munshi.service.visits.drafts import Draft
from munshi.service.visits.job import KIND, Job
from munshi.service.visits.notices import tell_customer
from munshi.service.visits.statuses import Status

BEFORE_ARRIVAL = (Status.BOOKED, Status.ON_WAY)
STEP = "send_expected"


def ask(job: Job, text: str) -> Outcome[Any] | None:
    """The lines, to be told to the customer by a yes; None where no amount can be read."""
    try:
        lines = writing.lines_of(job.session, job.business, job.visit, text)
    except (writing.Unclear, OfAnotherModel):
        return None
    draft = Draft(job.session, job.caller, KIND)
    token = draft.token(job.visit.reference, text)
    draft.put(visit=job.visit.reference, lines=text, token=token)
    draft.save()
    return job.outcome("confirm_expected", summary=token, **writing.facts(lines))


def send(job: Job, reading: Reading) -> Outcome[Any]:
    """The customer hears it; what it will cost is still told, and answered, once somebody has looked."""
    draft = Draft(job.session, job.caller, KIND)
    named, text = reading.first("summary"), draft.get("lines")
    if job.visit.status not in BEFORE_ARRIVAL:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    if not text or draft.get("visit") != job.visit.reference or (named and named != draft.get("token")):
        return job.outcome("estimate_changed")
    told = writing.facts(writing.lines_of(job.session, job.business, job.visit, text))
    draft.put(lines=None, token=None)
    draft.save()
    tell_customer(job.session, job.business, job.visit, "visit_expected", told["estimate_paise"], **told)
    return job.outcome("expected_sent", **told)
