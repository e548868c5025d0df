"""What a technician says of a job for which a part is missing: it is no leave and no wish to buy one."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.leave.asking.said import speaks_of_leave
from munshi.service.parts.for_job import BEGUN, begun_with_part
from munshi.service.visits import choosing, looking, words, working
from munshi.service.visits.waiting_for_part import MAY_WAIT

PAGE, STEP = "do_visit", "no_part"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Of the job that is named, else of the one that is begun, else of today's; of several it is asked."""
    text, reading = reading.text or "", replace(reading, as_answer=())  # no days of a leave that is asked for
    if reading.is_tap or text.rstrip().endswith("?") or not _misses(reading):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    begun = [
        each for each in jobs if each.status in BEGUN
    ]  # also where it cannot wait: no other is meant then
    today = looking.jobs_of(session, caller.business, caller.person.id, looking.today(caller.business))
    of_part = begun_with_part(session, caller, jobs, text)
    may_wait = [each for each in today if each.status in MAY_WAIT]
    meant = of_part or choosing.named(session, jobs, text) or begun or may_wait
    if not meant:
        return None
    if len(meant) > 1:
        return heard(session, caller, PAGE, lambda here, by: choosing.ask(here, by, meant, STEP, reading))
    reference = meant[0].reference
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, STEP, reading))


def _misses(reading: Reading) -> bool:
    """Whether a part is said to be missing, or anything that a job needs, for which somebody comes once more; what it
    costs is said of an estimate, and who speaks of leave goes.
    """
    text = reading.text or ""
    if words.says(text, "no_part"):
        return True
    again = words.says(text, "lacking") and words.says(text, "coming_again")
    costs = reading.first("money") is not None or words.says(text, "labour")
    return again and not costs and not speaks_of_leave(reading)
