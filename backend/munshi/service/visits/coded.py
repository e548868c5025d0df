"""A code that a technician writes is of the job whose code it is, whatever else was asked."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.service.visits import choosing, looking, proving, steps, whole_told, working
from munshi.service.visits.models import Visit
from munshi.service.visits.money_told import tells_of_money, ways_in
from munshi.service.visits.proving import ARRIVAL, CLOSING
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import Status

PAGE = "do_visit"
WAITING = {Status.ON_WAY: ARRIVAL, Status.READY: CLOSING}
OF_CODES = ("tell_arrival_code", "tell_closing_code")
PROVEN = ("arrived", "done", "code")
FEWEST_OF_A_FAULT = 3  # words: "gas kam hai"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "code 0630", "VIS-10 ka code 0630", "0630": a wrong one is told so where only one job can be meant.

    Figures that are the very code of a job are it in whatever words; a fault that is told with it comes next.
    """
    text = reading.text or ""
    typed = {} if reading.is_tap else proving.codes_typed(text)
    if not typed or looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    waiting = [each for each in choosing.meant(session, jobs, text) if each.status in WAITING]
    right = [(each, code) for code in typed for each in waiting if _is_right(each, code)]
    if len(right) == 1:
        return _told(session, caller, reading, *right[0], _behind(reading, typed[right[0][1]]))
    code = _said_to_be_one(reading, waiting)
    is_bare = text.strip().isdecimal()
    if code is None or is_bare or asked.question in OF_CODES or len(waiting) != 1:
        return None
    return _told(session, caller, reading, waiting[0], code)


def _is_right(visit: Visit, code: str) -> bool:
    return proving.is_right(visit, WAITING[Status(visit.status)], code)


def _said_to_be_one(reading: Reading, waiting: Sequence[Visit]) -> str | None:
    """A code that is called so, or that stands beside the word that they are there: "aa gaya 1547"."""
    text = reading.text or ""
    on_way = any(each.status == Status.ON_WAY for each in waiting)
    arrives = on_way and steps.tells(reading, "arrived") and not ways_in(text)
    return proving.told_code(text) or (proving.code_in(text) if arrives else None)


def _behind(reading: Reading, end: int) -> str | None:
    """What is said behind a code that is more than the step it proves."""
    rest = (reading.text or "")[end:].strip(SIGNS)
    behind = [each.value for each in steps.told(reading) if each.start >= end]
    more = [each for each in behind if each not in PROVEN]
    is_fault = len(rest.split()) >= FEWEST_OF_A_FAULT and not behind
    return rest if more or is_fault or tells_of_money(rest) else None


def _told(
    session: Session, caller: Caller, reading: Reading, visit: Visit, code: str, rest: str | None = None
) -> Heard:
    reference, step = visit.reference, f"{WAITING[Status(visit.status)]}_code"
    said = Reading(code, reading.intents)
    rest = f"{reference} {rest}" if rest and VISIT.search(rest) is None else rest  # the code names the job
    found = heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, said), rest)
    return whole_told.then(session, caller, found)
