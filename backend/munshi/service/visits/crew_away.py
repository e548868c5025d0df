"""Who runs the shop says that a technician does not come on a day, or comes after all: of theirs, and no leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.leave.asking.of_colleagues import is_away
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.service.visits import absence, assigning, looking, words
from munshi.service.visits.references import VISIT

PAGE = "do_visit"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Raju aaj bimar hai, nahi aayega", "Raju kal aa raha hai": of one who is named, who is then not the caller."""
    text = reading.text or ""
    away, back = is_away(reading), words.says(text, "is_back")
    if not (away or back) or words.asks(text) or text.rstrip().endswith("?") or VISIT.search(text):
        return None
    named = assigning.technicians_in(session, caller, text)
    if len(named) != 1 or named[0].id == caller.person.id:
        return None
    today = looking.today(caller.business)
    days = [day for day in absence.days_named(reading, today) if day >= today] or [today]
    if away:
        return heard(session, caller, PAGE, lambda here, by: _keep_free(here, by, named[0], days))
    marked = absence.days_of(session, caller.business_id, named[0].id)
    again = [day for day in days if day in marked]
    return heard(session, caller, PAGE, lambda here, by: _back(here, by, named[0], again)) if again else None


def _keep_free(session: Session, caller: Caller, who: Person, days: Sequence[date]) -> Outcome[Any]:
    """Nobody is offered an hour with them then; what they have already stays theirs until it is given."""
    theirs = replace(caller, person=who)
    marked = set(absence.days_of(session, caller.business_id, who.id))
    absence.mark(session, theirs, marked | set(days))
    absence.leave_jobs(session, theirs, days)
    facts = {**absence.away_facts(session, theirs, days), "manages": True}
    return Outcome[str](outcome="crew_away" if facts["jobs"] else "crew_away_free", facts=facts)


def _back(session: Session, caller: Caller, who: Person, days: Sequence[date]) -> Outcome[Any]:
    marked = set(absence.days_of(session, caller.business_id, who.id))
    absence.mark(session, replace(caller, person=who), marked - set(days))
    facts = {"technician": who.called, "off_days": [day.isoformat() for day in days]}
    return Outcome[str](outcome="crew_back", facts=facts)
