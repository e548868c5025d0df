"""A technician says that a job is for somebody else, or for another hour: who runs the shop hears it."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import availability, changing, choosing, handing, looking, words
from munshi.service.visits.at_work import step_of
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import MAY_BE_GIVEN, Status


def of_handing(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That a job is for somebody else is no leave and no word to be carried: the owner hears it with the job."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or runs_the_desk(caller):
        return None
    if looking.technician(session, caller.person) is None or not handing.hands_back(session, caller, text):
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    meant = choosing.named(session, jobs, text)
    if not meant and not (VISIT.search(text) or TICKET.search(text)):
        begun = [each for each in jobs if each.status != Status.BOOKED or each.late_minutes]
        day = changing.named_day(reading, caller)
        then = [each for each in jobs if day and availability.is_on(caller.business, each.starts_at, day)]
        today = looking.jobs_of(session, caller.business, caller.person.id, looking.today(caller.business))
        meant = then or begun or today
    return step_of(session, caller, meant, "hand_back", reading) if meant else None


def of_moving(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That a job of theirs shall be at another hour, or not at all, is for the owner: their word changes none. So is
    that they do it after all.
    """
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or runs_the_desk(caller) or not VISIT.search(text):
        return None
    cancels = words.says(text, "cancelling") or words.names_step(text, "refused")
    moves = handing.wishes_to_move(reading, looking.today(caller.business))
    keeps = words.says(text, "comes_still") and not moves
    if not (cancels or keeps or moves) or (words.step_in(text) is not None and not cancels):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    meant = [each for each in choosing.named(session, jobs, text) if each.status in MAY_BE_GIVEN]
    step = "wish_to_cancel" if cancels else "wish_to_keep" if keeps else "wish_to_move"
    return step_of(session, caller, meant, step, reading) if meant else None
