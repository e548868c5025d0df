"""A booked visit is wanted later by so long: that hour is shown for a yes, *2 ghante baad bhejna*."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.visits import availability, looking, rescheduling, words
from munshi.service.visits.drafts import Draft
from munshi.service.visits.rules import Wish
from munshi.service.visits.statuses import MAY_CHANGE

PAGE = "change_visit"
OF_IT = ("", rescheduling.SLOT, rescheduling.SHOWN_ALL)  # questions beside which it is said


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of the one visit that waits, by the length of time from its hour on; nothing that has begun."""
    text = reading.text or ""
    minutes = (reading.answer("duration") or {}).get("minutes")
    if reading.is_tap or not minutes or asked.question not in OF_IT or caller.may_act_as(*STAFF):
        return None
    if not words.says(text, "later_by") or words.asks(text):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if len(visits) != 1 or visits[0].status not in MAY_CHANGE:
        return None
    reference = visits[0].reference
    return heard(session, caller, PAGE, lambda here, by: _shown(here, by, reference, int(minutes)))


def _shown(session: Session, caller: Caller, reference: str, minutes: int) -> Outcome[Any]:
    visit = looking.locked(session, caller.business_id, reference)
    day, span = availability.span_of(caller.business, visit.starts_at, visit.ends_at)
    draft = Draft(session, caller, rescheduling.KIND)
    draft.empty()
    wish = Wish(day, day, since=span.start + minutes, exact=True)
    return rescheduling.Moving(session, caller, draft, visit).wish(wish)
