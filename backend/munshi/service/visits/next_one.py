"""The machine that was told to come next: what was said of it is a wish of the desk, whatever it sounds like alone.

So is another one at the same hour, of who waits for a visit: "my cooler also is not working, same time please".
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.tickets import telling
from munshi.service.visits import looking, second, wanting, words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.rules import Wish
from munshi.service.visits.wishes import stored

REPORT = "raise_ticket"


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The very words that were said to come next; a day that they do not name is that of the first visit."""
    draft = None if asked.question else second.waiting(session, caller, reading.text or "")
    if draft is None:
        return _at_same_hour(session, caller, asked, reading)
    at, reported, machine = draft.get("at"), draft.get("reported"), draft.get("machine")
    draft.empty()
    if reported:
        return heard(session, caller, REPORT, lambda here, by: telling.tell(here, by, reading))
    moment = datetime.fromisoformat(at) if at else None
    return heard(session, caller, wanting.PAGE, lambda here, by: _wanted(here, by, reading, moment, machine))


def _at_same_hour(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    text = reading.text or ""
    machine = None if asked.question else words.machine_in(text)
    if machine is None or not words.says(text, "same_hour") or caller.may_act_as(*STAFF):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if len(visits) != 1 or visits[0].machine == machine:
        return None
    at = visits[0].starts_at.astimezone(ZoneInfo(caller.business.timezone))
    return heard(session, caller, wanting.PAGE, lambda here, by: _wanted(here, by, reading, at, None))


def _wanted(
    session: Session, caller: Caller, reading: Reading, at: datetime | None, machine: str | None
) -> Outcome[Any]:
    wanted = wanting.Wanting(session, caller)
    if machine and words.machine_in(reading.text or "") is None:
        wanted.draft.put(machine=machine)
    wanted.take(reading, None)
    draft: Draft = wanted.draft
    same_hour = any(words.says(reading.text or "", each) for each in ("same_hour", "with_it"))
    if draft.get("wish") is None and at is not None:
        since = at.hour * 60 + at.minute if same_hour else None
        draft.put(wish=stored(Wish(at.date(), at.date(), since=since, exact=same_hour)))
    return wanted.answer()
