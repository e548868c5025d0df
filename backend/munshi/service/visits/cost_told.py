"""A technician has a customer told what it will cost: it goes out as an estimate, and from the place alone."""

import re

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import choosing, looking, words
from munshi.service.visits.at_work import PAGE, step_of
from munshi.service.visits.job import Job
from munshi.service.visits.references import PART, TICKET, VISIT
from munshi.service.visits.statuses import Status

SUM = re.compile(r"(?<![\w-])\d{3,}(?!\w)")
THERE = (Status.ARRIVED, Status.DIAGNOSED, Status.AWAITING)  # where an estimate can be written
OF_COST = ("costs", "estimates", "pure_labour")
OF_ELSE = ("visit_charge", "fee", "of_money", "paid_cash")  # sums that are of no estimate
OF_TELLING = ("the_customer", "has_told", "somebody")


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "1200 lagega bol do customer ko": at the place it is the estimate; on the way it is said why it does not go."""
    text = reading.text or ""
    if reading.is_tap or runs_the_desk(caller) or looking.technician(session, caller.person) is None:
        return None
    if not _tells_cost(text) or text.rstrip().endswith("?"):
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    if there := [each for each in jobs if each.status in THERE]:
        meant, lines = choosing.meant(session, there, text), Reading(_to_write(text), reading.intents)
        written = bool(meant) and words.says(text, "has_told")
        return step_of(session, caller, meant, "of_work", lines) if written else None
    on_way = [each for each in jobs if each.status == Status.ON_WAY]
    booked = [each for each in jobs if each.status == Status.BOOKED] if words.says(text, "has_told") else []
    before = choosing.meant(session, on_way or booked, text)
    if len(before) != 1:
        return None
    reference = before[0].reference
    return heard(
        session, caller, PAGE, lambda here, by: Job(here, by, reference).outcome("estimate_too_early")
    )


def _tells_cost(text: str) -> bool:
    """Whether a sum is told that work will cost, and none that coming costs or that was paid."""
    bare = TICKET.sub(" ", VISIT.sub(" ", PART.sub(" ", text)))
    of_cost = any(words.says(text, each) for each in OF_COST)
    return bool(SUM.search(bare)) and of_cost and not any(words.says(text, each) for each in OF_ELSE)


def _to_write(text: str) -> str:
    """The lines without whose they are and that somebody is to be told of them."""
    text = VISIT.sub(" ", text)
    for each in OF_TELLING:
        while (found := words.placed(text, each)) is not None:
            text = f"{text[: found[0]].rstrip()} {text[found[1] :].lstrip()}".strip()
    return text
