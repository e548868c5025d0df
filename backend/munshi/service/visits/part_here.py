"""Who runs the shop says that the part has come for which a visit waits: its customer hears it, and chooses an hour."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts import desk as parts
from munshi.service.parts.models import PartRequest
from munshi.service.parts.statuses import Status as PartStatus
from munshi.service.visits import looking, words
from munshi.service.visits.displacing import AWAY
from munshi.service.visits.facts import job_facts
from munshi.service.visits.models import COMES_ON
from munshi.service.visits.notices import tell_customer, tell_technician
from munshi.service.visits.references import VISIT
from munshi.service.visits.statuses import Status

PAGE = "do_visit"


def hear(session: Session, caller: Caller, text: str) -> Heard | None:
    """ "VIS-5 ka jar aa gaya" of a visit that is put off until its part is there; a call came, and who is home."""
    named = VISIT.search(text)
    if (
        named is None
        or not words.says(text, "part_came")
        or words.says(text, "came_home")
        or words.asks(text)
        or words.says(text, "cancelling")
    ):
        return None
    visit = session.scalar(looking.named(caller.business_id, named[1]))
    ordered = _ordered(session, caller, visit.id) if visit else None
    is_off = visit is not None and visit.status == Status.DISPLACED and visit.moves[-1].reason != AWAY
    if visit is None or not (ordered or is_off):
        return None
    reference = visit.reference
    return heard(session, caller, PAGE, lambda here, by: came(here, by, reference, ordered))


def came(session: Session, caller: Caller, reference: str, ordered: str | None) -> Outcome[Any]:
    """What was ordered for it is taken in; who waits for an hour is asked for one."""
    if ordered is not None:
        parts.tell(session, caller, ordered, parts.Told(parts.CAME))
    visit = session.scalars(looking.named(caller.business_id, reference.partition("-")[2])).one()
    if visit.status == Status.DISPLACED and (ordered is None or COMES_ON in visit.work):
        visit.work = {name: kept for name, kept in visit.work.items() if name != COMES_ON}
        tell_customer(session, caller.business, visit, "visit_part_here", clock.now())
    tell_technician(session, caller.business, visit, "visit_part_here_job", clock.now())
    return Outcome[str](outcome="part_here", facts=job_facts(session, caller.business, visit))


def _ordered(session: Session, caller: Caller, visit_id: int) -> str | None:
    query = select(PartRequest.reference).where(
        PartRequest.business_id == caller.business_id,
        PartRequest.visit_id == visit_id,
        PartRequest.status == PartStatus.ORDERED,
    )
    return session.scalar(query.order_by(PartRequest.id).limit(1))
