"""What a technician says of the own jobs though nobody has asked: the next step, what it costs, who paid."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading, Value
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.service.parts.desk import way_in
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.visits import availability, changing, looking, words, working
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import Status

PAGE = "do_visit"
JOBS, LATE, REFUSED, ABSENT = "jobs", "late", "refused", "absent"
# What words about the work sound like beside a wish of their own: an order, a bill, a price.
OF_WORK = (FALLBACK, "place_order", "modify_order", "request_spare_part", "claim_reimbursement", "raise_ticket",
           "update_stock", "do_visit", "affirm", "report_payment", "record_payment")  # fmt: skip
AT_WORK = (Status.ARRIVED, Status.DIAGNOSED, Status.AWAITING, Status.APPROVED, Status.READY)
MOST_WORDS = 9  # of a message that says how a job stands
CODE = re.compile(r"\d{4}")
# What is the next step of a job, by where it stands: of figures alone, and of words about a fault.
OF_FIGURES = {Status.ON_WAY: "arrival_code", Status.READY: "closing_code"}
OF_A_FAULT = {Status.ON_WAY: "arrived", Status.ARRIVED: "diagnosis"}
SUM = re.compile(r"\d{2,}")
NEAR = 10  # signs
FIGURES = re.compile(r"\d+")
FEWEST_MINUTES = 5  # below that a figure alone is of hours
HALF_A_DAY = 12  # hours: "6 baje" is either
OF_OTHER_DESKS = (
    "leave_",
    "confirm_leave",
    "confirm_unpaid_leave",
    "correct_leave",
    "claim_",
    "confirm_claim",
)
OF_A_JOB = ("tell_late", "tell_arrival_code", "tell_diagnosis", "tell_estimate", "tell_closing_code")
# Where a job may stand for a step to be its next one, the furthest first.
AT_HAND: dict[str, tuple[Status, ...]] = {
    "on_way": (Status.BOOKED,),
    LATE: (Status.ON_WAY, Status.BOOKED),
    "arrived": (Status.ON_WAY, Status.BOOKED),
    "done": (Status.READY, Status.APPROVED, Status.DIAGNOSED),
    REFUSED: (Status.AWAITING, Status.DIAGNOSED),
    ABSENT: (Status.ON_WAY, Status.BOOKED),
}


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A step, a code, or parts and labour of a job."""
    return (
        _of_a_job(session, caller, reading)
        or _of_a_code(session, caller, asked, reading)
        or of_the_work(session, caller, asked, reading)
    )


def _of_a_job(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A technician's words for a next step are that of the job at hand; of several it is asked, else they are shown."""
    text = reading.text or ""
    step = words.step_in(text)
    if step is None or len(text.split()) > MOST_WORDS or looking.technician(session, caller.person) is None:
        return None
    today = looking.today(caller.business)
    waiting = looking.jobs_of(session, caller.business, caller.person.id, today)
    if step == JOBS:
        return heard(
            session,
            caller,
            PAGE,
            lambda here, by: working.jobs(here, by, changing.day_in(reading, by)),
        )
    if step == LATE:
        return None  # heard before whoever asked
    denies = step not in (REFUSED, ABSENT) and words.says(text, "not_yet")
    if not waiting or denies or text.rstrip().endswith("?"):
        return None
    jobs = _at_hand(session, step, _at_hour(caller, waiting, reading), text)
    if not jobs:
        return heard(session, caller, PAGE, lambda here, by: working.jobs(here, by, today))
    return _step_of(session, caller, jobs, step, reading)


def of_step(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A technician's next step answers no question of leave or of a bill."""
    if reading.is_tap or not reading.text or not asked.question.startswith(OF_OTHER_DESKS):
        return None
    return _of_a_job(session, caller, reading)


def of_money(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a technician was paid for a job that is closed is of its bill, whoever has asked: "880 cash mil gaye"."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or looking.technician(session, caller.person) is None:
        return None
    way, given = way_in(text), _given(text)
    paid = words.says(text, "was_paid") or (way and given)
    if not paid or words.says(text, "not_yet"):
        return None
    unpaid = looking.unpaid_of(session, caller.business, caller.person.id)
    jobs = _of_whom(session, unpaid, text)
    sums = {int(each) * 100 for each in SUM.findall(VISIT.sub("", text))}
    fitting = [each for each in jobs if each.work["bill"]["total_paise"] in sums] or jobs
    if not fitting:
        return None
    total = fitting[0].work["bill"]["total_paise"]
    a_part = given if given and given < total and total not in sums else None
    surely = not sums or total in sums or a_part
    told = [Value("how", way)] if way and surely else []
    told += [Value("paise", a_part)] if told and a_part else []
    return _step_of(session, caller, fitting, "paid", Reading(None, reading.intents, told))


def _given(text: str) -> int | None:
    """The sum, in paise, that is said to be given: "300 upi, 320 baaki hai"."""
    text = VISIT.sub("", text)
    sums = SUM.finditer(text)
    given = (each for each in sums if not words.says(text[each.end() :][:NEAR], "still_due"))
    found = next(given, None)
    return int(found.group()) * 100 if found else None


def of_lateness(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a technician who has a visit today comes late is of that visit and no leave, whoever has asked: the
    customer hears it. Many words are of a visit only where they say how late, or for which.
    """
    text = reading.text or ""
    if reading.is_tap or asked.question in OF_A_JOB or not words.names_step(text, LATE):
        return None
    if text.rstrip().endswith("?") or looking.technician(session, caller.person) is None:
        return None
    today, named = looking.today(caller.business), VISIT.search(text)
    day = changing.named_day(reading, caller)
    waiting = looking.jobs_of(session, caller.business, caller.person.id, today)
    said = replace(reading, text=_without_hour(reading))
    surely = named is not None or working.says_minutes(said)
    denies = words.says(text, "not_yet") and not surely
    if not waiting or denies or (day not in (None, today) and named is None):
        return None
    if len(text.split()) > MOST_WORDS and not surely:
        return None
    jobs = _at_hand(session, LATE, _at_hour(caller, waiting, reading), text)
    if not jobs:
        return heard(session, caller, PAGE, lambda here, by: working.jobs(here, by, today))
    return _step_of(session, caller, jobs, LATE, said)


def _without_hour(reading: Reading) -> str:
    """The words without the visit's number and the hour it is at; nothing where no one figure of minutes stands."""
    text = reading.text or ""
    for value in sorted(reading.answers("time"), key=lambda each: -each.start):
        text = text[: value.start] + text[value.end :]
    text = VISIT.sub("", text)
    figures = FIGURES.findall(text)
    return text if len(figures) == 1 and int(figures[0]) >= FEWEST_MINUTES else ""


def _at_hour(caller: Caller, waiting: Sequence[Visit], reading: Reading) -> Sequence[Visit]:
    """The jobs at the hour that is said; all of them where none is."""
    said = [each.value.get("from") for each in reading.answers("time") if isinstance(each.value, dict)]
    hours = {int(str(since).partition(":")[0]) % HALF_A_DAY for since in said if since}
    at_it = [each for each in waiting if _hour(caller, each) % HALF_A_DAY in hours]
    return at_it or waiting


def _hour(caller: Caller, visit: Visit) -> int:
    _, span = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    return span[0] // 60


def _of_a_code(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Four figures of who is on the way are the arrival code, of who is done the closing one; a fault is no ticket."""
    text = (reading.text or "").strip()
    is_code, is_fault = CODE.fullmatch(text) is not None, reading.wants("raise_ticket")
    if not (is_code or is_fault) or looking.technician(session, caller.person) is None:
        return None
    steps = OF_FIGURES if is_code else OF_A_FAULT
    today = looking.today(caller.business)
    waiting = looking.jobs_of(session, caller.business, caller.person.id, today)
    meant = [(each.reference, steps[Status(each.status)]) for each in waiting if each.status in steps]
    if len(meant) != 1:
        return None
    reference, step = meant[0]
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, reading))


def of_the_work(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Parts and labour that a technician writes are of the job at hand, and no purchase; of several it is asked."""
    text = reading.text or ""
    if not reading.wants(*OF_WORK) or looking.technician(session, caller.person) is None:
        return None
    today = looking.today(caller.business)
    here = [
        job
        for job in looking.jobs_of(session, caller.business, caller.person.id, today)
        if job.status in AT_WORK
    ]
    named = {each.part.machine for each in named_in(text, all_parts(session, caller.business_id))}
    fitted = bool(named) and (words.says(text, "fitted") or words.says(text, "labour"))
    sums = SUM.search(VISIT.sub("", text)) and words.says(text, "labour")
    if text.rstrip().endswith("?") or not (fitted or (here and (named or sums))):
        return None
    meant = _meant_job(here, text, named)
    if len(meant) != 1:
        return heard(session, caller, PAGE, lambda here, by: working.of_which_job(here, by, meant, text))
    reference = meant[0].reference
    step = "diagnosis" if meant[0].status == Status.ARRIVED else "estimate"
    said = replace(reading, text=VISIT.sub("", text).strip())
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, said))


def _step_of(session: Session, caller: Caller, jobs: Sequence[Visit], step: str, reading: Reading) -> Heard:
    """The step of the one job that may be meant; of several it is asked of which."""
    if len(jobs) > 1:
        return heard(session, caller, PAGE, lambda here, by: working.of_which_step(here, by, jobs, step))
    reference = jobs[0].reference
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, reading))


def _meant_job(here: Sequence[Visit], text: str, machines_of_parts: Collection[str]) -> Sequence[Visit]:
    """The job that is named, else those of a machine that has such a part, else all of them."""
    if named := VISIT.search(text):
        return [each for each in here if each.reference == looking.normalised(named[1])]
    fitting = [each for each in here if each.machine in machines_of_parts]
    return fitting or here


def _at_hand(session: Session, step: str, waiting: Sequence[Visit], text: str) -> Sequence[Visit]:
    """The job that is named by number or whose it is, else those furthest on that the step fits."""
    if named := VISIT.search(text):
        return [each for each in waiting if each.reference == looking.normalised(named[1])]
    theirs = _of_whom(session, waiting, text)
    fitting = ([each for each in theirs if each.status == status] for status in AT_HAND[step])
    return next((each for each in fitting if each), [])


def _of_whom(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """The visits of the customers whom a text names; all of them where it names none."""
    if named := VISIT.search(text):
        return [each for each in visits if each.reference == looking.normalised(named[1])]
    people = [session.get_one(Person, (each.business_id, each.person_id)) for each in visits]
    whose = {each.id for each in all_named_in(text, people)}
    return [each for each in visits if each.person_id in whose] or visits
