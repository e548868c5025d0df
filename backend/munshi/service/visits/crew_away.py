"""Who runs the shop says that a technician does not come on a day, or comes after all: of theirs, and no leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.leave.asking.of_colleagues import is_away
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.service.visits import absence, assigning, hours_off, looking, words
from munshi.service.visits.references import VISIT

PAGE, TEAM = "do_visit", "ask_team_leave"


def hear(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Raju aaj bimar hai, nahi aayega": of one who is named, who is then not the caller."""
    named = _named(session, caller, reading) if is_away(reading) else None
    if named is None:
        return None
    days = _days(caller, reading)
    return heard(session, caller, PAGE, lambda here, by: _keep_free(here, by, named, days))


def back(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """ "Raju kal aa raha hai", of one who was to be away; hours that are opened as well are heard next."""
    text = reading.text or ""
    named = _named(session, caller, reading) if words.says(text, "is_back") and not is_away(reading) else None
    if named is None:
        return None
    marked = absence.days_of(session, caller.business_id, named.id)
    again = [day for day in _days(caller, reading) if day in marked]
    rest = _hours_beside(text, named, again)
    return (
        heard(session, caller, PAGE, lambda here, by: _back(here, by, named, again), rest) if again else None
    )


def _named(session: Session, caller: Caller, reading: Reading) -> Person | None:
    """The one technician who is named, where nothing is asked and no visit is named."""
    text = reading.text or ""
    if asks_of_leave(reading) or words.asks(text) or text.rstrip().endswith("?") or VISIT.search(text):
        return None
    named = assigning.technicians_in(session, caller, text)
    return named[0] if len(named) == 1 and named[0].id != caller.person.id else None


def asks_of_leave(reading: Reading) -> bool:
    """Whether it asks who is away or when, which marks nobody away: "mahesh kis din chhutti pe hai"."""
    text = reading.text or ""
    return reading.wants(TEAM) or words.says(text, "asks_which_day") or words.says(text, "asks_when")


def _days(caller: Caller, reading: Reading) -> list[date]:
    today = looking.today(caller.business)
    return [day for day in absence.days_named(reading, today) if day >= today] or [today]


def _hours_beside(text: str, who: Person, days: Sequence[date]) -> str | None:
    """The sentence that opens hours as well, of the same technician and day: "uska 2 se 4 bhi khol do"."""
    others = [each.strip() for each in CLAUSE.split(text) if hours_off.opens_hours(each)]
    return f"{who.called} {days[0]:%-d %B} {others[0]}" if others and days else None


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
    theirs = replace(caller, person=who)
    absence.mark(session, theirs, marked - set(days))
    facts = absence.come_again(session, theirs, days)
    return Outcome[str](outcome="crew_back_but" if facts["others"] else "crew_back", facts=facts)
