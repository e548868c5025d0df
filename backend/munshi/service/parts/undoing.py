"""What of the parts that a person has asked for a bare *cancel* may mean."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.callers import Caller
from munshi.outcomes import Refusal
from munshi.service.parts.facts import request_facts
from munshi.service.parts.models import PartRequest
from munshi.service.parts.moving import move, tell_owners
from munshi.service.parts.naming import KIND
from munshi.service.parts.statuses import KEPT, LIVE, Status
from munshi.service.visits.drafts import Draft
from munshi.service.visits.wanting import SKILL
from munshi.undoing.cancellable import Cancellable, Undoing
from munshi.undoing.models import Act


def offered(session: Session, caller: Caller) -> Sequence[Cancellable]:
    """The part that is being asked for, and those that are kept or ordered over the counter."""
    return list(_offered(session, caller)) if SKILL in caller.business.skills else []


def _offered(session: Session, caller: Caller) -> Iterator[Cancellable]:
    draft = Draft(session, caller, KIND)
    if not draft.is_empty:
        yield Cancellable("part_draft", draft.token(draft.kept), {})
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id,
        PartRequest.person_id == caller.person.id,
        PartRequest.visit_id.is_(None),
        PartRequest.status.in_(LIVE),
    )
    for request in session.scalars(query.order_by(PartRequest.id)):
        yield Cancellable("part", _token(request), request_facts(session, request))


def drop_draft(session: Session, caller: Caller, token: str) -> None:
    """Throws away exactly what was shown."""
    draft = Draft(session, caller, KIND)
    if draft.token(draft.kept) != token:
        raise Refusal("changed")
    draft.empty()


def cancel_part(session: Session, caller: Caller, token: str) -> None:
    """What is kept goes back to the shelf, what is ordered is called off, as it was shown."""
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id,
        PartRequest.person_id == caller.person.id,
        PartRequest.reference == token.partition(":")[0],
    )
    request = session.scalar(query.with_for_update())
    if request is None or _token(request) != token:
        raise Refusal("changed")
    then = Status.RETURNED if request.status in KEPT else Status.CANCELLED
    move(session, request, then, caller.person)
    tell_owners(session, request)


def _about(session: Session, caller: Caller, act: Act) -> dict[str, Any]:
    """No act is of a part: it is cancelled by words alone."""
    return {}


def _token(request: PartRequest) -> str:
    return f"{request.reference}:{request.status}"


UNDOING = Undoing(offered, {"part_draft": drop_draft, "part": cancel_part}, {}, _about)
