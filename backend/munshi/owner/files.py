"""What was sold as a picture, for who may see it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from munshi import clock, database
from munshi.callers import Looking, the_business
from munshi.owner import drawing
from munshi.owner.rules import named_days
from munshi.people import service as people
from munshi.people.rules import Role
from munshi.problems import Forbidden, NotFound, Unauthorised, Unprocessable, described

router = APIRouter(tags=["owner"])


@router.get(
    "/businesses/{business_id}/sales/picture",
    response_class=Response,
    responses={
        200: {"content": {"image/png": {}}},
        **described(Unauthorised, Forbidden, NotFound, Unprocessable),
    },
)
def picture(
    business_id: str,
    looking: Looking,
    first: Annotated[date | None, Query(alias="from", description="Today, where it is left out")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> Response:
    """Each day's sum beside that of the same day before; for owners, managers and the operator."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        person = looking.at(session, business)
        in_charge = {Role.OWNER, Role.MANAGER}
        if person is not None and in_charge.isdisjoint(people.roles_of(business, person)):
            raise Forbidden("What is sold is for owners and managers.")
        days = named_days(first, last, clock.now_in(business.timezone).date())
        return Response(drawing.picture(session, business, days), media_type="image/png")
