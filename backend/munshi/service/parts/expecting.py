"""When a part comes that somebody has ordered, or that is ordered for their visit: the day that was promised."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import looking as orders
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.service.parts import wanting
from munshi.service.parts.facts import request_facts
from munshi.service.parts.looking import all_parts, named_in
from munshi.service.parts.models import PartRequest
from munshi.service.parts.moving import tell_owners
from munshi.service.parts.statuses import LIVE, Status
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import looking, words
from munshi.service.visits.models import Visit
from munshi.service.visits.references import part_in

OF_WHO_COMES = ("who_goes_out", "visits", "fetching", "moving", "cancelling")
MOST_OF_A_QUESTION = 4  # words that ask when, and name nothing


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "AC remote kab aayega?" of who has one on order, whatever is asked; one that is late the shop is asked about."""
    text = reading.text or ""
    if "service" not in caller.business.skills or reading.is_tap or not words.says(text, "asks_when"):
        return None
    if caller.may_act_as(*STAFF) or any(words.says(text, each) for each in OF_WHO_COMES) or tells_fault(text):
        return None
    meant = _meant(session, caller, asked, text)
    return (
        heard(session, caller, wanting.PAGE, lambda here, by: _told(here, by, meant, text)) if meant else None
    )


def _meant(session: Session, caller: Caller, asked: Asked, text: str) -> Sequence[PartRequest]:
    """What is kept or ordered for the person: by its number or its name, all where only a part is spoken of, or where
    they wait for nothing else.
    """
    live = _live(session, caller)
    if not live:
        return []
    if (reference := part_in(text)) is not None:
        return [each for each in live if each.reference == reference]
    skus = {each.sku for each in live}
    found = named_in(text, [each for each in all_parts(session, caller.business_id) if each.part.sku in skus])
    if found:
        of_it = {each.part.sku for each in found}
        return [each for each in live if each.sku in of_it]
    is_bare = (
        len(text.split()) <= MOST_OF_A_QUESTION and not asked.question and words.machine_in(text) is None
    )
    waits = orders.open_orders(session, caller) or looking.live_of(
        session, caller.business_id, caller.person.id
    )
    return live if words.says(text, "parts") or (is_bare and words.says(text, "coming") and not waits) else []


def _live(session: Session, caller: Caller) -> Sequence[PartRequest]:
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id,
        PartRequest.person_id == caller.person.id,
        PartRequest.status.in_(LIVE),
    )
    return session.scalars(query.order_by(PartRequest.expected_on, PartRequest.id)).all()


def _told(session: Session, caller: Caller, meant: Sequence[PartRequest], text: str) -> Outcome[Any]:
    today = clock.now_in(caller.business.timezone).date()
    rows = []
    for each in meant:
        visit = session.get(Visit, (caller.business_id, each.visit_id)) if each.visit_id else None
        is_late = each.status == Status.ORDERED and each.expected_on is not None and each.expected_on < today
        if is_late:
            tell_owners(session, each, "visit_part_fetched", fetch_words=text)
        of = {"visit": visit.reference} if visit else {}
        rows.append({**request_facts(session, each), **of, "is_late": is_late})
    return Outcome[str](outcome="parts_expected", facts={"expected_parts": rows})


QUESTIONS = Questions("visits", {}, interrupts=hear)
