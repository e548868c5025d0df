"""The claims over HTTP, for the operator of the deployment and whoever keeps the accounts."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import database
from munshi.access import service as access
from munshi.access.rules import How
from munshi.business.models import Business
from munshi.callers import operator, the_business
from munshi.expenses import moving, sheets
from munshi.expenses.models import Claim
from munshi.expenses.outcomes import PayClaim
from munshi.expenses.part import entry_of
from munshi.expenses.private import receipts
from munshi.expenses.sections import FiledClaim
from munshi.expenses.service import WHOLE, named
from munshi.expenses.statuses import Status
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.sheets.serving import XLSX, attached
from munshi.turns import decide

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)

router = APIRouter(tags=["expenses"], dependencies=[Depends(operator)])

Month = Annotated[
    str, Query(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description="By the day of the bill, as 2026-11")
]


class ShownClaim(FiledClaim):
    """A claim with what follows from it."""

    status: Status


class Claims(BaseModel):
    """Some of the claims, the last filed first, and the `before` that gives the next ones; null when these are all."""

    items: list[ShownClaim]
    next: int | None


class PaymentBody(BaseModel):
    """That a claim was paid: the day, and the reference of the payment."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    date: date
    reference: str = Field(min_length=1, max_length=100)


class PaymentDecision(Outcome[PayClaim]):
    """The payment of the claim, this one or the one it had already; or why it is not paid."""


@router.get("/businesses/{business_id}/claims", responses=PROBLEMS)
def claims(
    business_id: str,
    status: Status | None = None,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Claims:
    """The claims of a business with their bills and every move, the last filed first."""
    with database.transaction() as session:
        the_business(session, business_id)
        query = select(Claim).where(Claim.business_id == business_id).order_by(Claim.id.desc()).limit(limit)
        if status:
            query = query.where(Claim.status == status)
        if before is not None:
            query = query.where(Claim.id < before)
        found = session.scalars(query.options(*WHOLE)).all()
        access.note(session, business_id, None, How.LIST, receipts(found))
        ids = people.ids_in_file(session, business_id)
        items = [_shown(claim, ids) for claim in found]
    return Claims(items=items, next=found[-1].id if len(found) == limit else None)


@router.get(
    "/businesses/{business_id}/claims.xlsx",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}, **PROBLEMS},
)
def as_xlsx(business_id: str, month: Month) -> Response:
    """The claims whose bill is of a month, as a workbook."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        content = sheets.as_xlsx(session, business, date.fromisoformat(f"{month}-01"))
    return attached(content, XLSX, f"{business_id}-claims-{month}.xlsx")


@router.get("/businesses/{business_id}/claims/{reference}", responses=PROBLEMS)
def claim(business_id: str, reference: str) -> ShownClaim:
    """One claim with its bills and every move of it."""
    with database.transaction() as session:
        the_business(session, business_id)
        found = session.scalar(named(business_id, reference))
        if found is None:
            raise NotFound(f"There is no claim {reference}.")
        access.note(session, business_id, None, How.STATUS, receipts([found]))
        return _shown(found, people.ids_in_file(session, business_id))


@router.post(
    "/businesses/{business_id}/claims/{reference}/payment",
    response_model=PaymentDecision,
    responses=PROBLEMS,
)
def pay(business_id: str, reference: str, body: PaymentBody) -> Outcome[Any]:
    """An approved claim was paid; it is paid once, and the employee is told."""

    def work(session: Session, business: Business) -> Outcome[Any]:
        return moving.pay(session, business, reference, body.date, body.reference)

    with database.transaction() as session:
        return decide(session, the_business(session, business_id), work)


def _shown(claim: Claim, ids: dict[int, str]) -> ShownClaim:
    return ShownClaim(**dict(entry_of(claim, ids)), status=Status(claim.status))
