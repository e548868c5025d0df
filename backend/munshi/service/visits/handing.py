"""A technician cannot do a job, or not then: who runs the shop hears it with the visit, and decides."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.opening import hours_of
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import assigning, availability, doubt, looking, steps, words
from munshi.service.visits.job import Job
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_customer, tell_owners, tell_technician
from munshi.service.visits.references import TICKET, VISIT
from munshi.service.visits.statuses import MAY_BE_GIVEN
from munshi.service.visits.wishes import from_its_hour, in_opening, to_come, wish_in

LONGEST = 300
MOVES = ("moving", "perhaps_moving", "makes_it", "comes_still")
SUM = re.compile(r"\d{3,}")


def tell_owner(job: Job, reading: Reading) -> Outcome[Any]:
    """The job stays theirs until somebody else has it; where they cannot come, the customer hears that too."""
    said = (reading.text or "")[:LONGEST]
    facts = {"visit_word": said, "manages": True}
    if steps.tells(reading, "cannot_come") and job.visit.status in MAY_BE_GIVEN:
        doubt.cast(job.visit)
        tell_customer(job.session, job.business, job.visit, "visit_in_doubt")
    tell_owners(job.session, job.business, job.visit, "visit_handed_back", clock.now(), **facts)
    return job.outcome("handed_back")


def tell_of_all(session: Session, caller: Caller, visits: Sequence[Visit], reading: Reading) -> Outcome[Any]:
    """The same of several jobs at once."""
    jobs = [Job(session, caller, each.reference) for each in visits]
    for job in jobs:
        tell_owner(job, reading)
    return Outcome[str](outcome="handed_back_all", facts={"jobs": [job.facts() for job in jobs]})


def wish_to_move(job: Job, reading: Reading) -> Outcome[Any]:
    """The hour stays until who runs the shop moves it: by a tap, where a day and an hour are said."""
    wished = _moment_wished(job, reading)
    if wished is None:
        return _passed_on(job, reading, "move_passed_on")
    facts = {
        "visit_word": (reading.text or "")[:LONGEST],
        "new_at": clock.on_the_wall(wished, job.business.timezone),
        "new_slot": wished.isoformat(),
    }
    tell_owners(job.session, job.business, job.visit, "visit_hour_wished", clock.now(), **facts)
    return job.outcome("move_passed_on")


def hour_stays(job: Job, reading: Reading) -> Outcome[Any]:
    """Who runs the shop leaves the visit at its hour: who wished another hears it."""
    if not runs_the_desk(job.caller):
        raise Refusal("not_your_job", visit=job.visit.reference)
    if job.visit.status not in MAY_BE_GIVEN:
        raise Refusal("no_such_move", visit=job.visit.reference, visit_status=job.visit.status)
    tell_technician(job.session, job.business, job.visit, "visit_hour_stays")
    return job.outcome("stays")


def _moment_wished(job: Job, reading: Reading) -> datetime | None:
    """The day and hour that are said; an hour alone is of the day of the visit, a past one is none."""
    today = looking.today(job.business)
    day, span = availability.span_of(job.business, job.visit.starts_at, job.visit.ends_at)
    wish = to_come(wish_in(reading, today, leaving=day, leaving_at=span.start), reading, today)
    if wish is None:
        return None
    text = reading.text or ""
    wish = in_opening(from_its_hour(wish, span.start, text), text, hours_of(job.business))
    if not wish.exact or wish.since is None or wish.first != wish.last:
        return None
    wished = availability.moment(job.business, wish.first or day, wish.since)
    return wished if wished > clock.now() else None


def wish_to_cancel(job: Job, reading: Reading) -> Outcome[Any]:
    """The visit stays until who runs the shop, or the customer, calls it off."""
    return _passed_on(job, reading, "cancel_passed_on")


def wish_to_keep(job: Job, reading: Reading) -> Outcome[Any]:
    """It is theirs, and whoever has heard otherwise hears so."""
    if doubt.is_on(job.visit):
        doubt.settle(job.visit)
        tell_customer(job.session, job.business, job.visit, "visit_assigned", clock.now())
    return _passed_on(job, reading, "keeps_job")


def _passed_on(job: Job, reading: Reading, outcome: str) -> Outcome[Any]:
    said = (reading.text or "")[:LONGEST]
    tell_owners(job.session, job.business, job.visit, "visit_change_wished", clock.now(), visit_word=said)
    return job.outcome(outcome)


def wishes_to_move(reading: Reading, today: date) -> bool:
    """Whether a technician names another hour for a job: "VIS-12 ka samay kal 4 baje karna hai"."""
    text, wish = reading.text or "", wish_in(reading, today)
    moves = any(words.says(text, each) for each in MOVES)
    return moves and wish is not None and wish.since is not None


def hands_back(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a technician says that a job is for another: "Ravi ko de do", "kisi aur ko de", "nahi ja paunga"."""
    text = reading.text or ""
    if steps.tells(reading, "cannot_come"):
        return True
    of_money = words.says(text, "of_money") or SUM.search(TICKET.sub("", VISIT.sub("", text)))
    return words.says(text, "handing") and not of_money and bool(_others(session, caller, text))


def _others(session: Session, caller: Caller, text: str) -> Sequence[Person]:
    found = assigning.technicians_in(session, caller, text)
    return [each for each in found if each.id != caller.person.id]
