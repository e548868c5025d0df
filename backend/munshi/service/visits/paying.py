"""What was paid for a job, as its technician says: now or later, in one way or several; put right, or not at all."""

from typing import Any

from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.visits import advancing, billing, carrying, kept
from munshi.service.visits.facts import Facts
from munshi.service.visits.job import Job
from munshi.service.visits.money_told import LET_OFF
from munshi.service.visits.notices import tell_customer, tell_owners
from munshi.service.visits.statuses import AT_WORK, Status

LATER = "later"
PAID_BY = ("cash", "upi", LATER)
LONGEST = 1000


def paid(job: Job, reading: Reading) -> Outcome[Any]:
    """What the customer paid, and how; the customer and the owner hear it. Of a part the rest stays to be paid."""
    bill = job.visit.work.get("bill")
    if job.visit.status in AT_WORK and any(reading.all("paise")):
        return advancing.note(job, reading)
    if job.visit.status not in (Status.CLOSED, Status.REJECTED) or not bill:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    left, before = billing.left_of(job.session, job.visit), job.visit.work.get("paid") or {}
    if not left and before.get("parts"):
        return job.outcome("paid_already", **advancing.taken(before["parts"], 0))
    ways, sums = ([each.value for each in reading.all(name)] for name in ("how", "paise"))
    let_off = min(int(reading.first(LET_OFF) or 0), left - sum(map(int, sums)))
    if let_off > 0 and not (ways or sums):
        billing.let_off(job.session, job.visit, job.caller.person, let_off)
        return _tell_paid(job, 1)
    if not ways or any(way not in PAID_BY for way in ways):
        if sums:
            kept.keep(job.session, job.caller, "paid", reading, [job.visit.reference])
        return job.outcome("ask_paid", **{**job.due(), "estimate_paise": left or bill["total_paise"]})
    if ways[0] == LATER:
        return job.outcome("paid", **pays_later(job, left))
    parts = list(zip(ways, sums or [left - max(0, let_off) or bill["total_paise"]], strict=False))
    if let_off > 0:
        billing.let_off(job.session, job.visit, job.caller.person, let_off)
    for way, paise in parts:
        billing.pay(job.session, job.visit, way, job.caller.person, int(paise))
    return _tell_paid(job, len(parts) + (let_off > 0))


def pays_later(job: Job, left: int) -> Facts:
    """The owner hears how much of a bill will come later."""
    told = {**job.due(), "estimate_paise": left, "paid_by": LATER}
    tell_owners(job.session, job.business, job.visit, "visit_paid", "owner", **told)
    return told


def otherwise(job: Job, reading: Reading) -> Outcome[Any]:
    """What was written last as paid is written anew; more than there is to pay is not."""
    written = (job.visit.work.get("paid") or {}).get("parts")
    how, paise = reading.first("how"), int(reading.first("paise") or 0)
    if not written or how not in PAID_BY:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    if paise > billing.left_of(job.session, job.visit) + written[-1]["paise"]:
        return job.outcome(
            "paid_already", **advancing.taken(written, billing.left_of(job.session, job.visit))
        )
    billing.unpay(job.session, job.visit, job.caller.person)
    billing.pay(job.session, job.visit, how, job.caller.person, paise)
    return _tell_paid(job, 1, "paid_corrected")


def not_at_all(job: Job, reading: Reading) -> Outcome[Any]:
    """What was written last was not paid at all: it is taken off, and the owner hears why."""
    written = (job.visit.work.get("paid") or {}).get("parts")
    if not written:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    billing.unpay(job.session, job.visit, job.caller.person)
    carrying.pass_on(job.session, job.caller, f"{job.visit.reference}: {reading.text or ''}"[:LONGEST])
    left = billing.left_of(job.session, job.visit)
    return job.outcome("paid_taken_back", **advancing.taken(written[-1:], left))


def _tell_paid(job: Job, parts: int, outcome: str = "paid") -> Outcome[Any]:
    """The customer and the owner hear what was paid just now."""
    written = job.visit.work["paid"]
    told = advancing.taken(written["parts"][-parts:], billing.left_of(job.session, job.visit))
    tell_customer(job.session, job.business, job.visit, "visit_paid", written["at"], **told)
    tell_owners(job.session, job.business, job.visit, "visit_paid", f"owner:{written['at']}", **told)
    return job.outcome(outcome, **told)
