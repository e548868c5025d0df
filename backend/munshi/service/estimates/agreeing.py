"""An estimate between technician and customer: written, shown and sent, and answered by the customer's own word."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.service.estimates import charged, editing, keeping, naming, writing
from munshi.service.estimates.rules import Written, written_in
from munshi.service.parts import looking as parts
from munshi.service.visits import billing, steps
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, visit_facts
from munshi.service.visits.job import KIND, Job
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners, tell_technician
from munshi.service.visits.statuses import Status, may_move

QUESTION = "decide_estimate"
LONGEST_WISH = 300
HAGGLED = "haggled"  # in the work of a visit: the version of which another price was wished
# What is told beside the cost and is none, whatever figures stand in it.
NO_COST = ("part_days", "to_customer", "to_owner", "leave", "late", "arrived", "code", "money_handed_over")


def write(job: Job, reading: Reading) -> Outcome[Any]:
    """What it will cost, as it is written; shown before it is sent."""
    agreed = writing.approved(job.session, job.visit) if job.visit.status == Status.READY else None
    if agreed is not None:
        return job.outcome("estimate_agreed", **writing.facts(writing.lines_in(agreed)))
    if not may_move(Status(job.visit.status), Status.AWAITING):
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    text, left_out = steps.without(reading, *NO_COST)
    if not text and not left_out:
        return job.asks("ask_estimate", **parts_of(job))
    found = naming.shelf(job.session, job.business.id, job.visit.machine)
    if fault := editing.other_fault(text, found):
        job.visit.work = {**job.visit.work, "diagnosis": fault[:LONGEST_WISH]}
        job.session.flush()
    before = _before(job)
    if charged.is_said(text):
        text = charged.without(text) or ", ".join(each.again for each in before)
        charged.keep(job.session, job.business, job.visit, text)
    said = naming.as_on_shelf(job.session, job.visit, text, found)
    return write_down(job, editing.edited(said, before, found), left_out)


def may_add(job: Job, text: str) -> bool:
    """Whether a text names a part of the shelf that stands in nothing that was agreed, while more can be agreed."""
    if job.visit.status not in (Status.DIAGNOSED, Status.APPROVED):
        return False
    on_shelf = naming.shelf(job.session, job.business.id, job.visit.machine)
    found = parts.named_in(naming.as_on_shelf(job.session, job.visit, text, on_shelf), on_shelf)
    agreed = writing.approved(job.session, job.visit)
    known = {line.sku for line in writing.lines_in(agreed)} if agreed else set()
    return bool(found) and known.isdisjoint(each.part.sku for each in found)


def _before(job: Job) -> Sequence[Written]:
    """The lines that were shown and not sent yet, else those that the customer has."""
    draft = Draft(job.session, job.caller, KIND)
    if draft.get("visit") == job.visit.reference and draft.get("lines"):
        return written_in(draft.get("lines"))
    waiting = writing.waiting(job.session, job.visit)
    sent = waiting[-1] if waiting else writing.approved(job.session, job.visit)
    return editing.lines_again(writing.lines_in(sent)) if sent else []


def write_down(job: Job, text: str, left_out: Sequence[str] = ()) -> Outcome[Any]:
    """The lines with their prices, for the technician's yes; what else was said is said back as none of them."""
    try:
        lines = writing.lines_of(job.session, job.business, job.visit, text)
    except writing.Unclear as unclear:
        if not unclear.names:
            return job.asks("ask_estimate", **parts_of(job))
        return job.asks("estimate_unclear", names=unclear.names, **parts_of(job))
    except naming.OfAnotherModel as other:
        names = list(other.found.product.name.values())
        return job.asks("estimate_unclear", names=names[:1], other_model=True, **parts_of(job))
    draft = Draft(job.session, job.caller, KIND)
    draft.put(visit=job.visit.reference, lines=text)
    token = draft.token(job.visit.reference, text)
    draft.put(token=token)
    draft.save()
    beside = {
        "other_prices": writing.other_prices(lines, text),
        "spoken_of": [*writing.spoken_of(job.session, job.business, job.visit, text), *left_out],
    }
    return job.outcome("confirm_estimate", summary=token, **beside, **writing.facts(lines))


def send(job: Job, reading: Reading) -> Outcome[Any]:
    """The customer gets the version that was shown, with a tap for yes and one for no."""
    draft = Draft(job.session, job.caller, KIND)
    named, text = reading.first("summary"), draft.get("lines")
    if not text or draft.get("visit") != job.visit.reference or (named and named != draft.get("token")):
        return job.outcome("estimate_changed")
    lines = writing.lines_of(job.session, job.business, job.visit, text)
    refused = job.visit.status == Status.REJECTED  # a better offer, while nothing was paid
    if refused and not billing.take_back_unpaid(job.session, job.visit, job.caller.person):
        raise Refusal("refused_before", **job.facts())
    move(job.session, job.visit, Status.AWAITING, job.caller.person)
    estimate = writing.send(job.session, job.business, job.visit, lines, job.caller.person)
    draft.put(lines=None, token=None)
    draft.save()
    found = job.visit.work.get("diagnosis")
    facts = {"version": estimate.version, "diagnosis": found, **writing.facts(lines)}
    asks = {"asking": QUESTION, "summary": f"{job.visit.reference}:{estimate.version}"}
    tell_customer(job.session, job.business, job.visit, "visit_estimate", estimate.version, **asks, **facts)
    return job.outcome("estimate_sent" if job.has_codes else "estimate_at_door", **facts)


def agree_at_door(job: Job) -> None:
    """Who has never written here sees no estimate: work that is done after one was agreed to at the door."""
    writing.approve(
        job.session, job.business, job.visit, writing.waiting(job.session, job.visit)[-1], job.caller.person
    )
    move(job.session, job.visit, Status.APPROVED, job.caller.person)


def of_customer(session: Session, caller: Caller, reference: str) -> Job:
    """A visit of the caller's own."""
    job = Job(session, caller, reference)
    if job.visit.person_id != caller.person.id:
        raise Refusal("not_found", reference=job.visit.reference)
    return job


def approve(job: Job, reading: Reading) -> Outcome[Any]:
    """The customer's tap: nothing is kept, ordered or fitted before it."""
    estimate = _answerable(job, reading)
    if isinstance(estimate, Outcome):
        return estimate
    writing.approve(job.session, job.business, job.visit, estimate, job.caller.person)
    move(job.session, job.visit, Status.APPROVED, job.caller.person)
    facts = {"version": estimate.version, **writing.facts(writing.lines_in(estimate))}
    _tell_of_answer(job, estimate.version, {**facts, "agreed": True})
    return for_customer(job, "approved", **facts)


def reject(job: Job, reading: Reading) -> Outcome[Any]:
    """No repair at that price: the visit itself is billed, where the business's terms say so."""
    estimate = _answerable(job, reading)
    if isinstance(estimate, Outcome):
        return estimate
    writing.reject(job.session, estimate)
    _end_without_repair(job)
    facts = {"version": estimate.version, **job.due()}
    _tell_of_answer(job, estimate.version, {**facts, "agreed": False})
    return for_customer(job, "rejected", **facts)


def _tell_of_answer(job: Job, version: int, facts: dict[str, Any]) -> None:
    """The technician hears what the customer says to a version of the estimate."""
    tell_technician(job.session, job.business, job.visit, "visit_estimate_answered", version, **facts)


def haggle(job: Job, reading: Reading) -> Outcome[Any]:
    """Another price is wished: who can write a new estimate hears it, and this one waits."""
    shown = waiting(job)
    if shown is None:
        raise Refusal("not_found", reference=job.visit.reference)
    said = (reading.text or "")[:LONGEST_WISH]
    job.visit.work = {**job.visit.work, HAGGLED: shown["version"]}
    facts = {**shown, "haggle_words": said}
    again = f"{shown['version']}:{len(said)}:{clock.now().isoformat()}"
    tell_technician(job.session, job.business, job.visit, "visit_haggle", again, **facts)
    tell_owners(job.session, job.business, job.visit, "visit_haggle", again, **facts)
    return for_customer(job, "haggled", **shown)


def show_again(job: Job, reading: Reading) -> Outcome[Any]:
    """The estimate that waits, with its question."""
    shown = waiting(job)
    if shown is None:
        raise Refusal("not_found", reference=job.visit.reference)
    job.visit.work = {name: kept for name, kept in job.visit.work.items() if name != HAGGLED}
    return for_customer(job, "estimate_again", **shown)


def is_haggled(job: Job, version: str) -> bool:
    """Whether another price was wished of this version, and nothing was said or shown since: its sum comes first."""
    return str(job.visit.work.get(HAGGLED)) == version


def ask_refused(job: Job, reading: Reading) -> Outcome[Any]:
    """The technician says that the customer wants no repair: asked once, for it ends the job."""
    _must_be_refusable(job)
    return job.asks("confirm_refused", summary=f"{job.visit.reference}:{len(job.visit.moves)}")


def refused(job: Job, reading: Reading) -> Outcome[Any]:
    """The job ends without a repair by the technician's word: customer and owner hear of it and of what is due."""
    _must_be_refusable(job)
    for waiting in writing.waiting(job.session, job.visit):
        writing.reject(job.session, waiting)
    _end_without_repair(job)
    tell_customer(job.session, job.business, job.visit, "visit_refused", **job.due())
    tell_owners(job.session, job.business, job.visit, "visit_refused", "owner", **job.due())
    return job.outcome("refused", **job.due())


def _must_be_refusable(job: Job) -> None:
    if job.visit.status not in (Status.DIAGNOSED, Status.AWAITING):
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)


def _end_without_repair(job: Job) -> None:
    keeping.settle(job.session, job.visit, job.caller.person, used=False)
    move(job.session, job.visit, Status.REJECTED, job.caller.person)
    billing.write(job.session, job.business, job.visit, job.caller.person)


def waiting(job: Job) -> Facts | None:
    """The version that waits for the customer, as it is shown."""
    found = next(iter(writing.waiting(job.session, job.visit)), None)
    if found is None or job.visit.status != Status.AWAITING or clock.now() > found.valid_until:
        return None
    summary = f"{job.visit.reference}:{found.version}"
    return {"summary": summary, "version": found.version, **writing.facts(writing.lines_in(found))}


def _answerable(job: Job, reading: Reading) -> Any:
    """The version that was tapped, while it waits and holds; else what is said instead."""
    estimate = writing.named(job.session, job.visit, int(reading.first("version") or 0))
    if estimate is None:
        raise Refusal("not_found", reference=job.visit.reference)
    if estimate.standing != writing.WAITING or job.visit.status != Status.AWAITING:
        return for_customer(job, "answered_already", estimate_standing=estimate.standing)
    if clock.now() > estimate.valid_until:
        return for_customer(job, "expired")
    return estimate


def for_customer(job: Job, name: str, **more: Any) -> Outcome[Any]:
    """An answer to the customer about their visit."""
    facts = visit_facts(job.session, job.business, job.visit)
    return Outcome[str](outcome=name, facts={**facts, **more})


def parts_of(job: Job) -> Facts:
    """The parts that fit the machine, to be tapped into an estimate or seen."""
    found = parts.all_parts(job.session, job.business.id, job.visit.machine)
    left = parts.left_of(job.session, job.business.id, found)
    return {"parts": [each.facts(left[each.part.sku]) for each in found[:8]]}
