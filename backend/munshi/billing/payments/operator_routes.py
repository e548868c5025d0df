"""The payments over HTTP, for the operator of the deployment; and screenshots as files."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse
from pydantic import BaseModel
from sqlalchemy import select

from munshi import database
from munshi.access import files
from munshi.billing.payments.models import Payment
from munshi.billing.payments.part import entry_of
from munshi.billing.payments.sections import MadePayment
from munshi.billing.payments.service import WHOLE, find
from munshi.billing.payments.statuses import Status
from munshi.callers import Looking, operator, the_business
from munshi.people import service as people
from munshi.people.rules import Role
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)
IN_CHARGE = frozenset({Role.OWNER, Role.MANAGER})

router = APIRouter(tags=["payments"])


class ShownPayment(MadePayment):
    """A payment with what follows from its moves."""

    status: Status


class Payments(BaseModel):
    """Some of the payments, the last first, and the `before` that gives the next ones; null when these are all."""

    items: list[ShownPayment]
    next: int | None


@router.get("/businesses/{business_id}/payments", responses=PROBLEMS, dependencies=[Depends(operator)])
def payments(
    business_id: str,
    status: Status | None = None,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Payments:
    """The payments of a business with what each settled and every move of it, the last first."""
    query = select(Payment).where(Payment.business_id == business_id).order_by(Payment.id.desc()).limit(limit)
    query = query.where(Payment.status == status) if status else query
    query = query.where(Payment.id < before) if before is not None else query
    with database.transaction() as session:
        the_business(session, business_id)
        found = session.scalars(query.options(*WHOLE)).all()
        ids = people.ids_in_file(session, business_id)
        items = [
            ShownPayment(**dict(entry_of(payment, ids)), status=Status(payment.status))
            for payment in found
            if payment.person_id in ids
        ]
    return Payments(items=items, next=found[-1].id if len(found) == limit else None)


@router.get(
    "/businesses/{business_id}/payments/{reference}/screenshot",
    response_class=FileResponse,
    responses={**files.ANSWER, **described(Unauthorised, Forbidden, NotFound, Unprocessable)},
)
def screenshot(business_id: str, reference: str, looking: Looking) -> FileResponse:
    """What the customer has sent as a proof: for them, the owners and managers, and the operator."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        person = looking.at(session, business)
        payment = find(session, business_id, reference)
        if payment is None or payment.screenshot is None:
            raise NotFound(f"There is no screenshot of {reference}.")
        if person and person.id != payment.person_id and not IN_CHARGE & people.roles_of(business, person):
            raise Forbidden(f"The screenshot of {reference} is for the owner.")
        return files.answer(payment.screenshot["path"], payment.screenshot["mime_type"])
