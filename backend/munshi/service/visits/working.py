"""The technician at work, in chat: today's jobs, the way, the codes, what was found, what it costs, done and paid."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import SIGNS
from munshi.asking.reading import Reading, Value
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.rules import Role
from munshi.service.cash import handing_in
from munshi.service.cash.handing_in import STRUCK
from munshi.service.estimates import agreeing, answering, editing, keeping, writing
from munshi.service.parts import for_job
from munshi.service.parts.looking import Found, left_of
from munshi.service.tickets.models import Ticket
from munshi.service.visits import (
    absence,
    advancing,
    assigning,
    availability,
    billing,
    board,
    charge_doubted,
    elsewhere,
    handing,
    kept,
    letting_off,
    looking,
    part_later,
    paying,
    proving,
    retracing,
    steps,
    told_shop,
    waiting_for_part,
    whole_job,
)
from munshi.service.visits.drafts import Draft
from munshi.service.visits.facts import job_facts
from munshi.service.visits.job import KIND, Job, Step
from munshi.service.visits.moving import move
from munshi.service.visits.notices import tell_customer, tell_owners, tell_technician
from munshi.service.visits.proving import ARRIVAL, CLOSING
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import Status, may_move

ASSIGN, JOBS = "assign", "jobs"
LATE_CHOICES = (15, 30, 45, 60)  # minutes
LATEST = 600
NAMED_MINUTES = re.compile(r"\d\s*(?:min|मिन)", re.IGNORECASE)
MOST_BESIDE_MINUTES = 2  # words with a figure that tells minutes
LONGEST = 1000
TOLD = ("diagnosis", "estimate")  # in the technician's own words
OF_WAITING = ("part_needed", "part_days")  # that a part must come first, and how long that takes


def jobs(session: Session, caller: Caller, day: date) -> Outcome[Any]:
    """What the technician has to do on a day, today with what is still open from before; else the next job."""
    business, is_today = caller.business, day == looking.today(caller.business)
    visits = looking.jobs_of(session, business, caller.person.id, day)
    visits = [each for each in visits if is_today or availability.is_on(business, each.starts_at, day)]
    mine, then = Ticket.assigned_id == caller.person.id, Ticket.brought_on == day
    waiting = board.without_visit(session, business, mine, *([] if is_today else [then]))
    outcome = "jobs" if visits or waiting else "no_jobs"
    if is_today and not (visits or waiting):
        visits = list(looking.live_jobs_of(session, business, caller.person.id)[:1])
        outcome = "no_jobs_but_next" if visits else "no_jobs"
    most = board.MOST_WAITING
    facts = {
        "jobs": [job_facts(session, business, visit) for visit in visits],
        "waiting": waiting[:most],
        "more_waiting": len(waiting[most:]),
        "on": day.isoformat(),
    }
    return Outcome[str](outcome=outcome if is_today else f"{outcome}_of_day", facts=facts)


def parts(session: Session, caller: Caller, found: Sequence[Found], *, for_job: bool = False) -> Outcome[Any]:
    """Parts with their prices and whether they are here; one that is wanted for a job is written into its estimate."""
    left = left_of(session, caller.business_id, found)
    return Outcome[str](
        outcome="parts_for_job" if for_job else "parts_told",
        facts={"parts": [each.facts(left[each.part.sku]) for each in found]},
    )


def named(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """The job that is named, for who does it or runs the business; None where none is."""
    references = (str(each.value) for each in reading.all("reference"))
    visit = reading.first("visit") or next((each for each in references if each.startswith("VIS")), None)
    if visit is None:
        return None
    job, minds = Job(session, caller, str(visit)), looking.minds_desk(session, caller)
    if not (job.is_mine or minds):
        raise Refusal("not_found", reference=job.visit.reference)
    return job.outcome("job", manages=minds, may_do=job.is_mine)


def bill_stands(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """What a visit was billed with, which stays; before there is a bill, what its estimate comes to."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    job = Job(session, caller, reference)
    if not job.visit.work.get("bill"):
        return job.outcome("no_bill_yet")
    return job.outcome(
        "bill_stands", manages=True, **job.due(), left_paise=billing.left_of(session, job.visit)
    )


def do(session: Session, caller: Caller, reference: str, step: str, reading: Reading) -> Outcome[Any]:
    """A step that was tapped; words that name no visit show what there is to do."""
    caller.must_be_offered("service")
    if not reference and looking.technician(session, caller.person) is not None:
        return jobs(session, caller, looking.today(caller.business))
    if step not in (*STEPS, *OF_CUSTOMERS, ASSIGN, STRUCK):
        raise Refusal("not_found", reference=reference)
    if step in OF_CUSTOMERS:
        return OF_CUSTOMERS[step](agreeing.of_customer(session, caller, reference), reading)
    if step == STRUCK:
        return handing_in.strike(session, caller, reference)
    if step == ASSIGN:
        return assigning.assign(session, caller, reference, reading)
    job = Job(session, caller, reference)
    if not job.is_mine:
        raise Refusal("not_your_job", visit=job.visit.reference)
    return STEPS[step](job, kept.taken(session, caller, step, job.visit.reference, reading))


def hear(session: Session, caller: Caller, step: str, reading: Reading) -> Outcome[Any]:
    """Words in answer to a question about the job that was tapped last."""
    reference = Draft(session, caller, KIND).get("visit")
    if reference is None:
        raise Refusal("not_found")
    other = elsewhere.named(session, caller, reference, reading) if step in TOLD else None
    if other is not None:
        return Job(session, caller, reference).asks("other_job", step=step, named=other)
    return do(session, caller, reference, step, reading)


def answer_estimate(session: Session, caller: Caller, shown: str, agreed: bool) -> Outcome[Any]:
    """The customer's yes or no in words to the version that they were shown, `VIS-7:2`; a yes to one that was haggled
    about is shown the sum once more, for another is wished.
    """
    reference, _, version = shown.partition(":")
    if agreed and agreeing.is_haggled(agreeing.of_customer(session, caller, reference), version):
        return do(session, caller, reference, "show_estimate", Reading(None, []))
    if agreed:
        return _approve(session, caller, shown)
    tapped = Reading(None, [("do_visit", 1.0)], [Value("version", version)])
    return do(session, caller, reference, "reject", tapped)


def _approve(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """The yes to a version, as if it were tapped."""
    reference, _, version = shown.partition(":")
    tapped = Reading(None, [("do_visit", 1.0)], [Value("version", version)])
    return do(session, caller, reference, "approve", tapped)


def agree_and_ask(session: Session, caller: Caller, shown: str, question: str) -> Outcome[Any]:
    """A yes beside a question: it counts, and who comes and the owner hear what the books do not know."""
    agreed = answer_estimate(session, caller, shown, agreed=True)
    if agreed.outcome != "approved" or answering.is_of_guarantee(question):
        return agreed
    visit = agreeing.of_customer(session, caller, shown.partition(":")[0]).visit
    told = told_shop.tell(session, caller, question)
    tell_technician(session, caller.business, visit, "visit_shop_asked", clock.now(), **told)
    return Outcome[str](outcome="approved_asked", facts={**agreed.facts, "visit_word": question})


def of_sum(session: Session, caller: Caller, shown: str, reading: Reading) -> Outcome[Any]:
    """A yes with the very sum that was shown is one; any other sum, or that it is too much, is passed on."""
    reference, _, version = shown.partition(":")
    job = agreeing.of_customer(session, caller, reference)
    estimate = writing.named(session, job.visit, int(version or 0))
    sums = {int(each) * 100 for each in re.findall(r"\d+", reading.text or "")}
    if estimate is not None and reading.agrees and sums == {estimate.total_paise}:
        return _approve(session, caller, shown)
    return agreeing.haggle(job, reading)


def late_next(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """Minutes that a technician writes without being asked are of the job that is next."""
    if _minutes(reading) is None:
        return None
    waiting = looking.jobs_of(session, caller.business, caller.person.id, looking.today(caller.business))
    next_ = next((each for each in waiting if each.status in (Status.BOOKED, Status.ON_WAY)), None)
    return do(session, caller, next_.reference, "late", reading) if next_ else None


def says_minutes(reading: Reading) -> bool:
    """Whether a message says how late somebody comes."""
    return _minutes(reading) is not None


def _open(job: Job, reading: Reading) -> Outcome[Any]:
    return job.outcome("job")


def _unclear(job: Job, reading: Reading) -> Outcome[Any]:
    """What was said, with the job that is on: nothing is done by it."""
    return job.outcome("unclear", visit_word=(reading.text or "")[:LONGEST])


def _stays(job: Job, reading: Reading) -> Outcome[Any]:
    return job.outcome("stays")


def _on_way(job: Job, reading: Reading) -> Outcome[Any]:
    """The customer hears it once, with the code of who comes; nobody sets out on another day."""
    if job.visit.status == Status.ON_WAY:
        return job.outcome("still_on_way")
    day, _ = availability.span_of(job.business, job.visit.starts_at, job.visit.ends_at)
    if day > looking.today(job.business):
        raise Refusal("not_today", **job.facts())
    move(job.session, job.visit, Status.ON_WAY, job.caller.person)
    code = proving.send_code(job, ARRIVAL)
    eta = _told_minutes(reading)
    tell_customer(job.session, job.business, job.visit, "visit_on_way", visit_code=code, eta_minutes=eta)
    return job.outcome("on_way", eta_minutes=eta)


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
    if proving.code_in(reading.text or "") or not job.has_codes:
        return _arrival_code(job, reading)
    return job.asks("ask_arrival_code")


def _arrival_code(job: Job, reading: Reading) -> Outcome[Any]:
    answer = proving.proven(job, reading, ARRIVAL) if job.has_codes else None
    if answer is not None:
        return answer
    job.visit.late_minutes = None
    move(job.session, job.visit, Status.ARRIVED, job.caller.person)
    return job.asks(_proven_as(job, "arrived", ARRIVAL))


def _proven_as(job: Job, name: str, kind: str) -> str:
    """The answer to a step that a code proves; the owner is told of one that went without it."""
    if job.has_codes:
        return name
    tell_owners(job.session, job.business, job.visit, "visit_without_code", code_kind=kind)
    return f"{name}_without_code"


def _diagnosis(job: Job, reading: Reading) -> Outcome[Any]:
    """What is wrong, in the technician's words; who says what it costs as well has written the estimate."""
    text = VISIT.sub("", reading.text or "").strip(SIGNS)
    if not text:
        return job.asks("ask_diagnosis")
    without, left_out = steps.without(reading, *agreeing.NO_COST)
    costs = writing.costs_beside(job.session, job.business, job.visit, VISIT.sub("", without))
    found = steps.clauses(reading, "diagnosis")
    fault = (editing.fault_beside(text) or ", ".join(found)) if costs else text
    waits = (each for each in steps.clauses(reading, *OF_WAITING) if each not in fault)
    fault = ", ".join(filter(None, (fault, *waits)))
    if fault:
        job.visit.work = {**job.visit.work, "diagnosis": fault[:LONGEST]}
    if job.visit.status == Status.ARRIVED:
        move(job.session, job.visit, Status.DIAGNOSED, job.caller.person)
    if not costs:
        return job.outcome("diagnosed", **agreeing.parts_of(job))
    unpriced = writing.without_price(job.session, job.business, job.visit, without)
    return agreeing.write_down(job, costs, [*left_out, *unpriced])


def _of_work(job: Job, reading: Reading) -> Outcome[Any]:
    """Words about the work are what is wrong where that is not known yet, else what it costs."""
    return _diagnosis(job, reading) if job.visit.status == Status.ARRIVED else agreeing.write(job, reading)


def _done(job: Job, reading: Reading) -> Outcome[Any]:
    """The work is done: the customer gets the closing code. A part that was not agreed is written down first."""
    put_in = ", ".join(steps.clauses(reading, "fitted"))
    if put_in and agreeing.may_add(job, put_in):
        return agreeing.write(job, Reading(put_in, reading.intents))
    if job.visit.status == Status.AWAITING and not job.has_codes:
        agreeing.agree_at_door(job)
    if advancing.is_beyond(job):
        return advancing.ask_for_what(job)
    if part_later.is_to_ask(job):
        if not part_later.says_in(job, put_in):
            return part_later.ask(job)
        part_later.say(job, later=False)
    return _ready(job, reading)


def _part_in(later: bool) -> Step:
    """Whether what was on order is in, or is fitted later; then the work is done."""

    def says(job: Job, reading: Reading) -> Outcome[Any]:
        if not may_move(Status(job.visit.status), Status.READY) and job.visit.status != Status.READY:
            raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
        part_later.say(job, later=later)
        return _ready(job, reading)

    return says


def _ready(job: Job, reading: Reading) -> Outcome[Any]:
    if job.visit.status != Status.READY:
        move(job.session, job.visit, Status.READY, job.caller.person)
        proving.send_closing_code(job)
    return job.asks("ask_closing_code") if job.has_codes else _closing_code(job, reading)


def _new_code(job: Job, reading: Reading) -> Outcome[Any]:
    """Another code, where the last is spent, too old or lost; who has never written here needs none."""
    if not job.has_codes and job.visit.status in WITHOUT_CODE:
        return WITHOUT_CODE[Status(job.visit.status)](job, reading)
    if job.visit.status == Status.READY:
        proving.send_closing_code(job)
        return job.asks("code_sent", code_kind=CLOSING)
    if job.visit.status == Status.ON_WAY:
        code = proving.send_code(job, ARRIVAL)
        tell_customer(job.session, job.business, job.visit, "visit_on_way", clock.now(), visit_code=code)
        return job.asks("code_sent", code_kind=ARRIVAL)
    raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)


def _code_again(job: Job, reading: Reading) -> Outcome[Any]:
    """The customer's own code, which nobody can read any more, is made anew and sent."""
    _new_code(job, reading)
    return Outcome[str](outcome="code_again", facts={"visit": job.visit.reference})


def _closing_code(job: Job, reading: Reading) -> Outcome[Any]:
    answer = proving.proven(job, reading, CLOSING) if job.has_codes else None
    if answer is not None:
        return answer
    second = part_later.second_visit(job)
    if second is None:
        part_later.take_in(job)
    move(job.session, job.visit, Status.CLOSED, job.caller.person)
    keeping.settle(job.session, job.visit, job.caller.person, used=True)
    billing.write(job.session, job.business, job.visit, job.caller.person)
    advancing.let_off_kept(job)
    of_second = part_later.facts(job, second) if second else {}
    facts = {**billing.facts(job.session, job.visit), **advancing.paid_before(job), **of_second}
    tell_customer(job.session, job.business, job.visit, "visit_closed", **facts)
    in_advance, later = bool(job.visit.work.get("advance")), bool(job.visit.work.get(advancing.LATER))
    left = billing.left_of(job.session, job.visit) if in_advance or later else 0
    if later and left:
        paying.pays_later(job, left)
    settled = later or (in_advance and not left)
    name = _proven_as(job, "closed", CLOSING)
    return job.outcome(name, **job.due(), **of_second, left_paise=left, settled=settled)


def _told_minutes(reading: Reading) -> int | None:
    """A length of minutes or hours in the words."""
    duration = reading.answer("duration")
    if not isinstance(duration, dict):
        return None
    return min(int(duration.get("minutes") or (duration.get("hours") or 0) * 60), LATEST) or None


def _minutes(reading: Reading) -> int | None:
    """How many are tapped or told; a figure alone is so many, one beside more words or an hour is of these."""
    tapped = reading.first("minutes")
    if tapped is not None:
        return min(int(tapped), LATEST)
    if isinstance(reading.answer("duration"), dict):
        return _told_minutes(reading)
    text = reading.text or ""
    is_alone = len(text.split()) <= MOST_BESIDE_MINUTES and reading.answer("time") is None
    if not is_alone and NAMED_MINUTES.search(text) is None:
        return None
    digits = proving.digits_in(text)
    return min(int(digits), LATEST) if digits and len(digits) <= 3 else None


# How a job of who has never written here goes on, where a code would be asked.
WITHOUT_CODE: Mapping[Status, Step] = {Status.ON_WAY: _arrival_code, Status.READY: _closing_code}
STEPS: Mapping[str, Step] = {
    "open": _open,
    "unclear": _unclear,
    "stays": _stays,
    "on_way": _on_way,
    "late": _late,
    "arrived": _arrived,
    "arrival_code": _arrival_code,
    "diagnosis": _diagnosis,
    "estimate": agreeing.write,
    "of_work": _of_work,
    "send_estimate": agreeing.send,
    "refused": agreeing.ask_refused,
    "refused_yes": agreeing.refused,
    whole_job.STEP: whole_job.told(_arrived),
    whole_job.TODAY: whole_job.today(_arrived),
    "absent": absence.ask,
    "absent_yes": absence.confirm,
    "no_part": waiting_for_part.ask,
    "part_for_job": for_job.keep,
    "no_part_yes": waiting_for_part.confirm,
    "done": whole_job.not_before(_arrived, _done),
    part_later.FITTED: _part_in(later=False),
    part_later.LATER: _part_in(later=True),
    "new_code": _new_code,
    "closing_code": _closing_code,
    "paid": paying.paid,
    "paid_otherwise": paying.otherwise,
    "not_paid": paying.not_at_all,
    "advance": advancing.note,
    "later": advancing.later,
    "advance_otherwise": advancing.put_right,
    "step_back": retracing.step_back,
    "still_on_way": retracing.still_on_way,
    "hand_back": handing.tell_owner,
    "wish_to_move": handing.wish_to_move,
    "wish_to_cancel": handing.wish_to_cancel,
    "wish_to_keep": handing.wish_to_keep,
    "reopen": answering.reopen,
    letting_off.STEP: letting_off.of_shown,
    **charge_doubted.STEPS,
    "hour_stays": handing.hour_stays,
}
OF_CUSTOMERS: Mapping[str, Step] = {
    "approve": agreeing.approve,
    "reject": agreeing.reject,
    "haggle": agreeing.haggle,
    "show_estimate": agreeing.show_again,
    "take_part": answering.take_part,
    "after_all": answering.reopen,
    "code_again": _code_again,
    charge_doubted.DOUBTED: charge_doubted.of_tapped,
}
