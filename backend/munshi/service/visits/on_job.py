"""What sounds like leave of somebody whose job is on: it is of the job, unless leave or being away is spoken of."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.leave.asking.said import speaks_of_leave
from munshi.service.visits import choosing, looking, working
from munshi.service.visits.at_work import OF_A_JOB
from munshi.service.visits.statuses import AT_WORK, Status

PAGE, STEP = "do_visit", "unclear"
LEAVE = ("apply_leave", "check_leave_balance")
OF_LEAVE = ("leave_", "confirm_leave", "confirm_unpaid_leave", "correct_leave")
ANSWERS = ("period", "leave_type", "agreed")
ON = AT_WORK | {Status.ON_WAY}
MOST_OF_AN_ANSWER = 4  # words that name a day


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Said back with the job, so that no leave is asked for by "3 din lagenge part aane me"."""
    text = reading.text or ""
    if reading.is_tap or asked.question in (*OF_A_JOB, "confirm_estimate") or not reading.wants(*LEAVE):
        return None
    if speaks_of_leave(reading) or _answers(asked, reading):
        return None
    if looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    on = choosing.meant(session, [each for each in jobs if each.status in ON], text)
    if len(on) != 1:
        return None
    reference = on[0].reference
    return heard(session, caller, PAGE, lambda here, by: working.do(here, by, reference, STEP, reading))


def _answers(asked: Asked, reading: Reading) -> bool:
    """Whether it is an answer to a question about leave: few words with a day or a yes."""
    if not asked.question.startswith(OF_LEAVE):
        return False
    few = len((reading.text or "").split()) <= MOST_OF_AN_ANSWER
    return few and any(reading.answer(each) is not None for each in ANSWERS)
