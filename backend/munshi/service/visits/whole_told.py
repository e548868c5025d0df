"""A technician tells a whole job at once, without having said that they are there: nothing of it is lost."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts.desk import runs_the_desk
from munshi.service.visits import choosing, looking, steps, words, working
from munshi.service.visits.statuses import AT_WORK, Status
from munshi.service.visits.whole_job import KEPT, STEP

PAGE = "do_visit"
MADE = ("fitted", "done", "money_taken")  # what is told once a job was worked at
WORK = ("diagnosis", steps.COST, *MADE)
STANDS = ("part_needed", "refused", "absent", "late", "cannot_come")
FEWEST = 2  # of these
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
