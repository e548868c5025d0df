"""What a message says to an open question about visits, parts, estimates and yearly care."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Hears, Questions, heard
from munshi.asking.reading import FALLBACK, LEAVES, Asked, Reading
from munshi.callers import Caller
from munshi.orders.address_words import surely_an_address
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.amc import ending, selling
from munshi.service.estimates import agreeing, answering
from munshi.service.parts import cancelling as part_cancelling
from munshi.service.parts import desk as parts_desk
from munshi.service.parts import wanting as parts
from munshi.service.parts.looking import all_parts, named_in, names_goods
from munshi.service.tickets.filing import file_of
from munshi.service.tickets.words import begins_with_yes, behind_yes, brands_in, hazard_in
from munshi.service.visits import (
    absence,
    assigning,
    cancelling,
    carrying,
    changing,
    choosing,
    for_ticket,
    looking,
    running,
    wanting,
    words,
    working,
)
from munshi.service.visits.at_work import (
    MOST_WORDS,
    OF_CUSTOMERS,
    SUM,
    asks_of_a_part,
    of_handing,
    of_lateness,
    of_mistake,
    of_step,
    of_the_work,
)
from munshi.service.visits.looking import today
from munshi.service.visits.overheard import overhear
from munshi.service.visits.places import place_in
from munshi.service.visits.receiving import of_money, of_what_was_taken
from munshi.service.visits.references import VISIT
from munshi.service.visits.wishes import says_when, wish_in

REPORT = "raise_ticket"
REQUEST, CHANGE, WORK, PART = wanting.PAGE, "change_visit", "do_visit", parts.PAGE
NAMED_AT = {REQUEST: "TKT", CHANGE: "VIS", PART: "PRT"}  # how what its questions are about is named
# What of a technician's words is a step of the job, and no answer to what was asked of it.
STEPS_BESIDE = {
    "diagnosis": ("on_way", "arrived", "jobs"),
    "estimate": ("on_way", "arrived", "done", "refused", "jobs"),
}
OF_CODES = ("tell_arrival_code", "tell_closing_code")
OF_SUMS = ("report_payment", "record_payment", "check_dues", "pay_bill")
OF_A_COUNT = (FALLBACK, "deny", PART, "place_order", "modify_order", "affirm", "ask_availability")
MOST_OF_A_NO = 2  # words
OF_SELLING = ("choose_plan", "confirm_plan", selling.PIECE)
SURELY = 0.85  # so sure another wish is one, whatever was asked

OF_THE_SAME = (
    FALLBACK,
    "deny",
    "cancel_flow",
    "affirm",
    REQUEST,
    CHANGE,
    "modify_order",
    "apply_leave",
    "place_order",
)

Tell = Callable[[Session, Caller, Reading, str | None], Outcome[Any]]
Drop = Callable[[Session, Caller], Outcome[Any]]
Confirm = Callable[[Session, Caller, str | None], Outcome[Any]]


def _asks(page: str, tell: Tell, drop: Drop, answers: Callable[[Reading, Caller, str], bool]) -> Hears:
    """A question to which something is said; a no leaves it."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        if _names_another(reading, page):
            return None
        if page == REQUEST and asked.question != selling.PIECE and _buys_part(session, caller, reading):
            return heard(session, caller, PART, lambda here, by: _part_instead(here, by, reading))
        leaves = reading.is_no or (page == REQUEST and not reading.is_tap and _gives_up(reading))
        if leaves and not _says_when(reading, caller):
            return heard(session, caller, page, drop)
        of_visit = page == REQUEST and not reading.is_tap and asked.question != selling.PIECE
        adds = of_visit and (_adds(reading) or _asks_cost(reading) or _tells_fault(session, caller, reading))
        if not (reading.is_yes or adds or answers(reading, caller, asked.question)):
            return None
        return heard(session, caller, page, lambda here, by: tell(here, by, reading, asked.question))

    return hears


def _confirms(page: str, confirm: Confirm, tell: Tell, drop: Drop) -> Hears:
    """The shown summary: a yes does it, a no leaves it, and anything that changes it is shown anew."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        if _names_another(reading, page):
            return None
        of_time = _says_when(reading, caller) or _names_place(reading) or _tells_danger(reading)
        changes = asked.question != "confirm_plan" and of_time
        if page == REQUEST and not changes and _gives_up(reading):
            return heard(session, caller, page, drop)
        rest = _beside_yes(session, caller, page, reading)
        if (reading.agrees or rest) and not changes:
            shown, rest = reading.first("summary") or asked.summary, rest or reading.next_wish
            return heard(session, caller, page, lambda here, by: confirm(here, by, shown), rest)
        more = _adds(reading) or _tells_fault(session, caller, reading)
        of_visit = page == REQUEST and asked.question == wanting.SHOWN_ALL and more
        if of_visit or _corrects(reading, caller, page) or (page == REQUEST and _asks_of_sum(reading)):
            return heard(session, caller, page, lambda here, by: tell(here, by, reading, asked.question))
        if reading.is_no:
            return heard(session, caller, page, drop)
        return None

    return hears


def _buys_part(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a part of the shop is wanted, and nobody is to come with it: "membrane rakh do, dukan se le lunga"."""
    text = reading.text or ""
    at_shop = any(words.says(text, each) for each in ("buying", "fetching", "nobody_comes", "part_price"))
    return (
        not reading.is_tap
        and at_shop
        and not says_when(reading)
        and bool(named_in(text, all_parts(session, caller.business_id)))
    )


def _part_instead(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    wanting.drop(session, caller)
    return parts.tell(session, caller, reading)


def _adds(reading: Reading) -> bool:
    """Whether it adds to the shown visit: a photo, words for who comes, or that it is one of their yearly care."""
    text = reading.text or ""
    return file_of(reading) is not None or words.is_to_note(text) or words.of_care(text)


def _tells_fault(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it tells what is wrong with the machine for which somebody is to come, and with no other."""
    if reading.is_tap or not reading.wants(REPORT):
        return False
    return words.machine_in(reading.text or "") in (None, wanting.machine_of(session, caller))


def _asks_cost(reading: Reading) -> bool:
    """Whether it asks what it will cost, which is told with the question that is open."""
    text = reading.text or ""
    return words.says(text, "costing") or (words.says(text, "visit_charge") and words.says(text, "how_much"))


def _gives_up(reading: Reading) -> bool:
    """Whether it says that nobody shall come: "just cancel it, I don't want the visit"."""
    text = reading.text or ""
    said = any(words.says(text, each) for each in ("cancelling", "refusing", "nobody_comes"))
    return said and not reading.is_yes and words.machine_in(text) is None and not text.rstrip().endswith("?")


def _asks_of_sum(reading: Reading) -> bool:
    """Whether a sum is asked about, and none reported: "350 even if you only look at it?" """
    return (reading.text or "").rstrip().endswith("?") and reading.wants(*OF_SUMS)


def _beside_yes(session: Session, caller: Caller, page: str, reading: Reading) -> str | None:
    """What stands behind a yes to a shown visit and corrects nothing of it: another wish, or words for who comes."""
    rest = behind_yes(reading.text or "") if page in (REQUEST, CHANGE) else None
    notes = any(each["kind"] == "note" for each in reading.left_over)
    if rest is None or (reading.is_yes and not notes):
        return None
    if any(words.says(rest, each) for each in ("cancelling", "refusing")):
        return None
    same = words.machine_in(rest) in (None, wanting.machine_of(session, caller))
    return rest if same or page == CHANGE or words.says(rest, "too") else None


def _names_another(reading: Reading, page: str) -> bool:
    """Whether it names another kind of thing than the question is about, by its reference: that one is meant."""
    named = [str(each.value).upper() for each in reading.all("reference")]
    return not reading.is_tap and bool(named) and not any(each.startswith(NAMED_AT[page]) for each in named)


def _of_cancelling(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the shown visit is to be cancelled: "cancel kar do" is neither yes nor no, and is asked again."""
    if reading.wants(LEAVES) and not reading.is_tap and not reading.agrees:
        return heard(session, caller, CHANGE, lambda here, by: _cancel_tell(here, by, reading, None))
    return CANCELLING(session, caller, asked, reading)


def _corrects(reading: Reading, caller: Caller, page: str) -> bool:
    """Whether a message changes what is shown: another time, another place, or the wish once more."""
    is_place = (reading.text or "").strip().isdecimal()  # in the list that was shown before
    if page == REQUEST and begins_with_yes(reading.text or "") and not reading.is_yes:
        return True
    if page == PART and words.says(reading.text or "", "lost"):
        return True
    if is_place or (page == REQUEST and (_names_place(reading) or _tells_danger(reading))):
        return True
    says = _says_when(reading, caller) or reading.wants(page) or (reading.is_tap and not reading.is_no)
    return says and reading.wants(page, *OF_THE_SAME)


def _works(step: str) -> Hears:
    """Words that a technician was asked for; the next step of the job, or another job, is none."""

    def hears(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        if reading.is_tap or _is_bare_no(reading) or _tells_step(reading, step) or asks_of_a_part(reading):
            return None
        return heard(session, caller, WORK, lambda here, by: working.hear(here, by, step, reading))

    return hears


def _is_bare_no(reading: Reading) -> bool:
    """A no and nothing of the lines: "nahi", "rehne do"."""
    text = reading.text or ""
    return reading.is_no and len(text.split()) <= MOST_OF_A_NO and not words.says(text, "taken_off")


def _tells_step(reading: Reading, asked: str) -> bool:
    """Whether a technician tells a step instead: on the way, arrived, done; of a fault only what is surely none."""
    text = VISIT.sub("", reading.text or "").strip()
    if not text:
        return True
    step = words.step_in(text)
    figures = any(sign.isdecimal() for sign in text)
    return step in STEPS_BESIDE[asked] and not figures and len(text.split()) <= MOST_WORDS


def _of_estimate(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The shown estimate: a yes sends it, other words change it or write it anew."""
    if reading.is_tap or _is_bare_no(reading) or asks_of_a_part(reading):
        return None
    step = "send_estimate" if reading.is_yes else "estimate"
    return heard(session, caller, WORK, lambda here, by: working.hear(here, by, step, reading))


def _of_shown_estimate(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The customer's word on an estimate: a yes with a "but", a sum or a question to it is none."""
    text, shown = reading.text or "", asked.summary or ""
    if reading.is_tap or not shown:
        return None
    reference = shown.partition(":")[0]
    if answering.of_part(session, caller, reference, text):
        return heard(
            session, caller, WORK, lambda here, by: working.do(here, by, reference, "take_part", reading)
        )
    if reading.is_no or reading.wants("reject_request") or words.says(text, "refusing"):
        agreed = False
    elif words.says(text, "haggling") or (reading.agrees and SUM.search(text)):
        return heard(session, caller, WORK, lambda here, by: working.of_sum(here, by, shown, reading))
    elif reading.agrees or reading.wants("approve_request") or words.says(text, "go_ahead"):
        haggles = words.says(text, "but") or any(sign.isdecimal() for sign in text)
        if haggles or reading.asks_after_yes or "?" in text:
            return None
        agreed = True
    else:
        return None
    return heard(
        session, caller, WORK, lambda here, by: working.answer_estimate(here, by, shown, agreed=agreed)
    )


def _of_refusal(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes ends the job without a repair."""
    if not reading.agrees:
        return None
    return heard(session, caller, WORK, lambda here, by: working.hear(here, by, "refused_yes", reading))


def _of_absence(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes takes the visit off, and has the customer asked for another time."""
    if not reading.agrees:
        return None
    return heard(session, caller, WORK, lambda here, by: working.hear(here, by, "absent_yes", reading))


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
        if reading.is_tap or not figures or words.says(text, "labour") or len(text.split()) > MOST_WORDS:
            return None
        return heard(session, caller, WORK, lambda here, by: working.hear(here, by, step, reading))

    return hears


def _names_machine(reading: Reading, caller: Caller, question: str) -> bool:
    text = reading.text or ""
    tapped = reading.is_tap and reading.wants(REQUEST)
    said = words.machine_in(text) is not None or words.place_in(text) is not None or brands_in(text)
    return tapped or bool(said) or _tells_danger(reading)


def _gives_place(reading: Reading, caller: Caller, question: str) -> bool:
    if file_of(reading) is not None:
        return True
    if reading.is_tap:
        return reading.wants(REQUEST)
    place = place_in(reading, asked=True)
    figures = any(sign.isdecimal() for sign in reading.text or "")
    if (reading.text or "").rstrip().endswith("?") and not figures:
        return _tells_danger(reading)
    is_wish = reading.chance >= SURELY and not reading.wants(REQUEST, FALLBACK) and not figures
    return (bool(place.pincode or place.street) and not is_wish) or _tells_danger(reading)


def _chooses_slot(reading: Reading, caller: Caller, question: str) -> bool:
    text = reading.text or ""
    tapped = (reading.is_tap and reading.wants(REQUEST, CHANGE)) or file_of(reading) is not None
    said = words.place_in(text) is not None or _names_place(reading)
    return tapped or said or _says_when(reading, caller) or _tells_danger(reading)


def _chooses_visit(reading: Reading, caller: Caller, question: str) -> bool:
    named = reading.first("reference") or reading.first("visit")
    return bool(named) or words.place_in(reading.text or "") is not None


def _chooses_part(reading: Reading, caller: Caller, question: str) -> bool:
    text = reading.text or ""
    tapped = reading.is_tap and reading.wants(PART)
    said = words.place_in(text) is not None or words.quality_in(text) is not None
    return tapped or said or reading.wants(PART)


def _names_part(reading: Reading, caller: Caller, question: str) -> bool:
    return reading.wants(PART, FALLBACK, "place_order", "ask_availability", "ask_price")


def _names_model(reading: Reading, caller: Caller, question: str) -> bool:
    return _chooses_part(reading, caller, question) or _names_part(reading, caller, question)


def _chooses_plan(reading: Reading, caller: Caller, question: str) -> bool:
    return reading.is_tap and reading.wants(REQUEST)


def _tells_danger(reading: Reading) -> bool:
    """Whether it speaks of sparks, gas or water: that is of the machine for which somebody is to come."""
    return not reading.is_tap and hazard_in(reading.text or "") is not None


def _names_place(reading: Reading) -> bool:
    return not reading.is_tap and surely_an_address(reading.text or "")


def _says_when(reading: Reading, caller: Caller) -> bool:
    return not reading.is_tap and wish_in(reading, today(caller.business)) is not None


def _plan_tell(session: Session, caller: Caller, reading: Reading, question: str | None) -> Outcome[Any]:
    return wanting.tell(session, caller, reading)


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
    return changing.tell(session, caller, reading, changing.SLOT)


CANCELLING = _confirms(CHANGE, cancelling.confirm, _cancel_tell, _left)


OF_PART = _confirms(PART, parts.confirm, parts.tell, parts.drop)


def _of_part_to_give_up(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the shown part is to be given up; a no keeps it."""
    if reading.agrees or (reading.wants(LEAVES) and not reading.is_tap):
        shown = reading.first("summary") or asked.summary
        return heard(session, caller, PART, lambda here, by: part_cancelling.confirm(here, by, shown))
    return heard(session, caller, PART, part_cancelling.keep) if reading.is_no else None


def _of_shown_part(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The shown part: words that leave it, that name another part with or without a yes, or another maker."""
    text = reading.text or ""
    if not reading.is_tap and (work := of_the_work(session, caller, asked, reading)) is not None:
        return work
    if reading.is_tap or _names_another(reading, PART):
        return OF_PART(session, caller, asked, reading)
    if (visit := _of_technician_instead(session, caller, reading)) is not None:
        return visit
    if not reading.is_no and _fetches(text):
        shown = asked.summary
        return heard(
            session, caller, PART, lambda here, by: parts.confirm_and_fetch(here, by, shown, reading)
        )
    only_other = words.says(text, "only") and parts.names_other(session, caller, text)
    if words.says(text, "refusing") or only_other:
        return heard(session, caller, PART, lambda here, by: parts.leave(here, by, reading))
    shown = reading.first("summary") or asked.summary
    if reading.agrees and parts.names_other(session, caller, text):
        return heard(session, caller, PART, lambda here, by: parts.confirm_and(here, by, shown, reading))
    if _counts_part(session, caller, reading):
        return heard(session, caller, PART, lambda here, by: parts.recount(here, by, shown, reading))
    if not reading.is_no and words.says(text, "lost"):
        return heard(session, caller, PART, lambda here, by: parts.tell(here, by, reading, asked.question))
    if not reading.is_no and (brands_in(text) or parts.names_other(session, caller, text)):
        return heard(session, caller, PART, lambda here, by: parts.tell(here, by, reading, asked.question))
    return OF_PART(session, caller, asked, reading)


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A technician's own jobs, and what who runs the shop says of the desk, whoever has asked."""
    of_own_job = (
        of_lateness(session, caller, asked, reading)
        or of_handing(session, caller, reading)
        or of_money(session, caller, asked, reading)
        or of_what_was_taken(session, caller, reading)
        or _of_mistake(session, caller, asked, reading)
        or _word_to_customer(session, caller, asked, reading)
        or _of_absence_from_work(session, caller, asked, reading)
        or of_step(session, caller, asked, reading)
    )
    return (
        of_own_job
        or running.interrupt(session, caller, asked, reading)
        or _ends_care(session, caller, asked, reading)
    )


def _ends_care(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Yearly care that a customer has and no longer wants, whoever has asked, but where care is being sold."""
    if reading.is_tap or caller.may_act_as(*STAFF) or asked.question in OF_SELLING:
        return None
    contract = selling.to_end(session, caller, reading.text or "")
    if contract is None:
        return None
    reference = contract.reference
    return heard(session, caller, REQUEST, lambda here, by: ending.end(here, by, reference))


def _of_mistake(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A step that is taken back; where its code is asked for, that question hears it, and ends."""
    return None if asked.question in OF_CODES else of_mistake(session, caller, asked, reading)


def _of_absence_from_work(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a technician does not come, where no leave is given that could be asked for."""
    if asked.question and not asked.question.startswith(("correct_leave", *OF_CUSTOMERS)):
        return None
    return absence.of_leave(session, caller, reading)


def _word_to_customer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "Meena ko bolo kal 12 baje aaunga" of who goes there."""
    if reading.is_tap or words.placed(reading.text or "", "has_told") is None:
        return None
    if not looking.live_jobs_of(session, caller.business, caller.person.id):
        return None
    return carrying.carried(session, caller, reading)


def _fetches(text: str) -> bool:
    """Whether it says that the part is fetched, and neither asks nor denies anything."""
    doubts = any(words.says(text, each) for each in ("asking", "not_yet", "refusing"))
    return words.says(text, "fetching") and not text.rstrip().endswith("?") and not doubts


def _counts_part(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether it says how many of the shown part, or of which quality, and names no other goods."""
    text = reading.text or ""
    quality, asks = words.quality_in(text), text.rstrip().endswith("?")
    if quality is None and (reading.is_yes or asks or not reading.wants(*OF_A_COUNT)):
        return False
    counts = parts.counted(reading) is not None and not asks and not _says_when(reading, caller)
    of_goods = names_goods(session, caller.business_id, text)
    return (counts or quality is not None) and not of_goods


def _of_technician_instead(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who wishes for somebody to come while a part is asked wants that instead."""
    text = reading.text or ""
    sends = reading.wants(CHANGE, FALLBACK, "apply_leave") and words.says(text, "coming_to_see")
    if reading.is_tap or not (reading.wants(REQUEST) or sends) or text.rstrip().endswith("?"):
        return None
    if words.says(text, "fetching") or words.says(text, "nobody_comes"):
        return None
    return heard(session, caller, REQUEST, lambda here, by: parts.to_visit(here, by, reading))


def _of_part(hears: Hears) -> Hears:
    """A question about a part, that a wish for somebody to come leaves."""

    def or_technician(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        return _of_technician_instead(session, caller, reading) or hears(session, caller, asked, reading)

    return or_technician


def _of_part_name(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which part: what the shop sells otherwise is ordered, and yearly care is none."""
    text = reading.text or ""
    of_others = names_goods(session, caller.business_id, text) or words.of_care(text)
    if not reading.is_tap and of_others and not named_in(text, all_parts(session, caller.business_id)):
        return None
    return PART_NAME(session, caller, asked, reading)


PART_NAME = _of_part(_asks(PART, parts.tell, parts.drop, _names_part))
QUESTIONS = Questions(
    "visits",
    {
        wanting.MACHINE: _asks(REQUEST, wanting.tell, wanting.drop, _names_machine),
        wanting.ADDRESS: _asks(REQUEST, wanting.tell, wanting.drop, _gives_place),
        wanting.SLOT: _asks(REQUEST, wanting.tell, wanting.drop, _chooses_slot),
        wanting.SHOWN_ALL: _confirms(REQUEST, wanting.confirm, wanting.tell, wanting.drop),
        selling.PIECE: _of_plan_machine,
        "choose_plan": _asks(REQUEST, _plan_tell, selling.drop, _chooses_plan),
        "confirm_plan": _confirms(REQUEST, selling.confirm, _plan_tell, selling.drop),
        changing.WHICH: _asks(CHANGE, changing.tell, _left, _chooses_visit),
        changing.SLOT: _asks(CHANGE, changing.tell, _left, _chooses_slot),
        changing.SHOWN_ALL: _confirms(CHANGE, changing.confirm, changing.tell, _left),
        "confirm_cancel_visit": _of_cancelling,
        parts.NAME: _of_part_name,
        parts.MODEL: _of_part(_asks(PART, parts.tell, parts.drop, _names_model)),
        parts.WHICH: _of_part(_asks(PART, parts.tell, parts.drop, _chooses_part)),
        part_cancelling.QUESTION: _of_part_to_give_up,
        parts.SHOWN_ALL: _of_shown_part,
        parts_desk.QUESTION: parts_desk.answer,
        carrying.QUESTION: carrying.answer,
        "tell_late": _coded("late"),
        "tell_arrival_code": _coded("arrival_code"),
        "tell_diagnosis": _works("diagnosis"),
        "tell_estimate": _works("estimate"),
        "confirm_estimate": _of_estimate,
        "confirm_refused": _of_refusal,
        "confirm_absent": _of_absence,
        choosing.QUESTION: choosing.answer,
        "choose_technician": _of_technician,
        for_ticket.QUESTION: for_ticket.answer,
        agreeing.QUESTION: _of_shown_estimate,
        "tell_closing_code": _coded("closing_code"),
    },
    overhears=overhear,
    interrupts=_interrupt,
)
