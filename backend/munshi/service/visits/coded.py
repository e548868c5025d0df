"""A code that a technician writes is of the job whose code it is, whatever else was asked."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.service.visits import choosing, looking, proving, working
from munshi.service.visits.proving import ARRIVAL, CLOSING
from munshi.service.visits.statuses import Status

PAGE = "do_visit"
WAITING = {Status.ON_WAY: ARRIVAL, Status.READY: CLOSING}
OF_CODES = ("tell_arrival_code", "tell_closing_code")


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "code 0630", "VIS-10 ka code 0630", "0630": a wrong one is told so where only one job can be meant."""
    text = reading.text or ""
    code = None if reading.is_tap else proving.told_code(text)
    if code is None or looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    waiting = [each for each in choosing.meant(session, jobs, text) if each.status in WAITING]
    right = [each for each in waiting if proving.is_right(each, WAITING[Status(each.status)], code)]
    is_bare = text.strip().isdecimal()
    meant = right or ([] if is_bare or asked.question in OF_CODES else waiting)
    if len(meant) != 1:
        return None
    reference, step = meant[0].reference, f"{WAITING[Status(meant[0].status)]}_code"
    said = Reading(code, reading.intents)
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, step, said))
