"""A technician tells a whole job at once, without having said that they are there: nothing of it is lost."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import availability, choosing, looking, steps, words, working
from munshi.service.visits.models import Visit
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import AT_WORK, Status
from munshi.service.visits.whole_job import KEPT, STEP

PAGE = "do_visit"
MADE = ("fitted", "done", "money_taken")  # what is told once a job was worked at
WORK = ("diagnosis", steps.COST, *MADE)
STANDS = ("part_needed", "refused", "absent", "late", "cannot_come")
FEWEST = 2  # of these
ALL = 3  # of these, of a job that is not named
BEFORE = (Status.BOOKED, Status.ON_WAY)
ARRIVED = ("arrived", "arrived_without_code")


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What was done and taken at the job that is named, of which nobody has said that they are there."""
    text = reading.text or ""
    if reading.is_tap or text.rstrip().endswith("?") or runs_the_desk(caller):
        return None
    told = {each.value for each in steps.told(reading)}
    is_whole = len(told.intersection(WORK)) >= FEWEST and not told.isdisjoint(MADE)
    if not is_whole or not told.isdisjoint(STANDS) or looking.technician(session, caller.person) is None:
        return None
    jobs = looking.live_jobs_of(session, caller.business, caller.person.id)
    named = choosing.named(session, jobs, text)
    if not named and len(told.intersection(WORK)) >= ALL and VISIT.search(text) is None:
        named = _of_today(caller, jobs)
    if any(each.status in AT_WORK for each in named):
        return None
    meant = [each for each in named if each.status in BEFORE]
    if len(meant) > 1:
        return heard(session, caller, PAGE, lambda here, by: choosing.ask(here, by, meant, STEP, reading))
    if not meant or (words.says(text, "mistaken") and any(each.work.get("advance") for each in meant)):
        return None  # what was written is put right
    reference = meant[0].reference
    return then(
        session, caller, heard(session, caller, PAGE, lambda here, by: _do(here, by, reference, reading))
    )


def _of_today(caller: Caller, jobs: Sequence[Visit]) -> Sequence[Visit]:
    """The jobs of today that a whole job can be told of where none is named; those that are worked at first."""
    at_work = [each for each in jobs if each.status in AT_WORK]
    now = looking.today(caller.business)
    days = (availability.span_of(caller.business, each.starts_at, each.ends_at)[0] for each in jobs)
    return at_work or [each for each, day in zip(jobs, days, strict=True) if day <= now]


def then(session: Session, caller: Caller, found: Heard) -> Heard:
    """What is heard, and next the words that waited for the arrival."""
    facts = found.outcome.facts or {}
    if found.outcome.outcome not in ARRIVED or found.rest or not facts.get("visit"):
        return found
    visit = looking.locked(session, caller.business_id, str(facts["visit"]))
    kept = visit.work.get(KEPT)
    visit.work = {name: value for name, value in visit.work.items() if name != KEPT}
    return replace(found, rest=f"{visit.reference} {kept}") if kept else found


def _do(session: Session, caller: Caller, reference: str, reading: Reading) -> Outcome[Any]:
    return working.do(session, caller, reference, STEP, reading)
