"""Nobody has come yet to who waits for who is on the way or past their hour: they and the owner hear it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.visits import changing, looking, words
from munshi.service.visits.facts import visit_facts
from munshi.service.visits.models import Visit
from munshi.service.visits.notices import tell_owners, tell_technician
from munshi.service.visits.statuses import MAY_CHANGE, Status

LONGEST = 300
OF_COMING = ("missing", "how_late")


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Of a customer who is asked nothing and speaks of no order."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF) or asked.question:
        return None
    if not any(words.says(text, each) for each in OF_COMING):
        return None
    if reading.first("reference") or words.says(text, "of_an_order") or words.says(text, "order_missing"):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if not any(is_awaited(each) for each in visits):
        return None
    return heard(session, caller, changing.PAGE, lambda here, by: tell(here, by, text))


def is_awaited(visit: Visit) -> bool:
    """Whether somebody is on the way, or should have come."""
    return visit.status == Status.ON_WAY or (visit.status in MAY_CHANGE and visit.starts_at < clock.now())


def tell(session: Session, caller: Caller, text: str) -> Outcome[Any]:
    """Who comes and the owner hear the words; how the visit stands is told."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    awaited = next(each for each in visits if is_awaited(each))
    now, said = clock.now(), text[:LONGEST]
    tell_technician(session, caller.business, awaited, "visit_note", now, note_words=said, note_files=0)
    tell_owners(session, caller.business, awaited, "visit_shop_asked", now, visit_word=said)
    facts = {**visit_facts(session, caller.business, awaited), **changing.told(session, caller, [awaited])}
    facts["noted"] = awaited.technician_id is not None
    return Outcome[str](outcome="visits", facts=facts)
