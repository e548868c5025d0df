"""The technician at work, in chat: today's jobs, the way, the codes, what was found, what it costs, done and paid."""

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading, Value
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.service.estimates import writing
from munshi.service.parts import looking as parts
from munshi.service.parts import moving as parts_moving
from munshi.service.visits import assigning, availability, billing, codes, looking
from munshi.service.visits.codes import Verdict
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import Facts, job_facts, visit_facts
from munshi.service.visits.models import VisitCode
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners, tell_technician
from munshi.service.visits.statuses import Status

KIND = "job"
ARRIVAL, CLOSING = "arrival", "closing"
ASSIGN = "assign"
ANSWERS_ESTIMATE = "decide_estimate"
LATE_CHOICES = (15, 30, 45, 60)  # minutes
LATEST = 600
LONGEST = 1000
PAID_BY = ("cash", "upi", "later")

Step = Callable[["Job", Reading], Outcome[Any]]


class Job:
    """One call about a visit by who does it, the visit locked."""

    def __init__(self, session: Session, caller: Caller, reference: str) -> None:
        self.session, self.caller, self.business = session, caller, caller.business
        self.visit = looking.locked(session, caller.business_id, reference)

    @property
    def is_mine(self) -> bool:
        """Whether the caller does it, or runs the business."""
        mine = self.visit.technician_id == self.caller.person.id
        return mine or self.caller.may_act_as(Role.OWNER, Role.MANAGER)

    def facts(self) -> Facts:
        """The job as who does it sees it."""
        return job_facts(self.session, self.business, self.visit)

    def outcome(self, name: str, **more: Any) -> Outcome[Any]:
        """An answer about this job."""
        return Outcome[str](outcome=name, facts={**self.facts(), **more})

    def asks(self, name: str, **more: Any) -> Outcome[Any]:
        """A question about this job: the next words are about it."""
        draft = Draft(self.session, self.caller, KIND)
        draft.put(visit=self.visit.reference)
        draft.save()
        return self.outcome(name, **more)


def jobs(session: Session, caller: Caller, day: date) -> Outcome[Any]:
    """What the technician has to do until the end of a day, with what is still open from before."""
    business = caller.business
    visits = looking.jobs_of(session, business, caller.person.id, day)
    rows = [job_facts(session, business, visit) for visit in visits]
    return Outcome[str](outcome="jobs" if rows else "no_jobs", facts={"jobs": rows})


def board(session: Session, caller: Caller, day: date) -> Outcome[Any]:
    """Every visit until the end of a day, for who runs the business."""
    visits = looking.all_of(session, caller.business, day)
    rows = [job_facts(session, caller.business, visit) for visit in visits]
    return Outcome[str](outcome="board" if rows else "no_jobs", facts={"jobs": rows, "manages": True})


def named(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """The job that is named, for who does it or runs the business; None where none is."""
    references = (str(each.value) for each in reading.all("reference"))
    visit = reading.first("visit") or next((each for each in references if each.startswith("VIS")), None)
    if visit is None:
        return None
    job = Job(session, caller, str(visit))
    if not job.is_mine:
        raise Refusal("not_found", reference=job.visit.reference)
    return job.outcome("job", manages=caller.may_act_as(Role.OWNER, Role.MANAGER))


def do(session: Session, caller: Caller, reference: str, step: str, reading: Reading) -> Outcome[Any]:
    """A step that was tapped."""
    caller.must_be_offered("service")
    if step not in (*STEPS, *OF_CUSTOMERS, ASSIGN):
        raise Refusal("not_found", reference=reference)
    if step in OF_CUSTOMERS:
        return OF_CUSTOMERS[step](_customers(session, caller, reference), reading)
    if step == ASSIGN:
        return assigning.assign(session, caller, reference, reading)
    job = Job(session, caller, reference)
    if not job.is_mine:
        raise Refusal("not_your_job", visit=job.visit.reference)
    return STEPS[step](job, reading)


def hear(session: Session, caller: Caller, step: str, reading: Reading) -> Outcome[Any]:
    """Words in answer to a question about the job that was tapped last."""
    reference = Draft(session, caller, KIND).get("visit")
    if reference is None:
        raise Refusal("not_found")
    return do(session, caller, reference, step, reading)


def answer_estimate(session: Session, caller: Caller, shown: str, agreed: bool) -> Outcome[Any]:
    """The customer's yes or no in words to the version that they were shown, `VIS-7:2`."""
    reference, _, version = shown.partition(":")
    tapped = Reading(None, [("do_visit", 1.0)], [Value("version", version)])
    return do(session, caller, reference, "approve" if agreed else "reject", tapped)


def late_next(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """Minutes that a technician writes without being asked are of the job that is next."""
    if _minutes(reading) is None:
        return None
    waiting = looking.jobs_of(session, caller.business, caller.person.id, looking.today(caller.business))
    next_ = next((each for each in waiting if each.status in (Status.BOOKED, Status.ON_WAY)), None)
    return do(session, caller, next_.reference, "late", reading) if next_ else None


def send_code(job: Job, kind: str) -> str:
    """A fresh code, which only its hash is kept of."""
    code, salt = codes.written(secrets.randbelow(10**codes.DIGITS)), secrets.token_hex(8)
    for old in [each for each in job.visit.codes if each.kind == kind]:
        job.visit.codes.remove(old)
    job.session.flush()
    job.visit.codes.append(
        VisitCode(kind=kind, hash=codes.hashed(code, salt), salt=salt, sent_at=clock.now(), tries=0)
    )
    job.session.flush()
    return code


def _open(job: Job, reading: Reading) -> Outcome[Any]:
    return job.outcome("job")


def _on_way(job: Job, reading: Reading) -> Outcome[Any]:
    """The customer hears it, with the code by which the right person is known; nobody sets out on another day."""
    day, _ = availability.span_of(job.business, job.visit.starts_at, job.visit.ends_at)
    if day > looking.today(job.business):
        raise Refusal("not_today", **job.facts())
    move(job.session, job.visit, Status.ON_WAY, job.caller.person)
    code = send_code(job, ARRIVAL)
    tell_customer(job.session, job.business, job.visit, "visit_on_way", visit_code=code)
    return job.outcome("on_way")


def _late(job: Job, reading: Reading) -> Outcome[Any]:
    minutes = _minutes(reading)
    if minutes is None:
        return job.asks("ask_late", choices=list(LATE_CHOICES))
    if job.visit.status not in (Status.BOOKED, Status.ON_WAY):
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    job.visit.late_minutes = minutes
    job.session.flush()
    tell_customer(job.session, job.business, job.visit, "visit_late", again=minutes)
    return job.outcome("late")


def _arrived(job: Job, reading: Reading) -> Outcome[Any]:
    """The code is asked; who forgot to say that they are on the way has it sent now."""
    if job.visit.status == Status.BOOKED:
        _on_way(job, reading)
    if job.visit.status != Status.ON_WAY:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    return job.asks("ask_arrival_code")


def _arrival_code(job: Job, reading: Reading) -> Outcome[Any]:
    answer = _proven(job, reading, ARRIVAL)
    if answer is not None:
        return answer
    job.visit.late_minutes = None
    move(job.session, job.visit, Status.ARRIVED, job.caller.person)
    return job.asks("arrived")


def _diagnosis(job: Job, reading: Reading) -> Outcome[Any]:
    """What is wrong, in the technician's words."""
    text = (reading.text or "").strip()
    if not text:
        return job.asks("ask_diagnosis")
    job.visit.work = {**job.visit.work, "diagnosis": text[:LONGEST]}
    if job.visit.status == Status.ARRIVED:
        move(job.session, job.visit, Status.DIAGNOSED, job.caller.person)
    return job.outcome("diagnosed", **_parts_of(job))


def _estimate(job: Job, reading: Reading) -> Outcome[Any]:
    """What it will cost, as it is written; shown before it is sent."""
    text = (reading.text or "").strip()
    if not text:
        return job.asks("ask_estimate", **_parts_of(job))
    try:
        lines = writing.lines_of(job.session, job.business, job.visit, text)
    except writing.Unclear as unclear:
        return job.asks("estimate_unclear", names=unclear.names, **_parts_of(job))
    except writing.OfAnotherModel as other:
        names = list(other.found.product.name.values())
        return job.asks("estimate_unclear", names=names[:1], other_model=True, **_parts_of(job))
    draft = Draft(job.session, job.caller, KIND)
    draft.put(visit=job.visit.reference, lines=text)
    token = draft.token(job.visit.reference, text)
    draft.put(token=token)
    draft.save()
    return job.outcome("confirm_estimate", summary=token, **writing.facts(lines))


def _send_estimate(job: Job, reading: Reading) -> Outcome[Any]:
    """The customer gets the version that was shown, with a tap for yes and one for no."""
    draft = Draft(job.session, job.caller, KIND)
    named, text = reading.first("summary"), draft.get("lines")
    if not text or draft.get("visit") != job.visit.reference or (named and named != draft.get("token")):
        return job.outcome("estimate_changed")
    lines = writing.lines_of(job.session, job.business, job.visit, text)
    move(job.session, job.visit, Status.AWAITING, job.caller.person)
    estimate = writing.send(job.session, job.business, job.visit, lines, job.caller.person)
    draft.put(lines=None, token=None)
    draft.save()
    found = job.visit.work.get("diagnosis")
    facts = {"version": estimate.version, "diagnosis": found, **writing.facts(lines)}
    asks = {"asking": ANSWERS_ESTIMATE, "summary": f"{job.visit.reference}:{estimate.version}"}
    tell_customer(job.session, job.business, job.visit, "visit_estimate", estimate.version, **asks, **facts)
    return job.outcome("estimate_sent", **facts)


def _done(job: Job, reading: Reading) -> Outcome[Any]:
    """The work is done: the customer gets the closing code, to be given when the machine works."""
    if job.visit.status != Status.READY:
        move(job.session, job.visit, Status.READY, job.caller.person)
        _send_closing_code(job)
    return job.asks("ask_closing_code")


def _new_code(job: Job, reading: Reading) -> Outcome[Any]:
    """Another code, where the last is spent, too old or lost."""
    if job.visit.status == Status.READY:
        _send_closing_code(job)
        return job.asks("code_sent", code_kind=CLOSING)
    if job.visit.status == Status.ON_WAY:
        code = send_code(job, ARRIVAL)
        tell_customer(job.session, job.business, job.visit, "visit_on_way", clock.now(), visit_code=code)
        return job.asks("code_sent", code_kind=ARRIVAL)
    raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)


def _closing_code(job: Job, reading: Reading) -> Outcome[Any]:
    answer = _proven(job, reading, CLOSING)
    if answer is not None:
        return answer
    move(job.session, job.visit, Status.CLOSED, job.caller.person)
    parts_moving.settle(job.session, job.business.id, job.visit.id, job.caller.person, used=True)
    billing.write(job.session, job.business, job.visit, job.caller.person)
    facts = billing.facts(job.session, job.visit)
    tell_customer(job.session, job.business, job.visit, "visit_closed", **facts)
    return job.outcome("closed", **_due(job))


def _paid(job: Job, reading: Reading) -> Outcome[Any]:
    """What the customer paid, and how; the customer and the owner hear it."""
    bill = job.visit.work.get("bill")
    if job.visit.status not in (Status.CLOSED, Status.REJECTED) or not bill:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    if job.visit.work.get("paid"):
        return job.outcome("paid_already", **_due(job), paid_by=job.visit.work["paid"]["by"])
    how = reading.first("how")
    if how not in PAID_BY:
        return job.outcome("ask_paid", **_due(job))
    if how != "later":
        billing.pay(job.session, job.visit, how, job.caller.person)
        paid = {"by": how, "at": clock.now().isoformat(), "paise": bill["total_paise"]}
        job.visit.work = {**job.visit.work, "paid": paid}
        job.session.flush()
        tell_customer(job.session, job.business, job.visit, "visit_paid", paid_by=how, **_due(job))
    tell_owners(job.session, job.business, job.visit, "visit_paid", "owner", paid_by=how, **_due(job))
    return job.outcome("paid", paid_by=how, **_due(job))


def _customers(session: Session, caller: Caller, reference: str) -> Job:
    """A visit of the caller's own."""
    job = Job(session, caller, reference)
    if job.visit.person_id != caller.person.id:
        raise Refusal("not_found", reference=job.visit.reference)
    return job


def _approve(job: Job, reading: Reading) -> Outcome[Any]:
    """The customer's tap: nothing is kept, ordered or fitted before it."""
    estimate = _answerable(job, reading)
    if isinstance(estimate, Outcome):
        return estimate
    writing.approve(job.session, job.business, job.visit, estimate, job.caller.person)
    move(job.session, job.visit, Status.APPROVED, job.caller.person)
    facts = {"version": estimate.version, **writing.facts(writing.lines_in(estimate))}
    tell_technician(
        job.session,
        job.business,
        job.visit,
        "visit_estimate_answered",
        estimate.version,
        agreed=True,
        **facts,
    )
    return _for_customer(job, "approved", **facts)


def _reject(job: Job, reading: Reading) -> Outcome[Any]:
    """No repair at that price: the visit itself is billed, where the business's terms say so."""
    estimate = _answerable(job, reading)
    if isinstance(estimate, Outcome):
        return estimate
    writing.reject(job.session, estimate)
    parts_moving.settle(job.session, job.business.id, job.visit.id, job.caller.person, used=False)
    move(job.session, job.visit, Status.REJECTED, job.caller.person)
    billing.write(job.session, job.business, job.visit, job.caller.person)
    facts = {"version": estimate.version, **_due(job)}
    tell_technician(
        job.session,
        job.business,
        job.visit,
        "visit_estimate_answered",
        estimate.version,
        agreed=False,
        **facts,
    )
    return _for_customer(job, "rejected", **facts)


def _answerable(job: Job, reading: Reading) -> Any:
    """The version that was tapped, while it waits and holds; else what is said instead."""
    estimate = writing.named(job.session, job.visit, int(reading.first("version") or 0))
    if estimate is None:
        raise Refusal("not_found", reference=job.visit.reference)
    if estimate.standing != writing.WAITING or job.visit.status != Status.AWAITING:
        return _for_customer(job, "answered_already", estimate_standing=estimate.standing)
    if clock.now() > estimate.valid_until:
        return _for_customer(job, "expired")
    return estimate


def _for_customer(job: Job, name: str, **more: Any) -> Outcome[Any]:
    facts = visit_facts(job.session, job.business, job.visit)
    return Outcome[str](outcome=name, facts={**facts, **more})


def _proven(job: Job, reading: Reading, kind: str) -> Outcome[Any] | None:
    """None where the code is right; a wrong one costs one of the tries."""
    kept = next((each for each in job.visit.codes if each.kind == kind), None)
    if kept is None or kept.verified_at is not None or not _awaits(job, kind):
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    typed = _digits(reading.text or "")
    if len(typed) != codes.DIGITS:
        return job.asks(f"ask_{kind}_code", code_kind=kind)
    found = codes.verdict(typed, kept.hash, kept.salt, kept.tries, kept.sent_at, clock.now())
    if found is Verdict.RIGHT:
        kept.verified_at = clock.now()
        return None
    if found is Verdict.WRONG:
        kept.tries += 1
        job.session.flush()
        left = codes.TRIES - kept.tries
        return job.asks("wrong_code" if left else "code_spent", code_kind=kind, tries_left=left)
    return job.asks("code_spent" if found is Verdict.SPENT else "code_expired", code_kind=kind, tries_left=0)


def _awaits(job: Job, kind: str) -> bool:
    return job.visit.status == (Status.ON_WAY if kind == ARRIVAL else Status.READY)


def _send_closing_code(job: Job) -> None:
    code = send_code(job, CLOSING)
    tell_customer(job.session, job.business, job.visit, "visit_code", clock.now(), visit_code=code)


def _due(job: Job) -> Facts:
    bill = job.visit.work["bill"]
    return {"estimate_lines": bill["lines"], "estimate_paise": bill["total_paise"]}


def _parts_of(job: Job) -> Facts:
    """The parts that fit the machine, to be tapped into an estimate or seen."""
    found = parts.all_parts(job.session, job.business.id, job.visit.machine)
    left = parts.left_of(job.session, job.business.id, found)
    return {"parts": [each.facts(left[each.part.sku]) for each in found[:8]]}


def _minutes(reading: Reading) -> int | None:
    tapped = reading.first("minutes")
    if tapped is not None:
        return min(int(tapped), LATEST)
    duration = reading.answer("duration")
    if isinstance(duration, dict):
        said = duration.get("minutes") or (duration.get("hours") or 0) * 60
        return min(int(said), LATEST) or None
    digits = _digits(reading.text or "")
    return min(int(digits), LATEST) if digits and len(digits) <= 3 else None


def _digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


STEPS: Mapping[str, Step] = {
    "open": _open,
    "on_way": _on_way,
    "late": _late,
    "arrived": _arrived,
    "arrival_code": _arrival_code,
    "diagnosis": _diagnosis,
    "estimate": _estimate,
    "send_estimate": _send_estimate,
    "done": _done,
    "new_code": _new_code,
    "closing_code": _closing_code,
    "paid": _paid,
}
OF_CUSTOMERS: Mapping[str, Step] = {"approve": _approve, "reject": _reject}
