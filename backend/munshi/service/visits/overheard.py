"""What is said of visits though nobody has asked: a technician's next step, and when a visit is."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading, Value
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.people.rules import STAFF
from munshi.service.amc import selling
from munshi.service.parts import cancelling as parts
from munshi.service.parts import covering
from munshi.service.parts import wanting as parts_wanted
from munshi.service.parts.desk import way_in
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.tickets.facts import ticket_facts
from munshi.service.tickets.filing import file_of
from munshi.service.visits import (
    availability,
    changing,
    looking,
    machines,
    noting,
    reported,
    wanting,
    words,
    working,
)
from munshi.service.visits.facts import visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.statuses import Status
from munshi.service.visits.wishes import says_when

JOBS, LATE, REFUSED, ABSENT = "jobs", "late", "refused", "absent"
OF_ANSWERS = (FALLBACK, "affirm", "deny", "cancel_flow", "approve_request", "reject_request")
OF_A_TIME = (
    FALLBACK,
    "deny",
    "affirm",
    "place_order",
    "repeat_order",
    "modify_order",
    "apply_leave",
    "change_visit",
)
# What words about the work sound like beside a wish of their own: an order, a bill, a price.
OF_WORK = (FALLBACK, "place_order", "modify_order", "request_spare_part", "claim_reimbursement", "raise_ticket",
           "update_stock", "do_visit", "affirm", "report_payment", "record_payment")  # fmt: skip
OF_A_PLAN = (FALLBACK, "request_technician", "change_visit", "raise_ticket", "check_warranty", "ask_price",
             "view_menu", "ask_store_info", "ask_availability", "place_order", "request_spare_part")  # fmt: skip
OF_A_COST = (FALLBACK, "ask_price", "change_visit")
OF_A_PART = "utter_request_spare_part_"
OF_SHOWN_PLAN = "confirm_plan"
OF_MONEY = ("report_payment", "pay_bill", "check_dues", "record_payment")
# What a question about a guarantee, yearly care or a repair sounds like.
OF_COVER = (FALLBACK, "check_warranty", "request_spare_part", "place_order", "modify_order", "view_cart", "deny",
            "ask_price", "ask_availability", "request_technician", "change_visit", "check_ticket_status",
            "raise_ticket")  # fmt: skip
OF_A_REPAIR = (FALLBACK, "request_technician", "change_visit", "raise_ticket", "check_ticket_status", "ask_price",
               "ask_availability", "ask_store_info", "check_dues", "check_warranty", "place_order")  # fmt: skip
AT_WORK = (Status.ARRIVED, Status.DIAGNOSED, Status.AWAITING, Status.APPROVED, Status.READY)
MOST_OF_A_YES = 6  # words
MOST_WORDS = 9  # of a message that says how a job stands
PART_NAMED = re.compile(r"\bprt[- ]?(\d+)", re.IGNORECASE)
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
NAMED = re.compile(r"\bvis[- ]?(\d+)", re.IGNORECASE)
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
    """Takes what surely speaks of a visit, where nobody who asked has taken it."""
    if reading.is_tap or not reading.text or "service" not in caller.business.skills:
        return None
    return (
        _of_a_job(session, caller, reading)
        or _of_a_code(session, caller, asked, reading)
        or of_the_work(session, caller, asked, reading)
        or _of_waiting_estimate(session, caller, asked, reading)
        or _after_all(session, caller, asked, reading)
        or _of_code(session, caller, asked, reading)
        or _of_a_part(session, caller, asked, reading)
        or _of_customer(session, caller, asked, reading)
        or _plan(session, caller, asked, reading)
        or _cost(session, caller, asked, reading)
        or _when(session, caller, reading)
        or _at_a_time(session, caller, asked, reading)
    )


def _of_customer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a customer adds to what was booked, or asks beside it."""
    if caller.may_act_as(*STAFF):
        return None
    return (
        _to_note(session, caller, asked, reading)
        or _fetched(session, caller, asked, reading)
        or _covered(session, caller, asked, reading)
        or _of_its_price(session, caller, reading)
        or _whether(session, caller, reading)
        or _sent_for(session, caller, asked, reading)
    )


def _to_note(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A photo, or words that are to be written down, of who waits for somebody and for no order."""
    text = reading.text or ""
    sent = file_of(reading) is not None and not reading.wants(*OF_MONEY)
    to_write = words.is_to_note(text) and not says_when(reading)
    if asked.question or not (sent or to_write) or orders.open_orders(session, caller):
        return None
    if words.says(text, "cancelling") or not noting.may_note(session, caller):
        return None
    return heard(session, caller, changing.PAGE, lambda here, by: noting.note(here, by, reading))


def _fetched(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """When a part that is kept is fetched: how it stands, with what there is to pay."""
    text = reading.text or ""
    pays = words.says(text, "to_pay") and any(each.startswith(OF_A_PART) for each in asked.told)
    if asked.question or not (words.says(text, "fetching") or pays):
        return None
    waiting = [] if orders.open_orders(session, caller) else parts.live_of(session, caller)
    if not waiting:
        return None
    reference = waiting[0].reference
    return heard(
        session, caller, parts_wanted.PAGE, lambda here, by: parts.fetched(here, by, reference, reading)
    )


def _covered(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether a part or yearly care has something in it is answered, and nothing is taken of it."""
    text = reading.text or ""
    covers, of_guarantee = words.says(text, "covering"), words.says(text, "guarantee")
    orders_something = reading.wants("place_order", "modify_order") and not words.asks(text)
    if not reading.wants(*OF_COVER) or orders_something or not (covers or of_guarantee):
        return None
    held = selling.of_contract(session, caller, text) if covers and not of_guarantee else None
    found = covering.of_part(session, caller, text, covers=covers)
    if found is not None and not (held and asked.question == OF_SHOWN_PLAN):
        return heard(session, caller, parts_wanted.PAGE, lambda here, by: found)
    if held is not None:
        return heard(session, caller, wanting.PAGE, lambda here, by: held)
    return _own_charge(session, caller, asked) if covers else None


def _sent_for(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words that are nothing else, of a machine and of somebody who shall come, are the wish for that."""
    text = reading.text or ""
    unclear = reading.wants(FALLBACK) and not asked.question and not text.rstrip().endswith("?")
    of_care = words.says(text, "service") and selling.only_machine(session, caller) and says_when(reading)
    sends = words.machine_in(text) is not None and words.says(text, "coming_to_see")
    if not (unclear and (sends or of_care)):
        return None
    return heard(session, caller, wanting.PAGE, lambda here, by: wanting.tell(here, by, reading))


def _own_charge(session: Session, caller: Caller, asked: Asked) -> Heard | None:
    """Whether it is free, of who waits for one visit, or has reported one thing, and is asked nothing."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = machines.waiting_tickets(session, caller)
    if asked.question or orders.open_orders(session, caller) or len(visits) + len(waiting) != 1:
        return None
    if visits:
        facts = visit_facts(session, caller.business, visits[0])
        return heard(
            session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="cost", facts=facts)
        )
    told = {"ticket": ticket_facts(session, waiting[0])}
    return heard(
        session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="none_but_ticket", facts=told)
    )


def _of_its_price(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A part is wanted or its price asked though it is told with it that the old one is broken: no complaint."""
    text = reading.text or ""
    wanted = words.says(text, "part_price") or words.says(text, "needs_new")
    if not (reading.wants("raise_ticket", "ask_price", FALLBACK) and wanted):
        return None
    if not named_in(text, all_parts(session, caller.business_id)) or words.says(text, "coming_to_see"):
        return None
    return heard(session, caller, parts_wanted.PAGE, lambda here, by: parts_wanted.tell(here, by, reading))


def _whether(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Whether such a machine is repaired, and what it costs that somebody comes: answered with the next question."""
    text = reading.text or ""
    if not reading.wants(*OF_A_REPAIR):
        return None
    repairs = words.says(text, "whether_repaired") and words.machine_in(text) is not None
    charges = words.says(text, "visit_charge") and words.says(text, "how_much")
    if charges and looking.live_of(session, caller.business_id, caller.person.id):
        charges = False  # of a visit there is, that is told below
    if not (repairs or charges):
        return None
    return heard(
        session,
        caller,
        wanting.PAGE,
        lambda here, by: reported.tell_whether(here, by, reading, repairs=repairs),
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
            "do_visit",
            lambda here, by: working.jobs(here, by, changing.day_in(reading, by)),
        )
    if step == LATE:
        return None  # heard before whoever asked
    denies = step not in (REFUSED, ABSENT) and words.says(text, "not_yet")
    if not waiting or denies or text.rstrip().endswith("?"):
        return None
    jobs = _at_hand(session, step, _at_hour(caller, waiting, reading), text)
    if not jobs:
        return heard(session, caller, "do_visit", lambda here, by: working.jobs(here, by, today))
    if len(jobs) > 1:
        return heard(
            session, caller, "do_visit", lambda here, by: working.of_which_step(here, by, jobs, step)
        )
    reference = jobs[0].reference
    return heard(session, caller, "do_visit", lambda here, by: working.do(here, by, reference, step, reading))


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
    sums = {int(each) * 100 for each in SUM.findall(NAMED.sub("", text))}
    fitting = [each for each in jobs if each.work["bill"]["total_paise"] in sums] or jobs
    if not fitting:
        return None
    if len(fitting) > 1:
        return heard(
            session, caller, "do_visit", lambda here, by: working.of_which_step(here, by, fitting, "paid")
        )
    only = fitting[0]
    reference, total = only.reference, only.work["bill"]["total_paise"]
    a_part = given if given and given < total and total not in sums else None
    surely = not sums or total in sums or a_part
    told = [Value("how", way)] if way and surely else []
    told += [Value("paise", a_part)] if told and a_part else []
    said = Reading(None, reading.intents, told)
    return heard(session, caller, "do_visit", lambda here, by: working.do(here, by, reference, "paid", said))


def _given(text: str) -> int | None:
    """The sum, in paise, that is said to be given: "300 upi, 320 baaki hai"."""
    text = NAMED.sub("", text)
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
    today, named = looking.today(caller.business), NAMED.search(text)
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
        return heard(session, caller, "do_visit", lambda here, by: working.jobs(here, by, today))
    if len(jobs) > 1:
        return heard(
            session, caller, "do_visit", lambda here, by: working.of_which_step(here, by, jobs, LATE)
        )
    reference = jobs[0].reference
    return heard(session, caller, "do_visit", lambda here, by: working.do(here, by, reference, LATE, said))


def _without_hour(reading: Reading) -> str:
    """The words without the visit's number and the hour it is at; nothing where no one figure of minutes stands."""
    text = reading.text or ""
    for value in sorted(reading.answers("time"), key=lambda each: -each.start):
        text = text[: value.start] + text[value.end :]
    text = NAMED.sub("", text)
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
    return heard(session, caller, "do_visit", lambda here, by: working.do(here, by, reference, step, reading))


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
    sums = SUM.search(NAMED.sub("", text)) and words.says(text, "labour")
    if text.rstrip().endswith("?") or not (fitted or (here and (named or sums))):
        return None
    meant = _meant_job(here, text, named)
    if len(meant) != 1:
        return heard(
            session, caller, "do_visit", lambda here, by: working.of_which_job(here, by, meant, text)
        )
    reference = meant[0].reference
    step = "diagnosis" if meant[0].status == Status.ARRIVED else "estimate"
    said = replace(reading, text=NAMED.sub("", text).strip())
    return heard(session, caller, "do_visit", lambda here, by: working.do(here, by, reference, step, said))


def _meant_job(here: Sequence[Visit], text: str, machines_of_parts: Collection[str]) -> Sequence[Visit]:
    """The job that is named, else those of a machine that has such a part, else all of them."""
    if named := NAMED.search(text):
        return [each for each in here if each.reference == looking.normalised(named[1])]
    fitting = [each for each in here if each.machine in machines_of_parts]
    return fitting or here


def _of_waiting_estimate(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who has an estimate to answer says that it is too much, or yes or no, though another word came between."""
    text = reading.text or ""
    if asked.question:
        return None
    haggles = words.says(text, "haggling")
    answers = reading.wants(*OF_ANSWERS) and (words.says(text, "go_ahead") or words.says(text, "refusing"))
    if not (haggles or answers):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = [each.reference for each in visits if each.status == Status.AWAITING]
    if len(waiting) != 1:
        return None
    says = "haggle" if haggles and not words.says(text, "refusing") else "show_estimate"
    return heard(
        session, caller, "do_visit", lambda here, by: working.do(here, by, waiting[0], says, reading)
    )


def _after_all(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who has refused a repair just now and says yes after all hears that the job is ended, and who to call."""
    text = reading.text or ""
    short = len(text.split()) <= MOST_OF_A_YES
    if asked.question or not (short and reading.wants(*OF_ANSWERS) and words.says(text, "go_ahead")):
        return None
    visit = looking.refused_by(session, caller.business, caller.person.id)
    if visit is None:
        return None
    facts = visit_facts(session, caller.business, visit)
    return heard(
        session, caller, "do_visit", lambda here, by: Outcome[str](outcome="refused_before", facts=facts)
    )


def _of_code(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who waits with a code and asks for it is sent a fresh one."""
    text = reading.text or ""
    if not (words.says(text, "code") and words.says(text, "asking")) or caller.may_act_as(*STAFF):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    waiting = [each.reference for each in visits if each.status in (Status.ON_WAY, Status.READY)]
    if len(waiting) != 1:
        return None
    return heard(
        session, caller, "do_visit", lambda here, by: working.do(here, by, waiting[0], "code_again", reading)
    )


def _at_hand(session: Session, step: str, waiting: Sequence[Visit], text: str) -> Sequence[Visit]:
    """The job that is named by number or whose it is, else those furthest on that the step fits."""
    if named := NAMED.search(text):
        return [each for each in waiting if each.reference == looking.normalised(named[1])]
    theirs = _of_whom(session, waiting, text)
    fitting = ([each for each in theirs if each.status == status] for status in AT_HAND[step])
    return next((each for each in fitting if each), [])


def _of_whom(session: Session, visits: Sequence[Visit], text: str) -> Sequence[Visit]:
    """The visits of the customers whom a text names; all of them where it names none."""
    if named := NAMED.search(text):
        return [each for each in visits if each.reference == looking.normalised(named[1])]
    people = [session.get_one(Person, (each.business_id, each.person_id)) for each in visits]
    whose = {each.id for each in all_named_in(text, people)}
    return [each for each in visits if each.person_id in whose] or visits


def _of_a_part(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A part that is kept, by its reference or its name: given up after a yes, or how it stands."""
    text = reading.text or ""
    gives_up, named = words.says(text, "cancelling"), PART_NAMED.search(text)
    if named is not None:
        reference, act = f"PRT-{int(named[1])}", parts.ask if gives_up else parts.show
        return heard(session, caller, "request_spare_part", lambda here, by: act(here, by, reference))
    if asked.question or reading.first("reference"):
        return None
    if words.says(text, "bring_home") and not orders.open_orders(session, caller):
        waiting = [each.reference for each in parts.live_of(session, caller)]
        if len(waiting) == 1:
            return heard(
                session, caller, "request_spare_part", lambda here, by: parts.to_fetch(here, by, waiting[0])
            )
    if not gives_up:
        return None
    meant = {each.part.sku for each in named_in(text, all_parts(session, caller.business_id))}
    kept = [each.reference for each in parts.live_of(session, caller) if each.sku in meant]
    if len(kept) != 1:
        return None
    return heard(session, caller, "request_spare_part", lambda here, by: parts.ask(here, by, kept[0]))


def _when(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Kab aayega" of who waits for a visit and for no order is about the visit."""
    asks = reading.wants("track_order") or words.says(reading.text or "", "coming")
    if not asks or reading.first("reference") or orders.open_orders(session, caller):
        return None
    if not looking.live_of(session, caller.business_id, caller.person.id):
        if not machines.waiting_tickets(session, caller):
            return None
        return heard(session, caller, changing.PAGE, lambda here, by: changing.tell(here, by, reading))

    def told(here: Session, by: Caller) -> Outcome[Any]:
        visits = looking.live_of(here, by.business_id, by.person.id)
        return Outcome[str](outcome="visits", facts=changing.told(here, by, visits))

    return heard(session, caller, changing.PAGE, told)


def _at_a_time(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A day or an hour without goods, of who waits for somebody and for no order, is that of the visit."""
    if asked.question or not reading.wants(*OF_A_TIME) or caller.may_act_as(*STAFF):
        return None
    if reading.first("order_line") or not (reading.first("time") or says_when(reading)):
        return None
    if orders.open_orders(session, caller):
        return None
    if looking.live_of(session, caller.business_id, caller.person.id):
        return heard(session, caller, changing.PAGE, lambda here, by: changing.tell(here, by, reading))
    if not machines.waiting_tickets(session, caller):
        return None
    return heard(session, caller, wanting.PAGE, lambda here, by: wanting.tell(here, by, reading))


def _cost(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What it will cost, of who waits for somebody and names no goods: the visit's charge, or the estimate."""
    if asked.question or not reading.wants(*OF_A_COST) or reading.first("order_line"):
        return None
    if not words.says(reading.text or "", "costing"):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if len(visits) != 1:
        return None
    visit = visits[0]
    if visit.status == Status.AWAITING:
        reference = visit.reference
        return heard(
            session,
            caller,
            "do_visit",
            lambda here, by: working.do(here, by, reference, "show_estimate", reading),
        )
    facts = visit_facts(session, caller.business, visit)
    return heard(session, caller, changing.PAGE, lambda here, by: Outcome[str](outcome="cost", facts=facts))


def _plan(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Yearly care by the name that the shop gives it: "AC CARE"."""
    text = reading.text or ""
    if caller.may_act_as(*STAFF):
        return None
    of_service = words.says(text, "service") and words.says(text, "left_of_care")
    of_care = words.says(text, "plan") or words.says(text, "yearly") or of_service
    asks = of_care and (reading.wants(*OF_A_PLAN) or words.says(text, "left_of_care"))
    if selling.plan_named(session, caller, text) is None:
        asks_left = words.says(text, "asking") or words.says(text, "left_of_care")
        held = selling.of_contract(session, caller, text) if asks and asks_left else None
        if held is not None:
            return heard(session, caller, wanting.PAGE, lambda here, by: held)
        if not (asks and words.says(text, "yearly")) or reading.wants(wanting.PAGE):
            return None
    return heard(session, caller, wanting.PAGE, lambda here, by: wanting.tell(here, by, reading))
