"""A part that is kept or ordered over the counter is given up again: shown first, then by a yes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.service.parts.facts import request_facts
from munshi.service.parts.models import PartRequest
from munshi.service.parts.moving import move, tell_customer, tell_owners
from munshi.service.parts.statuses import KEPT, LIVE, Status
from munshi.service.visits.wishes import says_when

QUESTION = "confirm_cancel_part"


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
    """The person's request with this reference, locked; anybody's for who runs the shop. Refuses with `not_found`."""
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id, PartRequest.reference == reference.upper()
    )
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        query = query.where(PartRequest.person_id == caller.person.id)
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
    if request.person_id == caller.person.id:
        tell_owners(session, request)
    else:
        tell_customer(session, request)
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


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """It stays kept."""
    return Outcome[str](outcome="part_stays")


def give_up(session: Session, request: PartRequest, by: Person) -> None:
    """What is on the shelf is there for others at once, what was ordered is called off."""
    move(session, request, Status.RETURNED if request.status in KEPT else Status.CANCELLED, by)


def token_of(request: PartRequest) -> str:
    """Stands for the request as it is."""
    return f"{request.reference}:{request.status}:{len(request.moves)}"
