"""Visits and parts over HTTP, for the operator of the deployment and whoever stands at the counter."""

from typing import Any, Literal

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import database
from munshi.business.models import Business
from munshi.callers import operator, the_business
from munshi.outcomes import Outcome, Refusal
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.service.parts import moving
from munshi.service.parts.facts import request_facts
from munshi.service.parts.models import PartRequest
from munshi.service.parts.statuses import Status
from munshi.service.visits import part
from munshi.service.visits.sections import Visits
from munshi.turns import decide

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)

router = APIRouter(tags=["visits"], dependencies=[Depends(operator)])


class PartMoved(Outcome[Literal["moved", "no_such_move", "not_found"]]):
    """Where the part stands now."""


@router.get("/businesses/{business_id}/visits", responses=PROBLEMS)
def visits(business_id: str) -> Visits:
    """Technicians, parts, plans, contracts, and every visit and request with its moves."""
    with database.transaction() as session:
        return part.read(session, the_business(session, business_id)).visits


@router.post(
    "/businesses/{business_id}/parts/{reference}/{status}", response_model=PartMoved, responses=PROBLEMS
)
def move_part(
    business_id: str, reference: str, status: Literal["handed_over", "returned", "cancelled"]
) -> Outcome[Any]:
    """A part was handed over at the counter, came back, or is not ordered any more."""

    def work(session: Session, business: Business) -> Outcome[Any]:
        query = select(PartRequest).where(
            PartRequest.business_id == business.id, PartRequest.reference == reference.upper()
        )
        request = session.scalar(query.with_for_update())
        if request is None:
            raise Refusal("not_found", reference=reference)
        moving.move(session, request, Status(status), None)
        return Outcome[str](outcome="moved", facts=request_facts(session, request))

    with database.transaction() as session:
        return decide(session, the_business(session, business_id), work)
