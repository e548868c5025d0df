"""Money that a technician takes before there is a bill: it waits for it, is written once, and can be put right."""

from collections.abc import Mapping, Sequence
from typing import Any

from munshi import clock
from munshi.asking.reading import Reading
from munshi.outcomes import Outcome, Refusal
from munshi.service.estimates import writing
from munshi.service.estimates.rules import total
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import billing, kept, looking
from munshi.service.visits.job import Job
from munshi.service.visits.money_told import LET_OFF
from munshi.service.visits.notices import tell_owners, tell_technician
from munshi.service.visits.statuses import LIVE, Status

LATER = "pays_later"  # in the work of a visit


def note(job: Job, reading: Reading) -> Outcome[Any]:
    """The owner hears it; the very same once more is the same money, unless it is said to be more."""
    if job.visit.status not in LIVE:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    before, parts = list(job.visit.work.get("advance") or ()), _said(reading)
    if not parts:
        return _ask_how(job, reading)
    if not reading.first("more") and _are_written(before, parts):
        return job.outcome("advance_already", **taken(parts, 0))
    done = job.visit.status == Status.READY or reading.first("done")
    noted = "noted_for_bill" if done else "advance_noted"
    if reading.first("later"):
        later(job, reading)
    if let_off := int(reading.first(LET_OFF) or 0):
        job.visit.work = {**job.visit.work, LET_OFF: let_off}
    off = [{"by": LET_OFF, "paise": let_off}] if let_off else []
    return _write(job, [*before, *parts], [*off, *parts], noted)


def is_beyond(job: Job) -> bool:
    """Whether more was taken than coming costs, and nothing says for which work: the bill would not have it."""
    took = sum(int(each["paise"]) for each in job.visit.work.get("advance") or ())
    if not took or writing.approved(job.session, job.visit):
        return False
    return took > total(billing.lines_of(job.session, job.business, job.visit))


def ask_for_what(job: Job) -> Outcome[Any]:
    """What was taken stands in no work: it is asked before the work is done."""
    return job.asks("taken_beyond", **taken(job.visit.work["advance"], 0))


def _are_written(before: Sequence[Mapping[str, Any]], parts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether sums are those written last, or come to just what is written in the same ways."""
    same_ways = {each["by"] for each in before} == {each["by"] for each in parts}
    return list(before[-len(parts) :]) == list(parts) or (same_ways and _sum(before) == _sum(parts))


def _sum(parts: Sequence[Mapping[str, Any]]) -> int:
    return sum(int(each["paise"]) for each in parts)


def let_off_kept(job: Job) -> None:
    """What was let off before there was a bill is let off of it."""
    said = int(job.visit.work.get(LET_OFF) or 0)
    if said and (off := min(said, billing.left_of(job.session, job.visit))) > 0:
        billing.let_off(job.session, job.visit, job.caller.person, off)


def paid_before(job: Job) -> dict[str, int]:
    """What of the bill was paid before there was one, and what is left; nothing where none of it was."""
    paid = billing.paid_of(job.session, job.visit)
    return {"before_paise": paid, "left_paise": billing.left_of(job.session, job.visit)} if paid else {}


def later(job: Job, reading: Reading) -> Outcome[Any]:
    """What is left of the bill will be paid later: kept until there is one, so that it is not asked again."""
    job.visit.work = {**job.visit.work, LATER: True}
    job.session.flush()
    return job.outcome("later_noted")


def _ask_how(job: Job, reading: Reading) -> Outcome[Any]:
    """In which way the sum was paid; it waits for the answer."""
    kept.keep(job.session, job.caller, "paid", reading, [job.visit.reference])
    sums = [int(each.value) for each in reading.all("paise")]
    return job.outcome("ask_paid", estimate_lines=[], estimate_paise=sum(sums))


def put_right(job: Job, reading: Reading) -> Outcome[Any]:
    """What was written is written anew, in these ways and sums."""
    before, parts = list(job.visit.work.get("advance") or ()), _said(reading)
    if job.visit.status not in LIVE or not before or not parts:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    return _write(job, parts, parts, "advance_noted")


def taken(parts: Sequence[Mapping[str, Any]], left: int) -> dict[str, Any]:
    """What was paid in which ways, and what is left."""
    ways = [{"by": each["by"], "paise": each["paise"]} for each in parts]
    return {
        "estimate_lines": [],
        "estimate_paise": sum(each["paise"] for each in ways if each["by"] != LET_OFF or len(ways) == 1),
        "paid_by": ways[-1]["by"],
        "paid_parts": ways,
        "left_paise": left,
    }


def _said(reading: Reading) -> list[dict[str, Any]]:
    ways, sums = ([each.value for each in reading.all(name)] for name in ("how", "paise"))
    return [{"by": way, "paise": int(paise)} for way, paise in zip(ways, sums, strict=False)]


def _write(
    job: Job, every: Sequence[Mapping[str, Any]], parts: Sequence[Mapping[str, Any]], outcome: str
) -> Outcome[Any]:
    today = looking.today(job.business).isoformat()
    job.visit.work = {**job.visit.work, "advance": list(every), "advance_on": today}
    job.session.flush()
    told = {**taken(parts, 0), "rest_later": bool(job.visit.work.get(LATER))}
    tell = tell_technician if runs_the_desk(job.caller) else tell_owners
    again = (clock.now(), told["estimate_paise"])
    tell(job.session, job.business, job.visit, "visit_advance", again, **told)
    return job.outcome(outcome, **told)
