"""What a technician says of the own jobs though nobody has asked: the next step, what it costs, who paid."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import CLAUSE, SIGNS
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.visits import (
    availability,
    carrying,
    changing,
    choosing,
    in_hand,
    looking,
    steps,
    words,
    working,
)
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import AT_WORK, Status
from munshi.service.visits.steps import ABSENT, JOBS, LATE, OF_THE_WAY, REFUSED

PAGE = "do_visit"
# What words about the work sound like beside a wish of their own: an order, a bill, a price.
OF_WORK = (FALLBACK, "place_order", "modify_order", "request_spare_part", "claim_reimbursement", "raise_ticket",
           "update_stock", "do_visit", "affirm", "report_payment", "record_payment")  # fmt: skip
AGREED = (Status.APPROVED, Status.READY)
MOST_OF_A_JOB = 5  # words that name one
MOST_WORDS = 9  # of a message that says how a job stands
SOON = timedelta(minutes=30)  # after a step words without a job are of it
CODE = re.compile(r"\d{4}")
# What is the next step of a job, by where it stands: of figures alone, and of words about a fault.
OF_FIGURES = {Status.ON_WAY: "arrival_code", Status.READY: "closing_code"}
OF_A_FAULT = {Status.ON_WAY: "arrived", Status.ARRIVED: "diagnosis"}
SUM = re.compile(r"\d{2,}")
HALF_A_DAY = 12  # hours: "6 baje" is either
OF_OTHER_DESKS = (
    "leave_",
    "confirm_leave",
    "confirm_unpaid_leave",
    "correct_leave",
    "claim_",
    "confirm_claim",
)
# The questions of who buys, reports or books something for themselves.
OF_CUSTOMERS = (
    "choose_visit_", "give_visit_", "confirm_visit", "ticket_problem", "ticket_product", "give_ticket_",
    "confirm_ticket", "give_part_", "choose_part", "confirm_part", "warranty_", "choose_product",
    "choose_quantity", "accept_offer", "confirm_order", "give_address", "choose_slot", "take_shown", "payment_amount",
)  # fmt: skip
OF_BUYERS = ("raise_ticket", "request_technician", "request_spare_part")
OF_ARRIVAL = "tell_arrival_code"
OF_A_JOB = ("tell_late", "tell_arrival_code", "tell_diagnosis", "tell_estimate", "tell_closing_code")
# Where a job may stand for a step to be its next one, the furthest first.
AT_HAND: dict[str, tuple[Status, ...]] = {
    # Who is on the way to one sets out to no other unless it is named.
    "on_way": (Status.ON_WAY, Status.BOOKED),
    LATE: (Status.ON_WAY, Status.BOOKED),
    "arrived": (Status.ON_WAY, Status.BOOKED),
    "done": (Status.READY, Status.APPROVED, Status.DIAGNOSED, Status.AWAITING),
    REFUSED: (Status.AWAITING, Status.DIAGNOSED),
    ABSENT: (Status.ON_WAY, Status.BOOKED),
}


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A step, a code, or parts and labour of a job."""
    return (
        _of_a_job(session, caller, reading)
        or _of_a_code(session, caller, asked, reading)
        or of_the_work(session, caller, asked, reading)
        or _fitted(session, caller, reading)
        or _of_part_price(session, caller, reading)
        or carrying.passed_on(session, caller, asked, reading)
        or _of_no_customer(session, caller, asked, reading)
    )


def _of_a_job(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A technician's words for a next step are that of the job at hand; of several it is asked, else they are shown."""
    text = reading.text or ""
    if looking.technician(session, caller.person) is None:
        return None
    today = looking.today(caller.business)
    waiting = looking.jobs_of(session, caller.business, caller.person.id, today)
    if VISIT.search(text):
        waiting = looking.live_jobs_of(session, caller.business, caller.person.id)
    choosing.named(session, waiting, text)
    step = steps.step_in(reading)
    if step is None and (shown := _shown(session, caller, reading)):
        return shown
    if step is None:
        return None
    if step == JOBS:
        return heard(
            session,
            caller,
            PAGE,
            lambda here, by: working.jobs(here, by, changing.day_in(reading, by)),
        )
    if step == LATE:
        return None  # heard before whoever asked
    if (over := _over(session, caller, waiting, text)) is not None:
        return over
    denies = step not in (REFUSED, ABSENT) and words.says(text, "not_yet")
    if denies or text.rstrip().endswith("?"):
        return None
    machine = words.machine_in(text)
    if machine and step in OF_THE_WAY and all(each.machine != machine for each in waiting):
        return heard(session, caller, PAGE, lambda here, by: working.jobs(here, by, today))  # none of theirs
    if step == "done" and not waiting:
        later = looking.live_jobs_of(session, caller.business, caller.person.id)
        waiting = later if len(later) == 1 else waiting
    if not waiting or _is_of_another(session, caller, waiting, text):
        return _none_for_it(session, caller, text)
    return _next_of(session, caller, waiting, step, reading)


def _is_of_another(session: Session, caller: Caller, waiting: Sequence[Visit], text: str) -> bool:
    """Whether customers are named and none of the jobs is of one of them: "going to Imran"."""
    named = {each.id for each in whom.named_in(session, caller.business_id, text)}
    is_of_one = bool(VISIT.search(text)) or bool(choosing.named(session, waiting, text))
    return bool(named) and not is_of_one and named.isdisjoint(each.person_id for each in waiting)


def _next_of(
    session: Session, caller: Caller, waiting: Sequence[Visit], step: str, reading: Reading
) -> Heard:
    """The step at the job at hand; where that is only looked at, what was wrong comes before that it is done."""
    jobs = at_hand(session, step, at_hour(caller, waiting, reading), reading.text or "")
    looked_at = [each for each in waiting if each.status == Status.ARRIVED]
    if not jobs and step == "done" and len(looked_at) == 1:
        return step_of(session, caller, looked_at, "diagnosis", replace(reading, text=None))
    return (
        step_of(session, caller, jobs, step, reading) if jobs else _none_for_it(session, caller, reading.text)
    )


def _none_for_it(session: Session, caller: Caller, text: str | None) -> Heard:
    """The jobs of today, and that nothing was done of what was told, where it can be the next step of none."""

    def work(here: Session, by: Caller) -> Outcome[Any]:
        told = working.jobs(here, by, looking.today(by.business))
        return told.model_copy(update={"facts": {**(told.facts or {}), "passed_over": text}})

    return heard(session, caller, PAGE, work)


def _over(session: Session, caller: Caller, waiting: Sequence[Visit], text: str) -> Heard | None:
    """A job of theirs that is named and is over is shown, with where it stands."""
    named = VISIT.search(text)
    if named is None or choosing.named(session, waiting, text):
        return None
    visit = session.scalar(looking.named(caller.business_id, named[1]))
    return (
        choosing.show(session, caller, [visit]) if visit and visit.technician_id == caller.person.id else None
    )


def _shown(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The jobs of a day, or one by its customer, place or machine, in few words that tell no step, or whose phone or
    address is wanted.
    """
    text = reading.text or ""
    of_work = words.says(text, "works") or words.says(text, "visits")
    short = len(text.split()) <= MOST_OF_A_JOB and not text.rstrip().endswith("?")
    wants_phone = words.says(text, "their_phone") or words.says(text, "their_address")
    if not wants_phone and not (short and (of_work or words.says(text, "that_one"))):
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    if found := choosing.named(session, jobs, text):
        return choosing.show(session, caller, found)
    day = changing.named_day(reading, caller) if of_work else None
    return heard(session, caller, PAGE, lambda here, by: working.jobs(here, by, day)) if day else None


def _fitted(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What was agreed to is in the machine: the one such job is shown, with what can be tapped next."""
    text = reading.text or ""
    if not steps.tells(reading, "fitted") or SUM.search(VISIT.sub("", text)) or text.rstrip().endswith("?"):
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    agreed = choosing.meant(session, [each for each in jobs if each.status in AGREED], text)
    return choosing.show(session, caller, agreed) if len(agreed) == 1 else None


def of_step(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A technician's next step, or a code that is waited for, answers no question of leave, of a bill or of buyers."""
    if reading.is_tap or not reading.text:
        return None
    question = asked.question
    nobody = question == OF_ARRIVAL and steps.step_in(reading) == ABSENT
    if not question or nobody or question.startswith((*OF_OTHER_DESKS, *OF_CUSTOMERS)):
        step = _of_a_job(session, caller, reading)
        return step or (_of_a_code(session, caller, asked, reading, only_code=True) if question else None)
    return None


def of_mistake(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A step that a technician takes back: of the job that is named, else the last one, where that was just now."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or looking.technician(session, caller.person) is None:
        return None
    not_on_way, not_there = words.says(text, "not_on_way"), words.says(text, "not_arrived")
    mistaken = words.says(text, "stepped_wrongly") or words.says(text, "no_was_wrong")
    if not (mistaken or not_on_way or not_there):
        return None
    visit = _stepped_last(session, caller, text)
    if visit is None and (refused := _refused_last(session, caller, text)) is not None:
        return heard(session, caller, PAGE, lambda here, by: working.do(here, by, refused, "reopen", reading))
    if visit is None or (visit.status == Status.READY and (not_on_way or not_there)):
        return None
    only_arrived = not_there or asked.question == OF_ARRIVAL or steps.tells(reading, "on_way")
    still = visit.status == Status.ON_WAY and not not_on_way and only_arrived
    reference, step = visit.reference, "still_on_way" if still else "step_back"
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, reading))


def _stepped_last(session: Session, caller: Caller, text: str) -> Visit | None:
    """The job on the way or done that is named, else the one that came there last, if just now."""
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    stepped = [each for each in jobs if each.status in OF_FIGURES]
    named = choosing.named(session, stepped, text)
    if len(named) == 1:
        return named[0]
    last = max(named or stepped, key=lambda each: each.moves[-1].at, default=None)
    if last is None or VISIT.search(text):
        return None
    return last if clock.now() - last.moves[-1].at <= SOON else None


def of_new_code(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That no code has come, or a new one is to be sent, is of the job that waits for its code."""
    text = reading.text or ""
    wants = words.says(text, "code") and words.says(text, "code_lost")
    if reading.is_tap or not wants or CODE.search(text) or steps.tells(reading, ABSENT):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    waiting = choosing.meant(session, [each for each in jobs if each.status in OF_FIGURES], text)
    if not waiting:
        return None
    found = step_of(session, caller, waiting, "new_code", reading)
    return replace(found, rest=_beside_code(text))


def _beside_code(text: str) -> str | None:
    """What is told beside that there is no code, of the same job: it comes next."""
    rest = ", ".join(
        each.strip(SIGNS) for each in CLAUSE.split(text) if each.strip(SIGNS) and not words.says(each, "code")
    )
    named = VISIT.search(text)
    return f"{named.group()} {rest}" if rest and named and VISIT.search(rest) is None else rest or None


def _refused_last(session: Session, caller: Caller, text: str) -> str | None:
    """The job of theirs whose repair a customer has refused just now, or today where it is named."""
    billed = looking.refused_of(session, caller.business, caller.person.id)
    named = choosing.named(session, billed, text)
    fresh = [each for each in billed if clock.now() - each.moves[-1].at <= SOON]
    meant = named or ([] if VISIT.search(text) else fresh)
    return meant[-1].reference if meant else None


def _of_part_price(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What a part costs and whether it is here, for a technician, who buys none for a job: told, kept for nobody."""
    text = reading.text or ""
    counts = words.says(text, "how_much") and not steps.told(reading)
    asks = asks_of_a_part(reading) or words.says(text, "part_price") or counts
    if not (asks or reading.wants(*OF_BUYERS, "place_order", "modify_order")) or words.says(text, "mine"):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    if not asks and not looking.live_jobs_of(session, caller.business, caller.person.id):
        return None
    meant = named_in(text, all_parts(session, caller.business_id))
    for_job = not asks
    return (
        heard(session, caller, PAGE, lambda here, by: working.parts(here, by, meant, for_job=for_job))
        if meant
        else None
    )


def _of_no_customer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who has jobs today and is asked nothing reports no fault of their own unless they say so: the jobs are shown."""
    text = reading.text or ""
    if asked.question or not reading.wants(*OF_BUYERS) or looking.technician(session, caller.person) is None:
        return None
    if any(words.says(text, each) for each in ("mine", "needs_new", "part_price")) or words.asks(text):
        return None
    today = looking.today(caller.business)
    if not looking.jobs_of(session, caller.business, caller.person.id, today):
        return None
    return heard(session, caller, PAGE, lambda here, by: working.jobs(here, by, today))


def at_hour(caller: Caller, waiting: Sequence[Visit], reading: Reading) -> Sequence[Visit]:
    """The jobs at the hour that is said; all of them where none is."""
    said = [each.value.get("from") for each in reading.answers("time") if isinstance(each.value, dict)]
    hours = {int(str(since).partition(":")[0]) % HALF_A_DAY for since in said if since}
    at_it = [each for each in waiting if hour_of(caller, each) % HALF_A_DAY in hours]
    return at_it or waiting


def hour_of(caller: Caller, visit: Visit) -> int:
    _, span = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    return span[0] // 60


def _of_a_code(
    session: Session, caller: Caller, asked: Asked, reading: Reading, *, only_code: bool = False
) -> Heard | None:
    """Four figures of who is on the way are the arrival code, of who is done the closing one; a fault is no ticket."""
    text = (reading.text or "").strip()
    is_code, is_fault = CODE.fullmatch(text) is not None, reading.wants("raise_ticket") and not only_code
    if (
        not (is_code or is_fault)
        or asks_of_a_part(reading)
        or looking.technician(session, caller.person) is None
    ):
        return None
    steps = OF_FIGURES if is_code else OF_A_FAULT
    today = looking.today(caller.business)
    waiting = looking.jobs_of(session, caller.business, caller.person.id, today)
    at_it = [each for each in waiting if each.status in steps]
    meant: Sequence[Visit] = at_it if is_code else choosing.meant(session, at_it, text)
    if len(meant) != 1:
        return None
    reference, step = meant[0].reference, steps[Status(meant[0].status)]
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, reading))


def of_numbered_work(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Costs with the number of a job, or with labour, are of a job, whatever a buyer is asked: they are no order."""
    text = reading.text or ""
    of_job = VISIT.search(text) is not None or words.says(text, "labour")
    of_buying = asked.question.startswith(OF_CUSTOMERS) and of_job and not reading.is_tap
    return of_the_work(session, caller, asked, reading) if of_buying else None


def of_the_work(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Parts and labour that a technician writes are of the job at hand, and no purchase; of several it is asked."""
    text = reading.text or ""
    of_work = reading.wants(*OF_WORK) or steps.tells(reading, steps.COST)
    if not of_work or looking.technician(session, caller.person) is None:
        return None
    today = looking.today(caller.business)
    here = [
        job
        for job in looking.jobs_of(session, caller.business, caller.person.id, today)
        if job.status in AT_WORK
    ]
    named = {each.part.machine for each in named_in(text, all_parts(session, caller.business_id))}
    fitted = bool(named) and (steps.tells(reading, "fitted") or words.says(text, "labour"))
    sums = SUM.search(VISIT.sub("", text)) and (words.says(text, "labour") or words.says(text, "total"))
    again = _refused_last(session, caller, text) if sums and not here else None
    if again is not None and not asks_of_a_part(reading):  # another offer to who has refused the last
        return heard(session, caller, PAGE, lambda here, by: working.do(here, by, again, "estimate", reading))
    costs = bool(sums) or steps.tells(reading, steps.COST) or words.says(text, "estimates")
    if costs and (off := _put_off(session, caller, here, text)) is not None:
        return step_of(session, caller, [off], "estimate", reading)
    if asks_of_a_part(reading) or not (fitted or (here and (named or sums))):
        return None
    meant = _meant_job(session, here, text, named)
    if fitted and not sums and (agreed := [each for each in meant if each.status in AGREED]):
        return choosing.show(session, caller, agreed)  # what was agreed to is put in: no estimate
    said = replace(reading, text=VISIT.sub("", text).strip())
    return step_of(session, caller, meant, "of_work", said)


def _put_off(session: Session, caller: Caller, here: Sequence[Visit], text: str) -> Visit | None:
    """The job that waits for another hour, named, or the only one where they are at none: nothing is written of it."""
    waiting = looking.put_off_of(session, caller.business, caller.person.id)
    named = choosing.named(session, waiting, text) if VISIT.search(text) or not here else []
    meant = named or ([] if here or VISIT.search(text) else waiting)
    return meant[0] if len(meant) == 1 and not text.rstrip().endswith("?") else None


def asks_of_a_part(reading: Reading) -> bool:
    """Whether it asks, what a part costs or whether there is one: that is neither a fault nor a line."""
    text = reading.text or ""
    return text.rstrip().endswith("?") or words.says(text, "part_asked")


def step_of(session: Session, caller: Caller, jobs: Sequence[Visit], step: str, reading: Reading) -> Heard:
    """The step of the one job that may be meant; of several it is asked of which."""
    if len(jobs) != 1:
        return heard(session, caller, PAGE, lambda here, by: choosing.ask(here, by, jobs, step, reading))
    reference = jobs[0].reference
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, reading))


def _meant_job(
    session: Session, here: Sequence[Visit], text: str, machines_of_parts: Collection[str]
) -> Sequence[Visit]:
    """The job that is named, else those of a machine that has such a part, else all of them."""
    if named := choosing.named(session, here, text):
        return named
    fitting = [each for each in here if each.machine in machines_of_parts]
    return [] if VISIT.search(text) else fitting or here


def at_hand(session: Session, step: str, waiting: Sequence[Visit], text: str) -> Sequence[Visit]:
    """The job that is named, else those furthest on that the step fits; done is that to which they came last."""
    theirs = choosing.meant(session, waiting, text)
    if VISIT.search(text):
        return theirs
    if step == in_hand.DONE:
        return in_hand.arrived_last([each for each in theirs if each.status in AT_HAND[step]])
    fitting = ([each for each in theirs if each.status == status] for status in AT_HAND[step])
    found = next((each for each in fitting if each), [])
    said_late = [each for each in found if each.late_minutes]  # who comes late to one goes there next
    return said_late or found
