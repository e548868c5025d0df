"""The receipts of a claim as files, for who may see them."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse

from munshi import database
from munshi.access import files
from munshi.access import service as access
from munshi.access.rules import How
from munshi.callers import Looking, the_business
from munshi.expenses.private import may_see, receipts
from munshi.expenses.service import named
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["expenses"])


@router.get(
    "/businesses/{business_id}/claims/{reference}/receipt",
    response_class=FileResponse,
    responses={**files.ANSWER, **described(Unauthorised, Forbidden, NotFound, Unprocessable)},
)
def receipt(
    business_id: str,
    reference: str,
    looking: Looking,
    position: Annotated[int, Query(ge=1, description="Which, where there are several")] = 1,
) -> FileResponse:
    """A receipt: for the person, who decides about the claim, the owners and the operator; each look is noted."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        person = looking.at(session, business)
        claim = session.scalar(named(business_id, reference))
        if claim is None:
            raise NotFound(f"There is no claim {reference}.")
        if person is not None and not may_see(session, business, claim, person):
            raise Forbidden(f"The receipt of {claim.reference} is for who decides about it.")
        found = next((one for one in claim.receipts if one.position == position), None)
        if found is None:
            raise NotFound(f"{claim.reference} has no receipt {position}.")
        file = files.answer(found.path, found.mime_type)
        access.note(session, business_id, person, How.FILE, receipts([claim]))
    return file
