"""An hour before those that are shown, or before the one that is booked, is asked for: the soonest there is."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.visits import looking, rescheduling, wanting
from munshi.service.visits.drafts import Draft
from munshi.service.visits.hearing import yes_behind_question
from munshi.service.visits.wishes import asks_earlier

CHANGE = "change_visit"
OF_BOOKING, OF_MOVING = (wanting.SLOT, wanting.SHOWN_ALL), (rescheduling.SLOT, rescheduling.SHOWN_ALL)
OF_VISITS = ("utter_request_technician_", "utter_change_visit_")


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """To the hours that are shown, or right behind the booking."""
    if not asks_earlier(reading) or yes_behind_question(reading) or caller.may_act_as(*STAFF):
        return None
    if asked.question in OF_BOOKING:
        return heard(session, caller, wanting.PAGE, _of_wanted)
    told_of = not asked.question and any(each.startswith(OF_VISITS) for each in asked.told)
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if len(visits) != 1 or not (asked.question in OF_MOVING or told_of):
        return None
    reference = visits[0].reference
    return heard(session, caller, CHANGE, lambda here, by: _of_booked(here, by, reference))


def _of_wanted(session: Session, caller: Caller) -> Outcome[Any]:
    """The soonest hour is shown with all that a yes books."""
    draft = Draft(session, caller, wanting.KIND)
    draft.put(soonest=True, slot=None, wish=None)
    draft.save()
    return wanting.Wanting(session, caller).answer()


def _of_booked(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    visit = looking.locked(session, caller.business_id, reference)
    draft = Draft(session, caller, rescheduling.KIND)
    draft.empty()
    return rescheduling.Moving(session, caller, draft, visit).sooner()
