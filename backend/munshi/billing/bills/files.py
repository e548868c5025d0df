"""Bills as files: a PDF for whose bill it is, for owners and managers, and for the operator."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from sqlalchemy.orm import Session

from munshi import database
from munshi.billing.bills.models import Bill
from munshi.billing.bills.paper import printed
from munshi.billing.bills.rules import reference_of
from munshi.billing.bills.sections import Paper
from munshi.billing.bills.service import find
from munshi.business.models import Business
from munshi.callers import Looking, the_business
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["billing"])

MOST = 60  # bills in one file
PDF = "application/pdf"
ANSWER: dict[int | str, dict[str, Any]] = {200: {"description": "The bills.", "content": {PDF: {}}}}
PROBLEMS = described(Unauthorised, Forbidden, NotFound, Unprocessable)


@router.get("/businesses/{business_id}/bills/file", response_class=Response, responses={**ANSWER, **PROBLEMS})
def file(
    business_id: str,
    looking: Looking,
    number: Annotated[list[str], Query(min_length=1, max_length=MOST, description="Each bill's number")],
    paper: Annotated[Paper | None, Query(description="Else what the business uses")] = None,
    language: Annotated[
        Literal["hi", "en", "hinglish"] | None, Query(description="Else that of the customer")
    ] = None,
) -> Response:
    """The bills as one PDF, in the language of the customer."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        looker = looking.at(session, business)
        bills = [_bill(session, business, looker, each) for each in number]
        spoken = language or session.get_one(Person, (business_id, bills[0].person_id)).language
        made = printed(business, bills, spoken or business.language, paper)
    name = reference_of(bills[-1].number)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "private, no-store"}
    return Response(made, media_type=PDF, headers=headers)


def _bill(session: Session, business: Business, looker: Person | None, number: str) -> Bill:
    bill = find(session, business.id, number)
    if bill is None:
        raise NotFound(f"There is no bill {number}.")
    if looker is not None and not _may_see(business, bill, looker):
        raise Forbidden(f"{bill.number} is for whose bill it is.")
    return bill


def _may_see(business: Business, bill: Bill, looker: Person) -> bool:
    leads = not people.roles_of(business, looker).isdisjoint({Role.OWNER, Role.MANAGER})
    return looker.id == bill.person_id or leads
