"""A part that is kept or ordered over the counter is given up again: shown first, then by a yes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.service.parts.facts import request_facts
from munshi.service.parts.models import PartRequest
from munshi.service.parts.moving import move, tell_owners
from munshi.service.parts.statuses import KEPT, LIVE, Status
from munshi.service.visits.wishes import says_when

QUESTION = "confirm_cancel_part"
MOST_SHOWN = 20


def live_of(session: Session, caller: Caller) -> Sequence[PartRequest]:
    """What is kept or ordered for the person over the counter, the last first."""
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id,
        PartRequest.person_id == caller.person.id,
        PartRequest.visit_id.is_(None),
        PartRequest.status.in_(LIVE),
    )
    return session.scalars(
        query.order_by(PartRequest.id.desc()).options(selectinload(PartRequest.moves))
    ).all()


def named(session: Session, caller: Caller, reference: str) -> PartRequest:
    """The person's request with this reference, locked. Refuses with `not_found`."""
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id,
        PartRequest.person_id == caller.person.id,
        PartRequest.reference == reference.upper(),
    )
    request = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if request is None:
        raise Refusal("not_found", reference=reference.upper())
    return request


def ask(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """What a yes gives up; of what is over it is said how it stands."""
    request = named(session, caller, reference)
    facts = request_facts(session, request)
    if request.status not in LIVE:
        return Outcome[str](outcome="part_over", facts=facts)
    return Outcome[str](outcome="confirm_cancel", facts={**facts, "summary": token_of(request)})


def confirm(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Gives up the part as it was shown."""
    request = named(session, caller, (summary or "").partition(":")[0])
    if request.status not in LIVE or token_of(request) != summary:
        return ask(session, caller, request.reference)
    give_up(session, request, caller.person)
    tell_owners(session, request)
    return Outcome[str](outcome="given_up", facts=request_facts(session, request))


def show(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """How it stands."""
    return Outcome[str](
        outcome="part_stands", facts=request_facts(session, named(session, caller, reference))
    )


def to_fetch(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """That it is fetched at the shop, and who is asked where that cannot be."""
    return Outcome[str](
        outcome="part_to_fetch", facts=request_facts(session, named(session, caller, reference))
    )


def fetched(session: Session, caller: Caller, reference: str, reading: Reading) -> Outcome[Any]:
    """That the person comes for it: how it stands, and who runs the business hears when."""
    request = named(session, caller, reference)
    facts = request_facts(session, request)
    if says_when(reading) and request.status in KEPT:
        tell_owners(session, request, "visit_part_fetched", fetch_words=(reading.text or "").strip())
        return Outcome[str](outcome="part_fetched_then", facts=facts)
    return Outcome[str](outcome="part_to_fetch", facts=facts)


def kept(session: Session, caller: Caller) -> Outcome[Any]:
    """Every part that is kept or ordered for somebody, the oldest first, for who runs the business."""
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id, PartRequest.status.in_(LIVE)
    )
    found = session.scalars(query.order_by(PartRequest.id).limit(MOST_SHOWN)).all()
    rows = [{**request_facts(session, each), **_whose(session, each)} for each in found]
    return Outcome[str](outcome="kept" if rows else "none_kept", facts={"requests": rows})


def _whose(session: Session, request: PartRequest) -> dict[str, Any]:
    person = session.get_one(Person, (request.business_id, request.person_id))
    return {"customer_name": person.called or "?"}


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """It stays kept."""
    return Outcome[str](outcome="part_stays")


def give_up(session: Session, request: PartRequest, by: Person) -> None:
    """What is on the shelf is there for others at once, what was ordered is called off."""
    move(session, request, Status.RETURNED if request.status in KEPT else Status.CANCELLED, by)


def token_of(request: PartRequest) -> str:
    """Stands for the request as it is."""
    return f"{request.reference}:{request.status}:{len(request.moves)}"
