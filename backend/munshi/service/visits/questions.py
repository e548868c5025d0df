"""What a message says to an open question about visits, parts, estimates and yearly care."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, Hears, Questions, heard
from munshi.asking.reading import CLEARLY, FALLBACK, LEAVES, Asked, Reading, Value
from munshi.callers import Caller
from munshi.leave.asking.said import speaks_of_leave
from munshi.outcomes import Outcome
from munshi.service.amc import answering as of_plan
from munshi.service.amc import selling
from munshi.service.estimates import agreeing
from munshi.service.estimates.questions import of_shown_estimate
from munshi.service.parts import questions as part_questions
from munshi.service.tickets.brought import says_so
from munshi.service.tickets.filing import file_of
from munshi.service.tickets.words import brands_in
from munshi.service.visits import (
    assigning,
    cancelling,
    carrying,
    changing,
    choosing,
    for_ticket,
    looking,
    on_job,
    part_in_asked,
    priced,
    readdressing,
    rescheduling,
    second,
    side_by_side,
    steps,
    wanting,
    who_comes,
    whole_job,
    whole_told,
    words,
    working,
)
from munshi.service.visits.at_work import (
    CODE,
    MOST_WORDS,
    asks_of_a_part,
    of_mistake,
)
from munshi.service.visits.by_hour import so_far_off
from munshi.service.visits.drafts import Draft
from munshi.service.visits.hearing import (
    CHANGE,
    OF_THE_SAME,
    REQUEST,
    SURELY,
    asks,
    confirms,
    names_place,
    says_when_by,
    tells_danger,
)
from munshi.service.visits.interrupting import interrupt
from munshi.service.visits.overheard import overhear
from munshi.service.visits.places import place_in
from munshi.service.visits.references import VISIT
from munshi.service.visits.side_by_side import goes_on

WORK = "do_visit"

# What of a technician's words is a step of the job, and no answer to what was asked of it.
STEPS_BESIDE = {
    "diagnosis": ("on_way", "arrived", "done", "jobs"),
    "estimate": ("on_way", "arrived", "done", "refused", "jobs"),
}
ERRANDS = ("apply_leave", "check_leave_balance", "check_leave_status", "cancel_leave", "list_holidays", "talk_to_human",
           "check_claim_status", "change_language")  # fmt: skip
OF_CODES = ("tell_arrival_code", "tell_closing_code")


MOST_OF_A_NO = 2  # words


def _of_cancelling(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the shown visit is to be cancelled: "cancel kar do" is neither yes nor no, and is asked again."""
    if reading.wants(LEAVES) and not reading.is_tap and not reading.agrees:
        return heard(session, caller, CHANGE, lambda here, by: _cancel_tell(here, by, reading, None))
    return CANCELLING(session, caller, asked, reading)


def _works(step: str) -> Hears:
    """Words that a technician was asked for; the next step of the job, or another job, is none."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        if reading.is_tap or _is_bare_no(reading) or _tells_step(reading, step) or asks_of_a_part(reading):
            return None
        if _is_errand(reading):
            return None
        return heard(session, caller, WORK, lambda here, by: working.hear(here, by, step, reading))

    return hears


def _is_errand(reading: Reading) -> bool:
    """Whether something of their own is clearly wanted, and no word about the job; leave only where it is named."""
    if reading.wants(*on_job.LEAVE) and not speaks_of_leave(reading):
        return False
    return reading.chance >= CLEARLY and reading.wants(*ERRANDS)


def _is_bare_no(reading: Reading) -> bool:
    """A no and nothing of the lines: "nahi", "rehne do"."""
    text = reading.text or ""
    return reading.is_no and len(text.split()) <= MOST_OF_A_NO and not words.says(text, "taken_off")


def _tells_step(reading: Reading, asked: str) -> bool:
    """Whether a technician tells a step instead: on the way, arrived, done; of a fault only what is surely none."""
    text = VISIT.sub("", reading.text or "").strip()
    if not text:
        return True
    step = steps.step_in(reading)
    figures = any(sign.isdecimal() for sign in text)
    if asked == "diagnosis" and step == "done" and len({each.value for each in steps.told(reading)}) > 1:
        return False  # what was found is told with it
    return step in STEPS_BESIDE[asked] and not figures and len(text.split()) <= MOST_WORDS


def _of_estimate(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The shown estimate: a yes sends it; other words change it or write it anew, as does a yes with a sum in it."""
    if reading.is_tap or _is_bare_no(reading) or asks_of_a_part(reading) or _is_errand(reading):
        return None
    changes = any(sign.isdecimal() for sign in reading.text or "")
    step = "send_estimate" if reading.is_yes and not changes else "estimate"
    return heard(session, caller, WORK, lambda here, by: working.hear(here, by, step, reading))


def _decides(step: str) -> Hears:
    """What ends or stops a job is asked once: a yes does it, and a no leaves the job as it is."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        if not (reading.agrees or reading.is_no):
            return None
        then = step if reading.agrees else "stays"
        found = heard(session, caller, WORK, lambda here, by: working.hear(here, by, then, reading))
        return whole_told.then(session, caller, found)

    return hears


def _of_technician(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who is to come instead, by name."""
    if reading.is_tap or not asked.summary:
        return None
    if reading.is_no:
        shown = asked.summary
        return heard(session, caller, CHANGE, lambda here, by: assigning.leave(here, by, shown))
    technician = assigning.technician_in(session, caller, reading.text or "")
    if technician is None:
        return None
    reference, who = asked.summary, technician.id
    return heard(session, caller, WORK, lambda here, by: assigning.give(here, by, reference, who))


def _of_minutes(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """How late somebody comes: only a length of time answers that, and none beside another step."""
    step = steps.step_in(reading)
    if reading.is_tap or not working.says_minutes(reading) or step not in (None, steps.LATE):
        return None
    return heard(session, caller, WORK, lambda here, by: working.hear(here, by, "late", reading))


def _coded(step: str) -> Hears:
    """A code: words without figures are no answer to it."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        text = reading.text or ""
        if (
            asked.question in OF_CODES
            and (mistake := of_mistake(session, caller, asked, reading)) is not None
        ):
            return mistake
        figures = any(sign.isdecimal() for sign in text)
        if asked.question in OF_CODES and not _may_be_code(text):
            return None
        if reading.is_tap or not figures or words.says(text, "labour") or len(text.split()) > MOST_WORDS:
            return None
        found = heard(session, caller, WORK, lambda here, by: working.hear(here, by, step, reading))
        return whole_told.then(session, caller, found)

    return hears


def _may_be_code(text: str) -> bool:
    """Whether four figures stand in it beside the number of a job, or next to nothing else."""
    bare = VISIT.sub("", text)
    return CODE.search(bare) is not None or len(bare.split()) <= MOST_OF_A_NO


def _names_machine(reading: Reading, caller: Caller, question: str) -> bool:
    text = reading.text or ""
    tapped = reading.is_tap and reading.wants(REQUEST)
    said = words.machine_in(text) is not None or words.place_in(text) is not None or brands_in(text)
    return tapped or bool(said) or tells_danger(reading)


def _gives_place(reading: Reading, caller: Caller, question: str) -> bool:
    if file_of(reading) is not None:
        return True
    if reading.is_tap:
        return reading.wants(REQUEST)
    place = place_in(reading, asked=True)
    figures = any(sign.isdecimal() for sign in reading.text or "")
    if (reading.text or "").rstrip().endswith("?") and not figures:
        return tells_danger(reading)
    is_wish = reading.chance >= SURELY and not reading.wants(REQUEST, FALLBACK) and not figures
    return (bool(place.pincode or place.street) and not is_wish) or _of_the_same(reading, caller)


def _of_the_same(reading: Reading, caller: Caller) -> bool:
    """Whether it says more of the visit than was asked: its day, that it is dangerous, the machine once more."""
    when = says_when_by(reading, caller) and reading.wants(*OF_THE_SAME)
    again = reading.wants(REQUEST) and words.machine_in(reading.text or "") is not None
    return when or again or tells_danger(reading)


def _chooses_slot(reading: Reading, caller: Caller, question: str) -> bool:
    text = reading.text or ""
    tapped = (reading.is_tap and reading.wants(REQUEST, CHANGE)) or file_of(reading) is not None
    said = words.chosen_in(text) is not None or names_place(reading)
    when = (
        says_when_by(reading, caller)
        or so_far_off(reading, clock.now_in(caller.business.timezone)) is not None
    )
    return tapped or said or when or tells_danger(reading)


def _chooses_visit(reading: Reading, caller: Caller, question: str) -> bool:
    named = reading.first("reference") or reading.first("visit")
    return bool(named) or words.place_in(reading.text or "") is not None


def _of_which(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which of the visits that were shown: by its number or place, else by its customer, machine or address."""
    text, shown = reading.text or "", Draft(session, caller, rescheduling.KIND).get("which") or []
    visits = looking.with_references(session, caller.business_id, shown)
    place = words.place_in(text)
    found = (
        [visits[place - 1]] if place and 0 < place <= len(visits) else choosing.named(session, visits, text)
    )
    said = Draft(session, caller, rescheduling.KIND).get("said")
    if said and not reading.is_tap and choosing.means_all(visits, text):
        first, others = visits[0], [f"{each.reference} {said}" for each in visits[1:]]
        answer = WHICH(
            session, caller, asked, replace(reading, text=said, values=[Value("visit", first.reference)])
        )
        return answer and side_by_side.then(session, caller, answer, ", ".join(others))
    if not reading.is_tap and len(found) == 1:
        reading = replace(reading, values=[*reading.values, Value("visit", found[0].reference)])
    return WHICH(session, caller, asked, reading)


def _chooses_plan(reading: Reading, caller: Caller, question: str) -> bool:
    return reading.is_tap and reading.wants(REQUEST)


def _plan_tell(session: Session, caller: Caller, reading: Reading, question: str | None) -> Outcome[Any]:
    return wanting.tell(session, caller, reading)


def _of_plan(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The shown plan: a yes with more to it, else a yes or a no; what was said of a visit comes next either way."""
    if (found := of_plan.hear(session, caller, asked, reading)) is not None:
        return found
    draft, machine = Draft(session, caller, selling.KIND), selling.machine_shown(session, caller)
    then, several = draft.get("then"), draft.get("several")
    done = PLAN(session, caller, asked, reading)
    if done is not None and several and done.outcome.outcome == "plan_sold":
        done.outcome.facts["only_one"] = True
    if done is None or not then or done.rest or done.outcome.outcome not in ("plan_sold", "dropped"):
        return done
    second.keep(session, caller, then, machine=machine)
    return replace(done, rest=then)


def _of_plan_machine(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """For which of several machines the plan is: tapped, or in any words."""
    if reading.is_no and words.machine_in(reading.text or "") is None:
        return heard(session, caller, REQUEST, selling.drop)
    if reading.is_tap:
        return (
            heard(session, caller, REQUEST, lambda here, by: _plan_tell(here, by, reading, None))
            if reading.first("plan")
            else None
        )
    if reading.chance >= SURELY and not reading.wants(*OF_THE_SAME, "raise_ticket", "check_warranty"):
        return None
    return heard(session, caller, REQUEST, lambda here, by: selling.tell_machine(here, by, reading))


def _left(session: Session, caller: Caller) -> Outcome[Any]:
    return changing.keep(session, caller)


def _cancel_tell(session: Session, caller: Caller, reading: Reading, question: str | None) -> Outcome[Any]:
    return changing.tell(session, caller, reading, rescheduling.SLOT)


def _unless_called_off(hears: Hears) -> Hears:
    """A new hour; who calls off the visit itself, or brings the machine, is asked whether it is cancelled."""

    def listens(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        text = reading.text or ""
        ends = (words.says(text, "cancelling") and words.says(text, "calling_it_off")) or says_so(text)
        if reading.is_tap or not ends or words.says(text, "keeping"):
            return hears(session, caller, asked, reading)
        return heard(session, caller, CHANGE, changing.call_off)

    return listens


PLAN = confirms(REQUEST, selling.confirm, _plan_tell, selling.drop)
WHICH = asks(CHANGE, changing.tell, _left, _chooses_visit)
CANCELLING = confirms(CHANGE, cancelling.confirm, _cancel_tell, _left)


QUESTIONS = Questions(
    "visits",
    {
        wanting.MACHINE: asks(REQUEST, wanting.tell, wanting.drop, _names_machine),
        wanting.ADDRESS: asks(REQUEST, wanting.tell, wanting.drop, _gives_place),
        priced.QUESTION: asks(REQUEST, wanting.tell, wanting.drop, _gives_place),
        wanting.SLOT: asks(REQUEST, wanting.tell, wanting.drop, _chooses_slot),
        wanting.SHOWN_ALL: confirms(REQUEST, wanting.confirm, wanting.tell, wanting.drop),
        selling.PIECE: _of_plan_machine,
        "choose_plan": asks(REQUEST, _plan_tell, selling.drop, _chooses_plan),
        "confirm_plan": _of_plan,
        changing.WHICH: _of_which,
        rescheduling.SLOT: goes_on(_unless_called_off(asks(CHANGE, changing.tell, _left, _chooses_slot))),
        rescheduling.SHOWN_ALL: goes_on(
            _unless_called_off(confirms(CHANGE, changing.confirm, changing.tell, _left))
        ),
        "confirm_cancel_visit": goes_on(_of_cancelling),
        readdressing.GIVE: readdressing.answer,
        readdressing.CONFIRM: readdressing.answer,
        **part_questions.HEARS,
        carrying.QUESTION: carrying.answer,
        "tell_late": _of_minutes,
        "tell_arrival_code": _coded("arrival_code"),
        "tell_diagnosis": _works("diagnosis"),
        "tell_estimate": _works("estimate"),
        "confirm_estimate": _of_estimate,
        "confirm_refused": _decides("refused_yes"),
        "confirm_absent": _decides("absent_yes"),
        "confirm_today": _decides(whole_job.TODAY),
        "confirm_no_part": _decides("no_part_yes"),
        part_in_asked.QUESTION: part_in_asked.answer,
        choosing.QUESTION: choosing.answer,
        "choose_technician": _of_technician,
        for_ticket.QUESTION: for_ticket.answer,
        who_comes.QUESTION: who_comes.answer,
        agreeing.QUESTION: of_shown_estimate,
        "tell_closing_code": _coded("closing_code"),
    },
    overhears=overhear,
    interrupts=interrupt,
)
