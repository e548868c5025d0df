"""Leave over HTTP, for the operator of the deployment and whoever keeps the register."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from munshi import database
from munshi.callers import operator, the_business
from munshi.leave.balances import sheets, working_off_days
from munshi.leave.outcomes import RecordCompOff
from munshi.leave.rules import Portion
from munshi.leave.terms import grants
from munshi.operations import Operation
from munshi.outcomes import Outcome
from munshi.people.sections import Phone
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.sheets.serving import XLSX, attached
from munshi.turns import CALL_PROBLEMS

router = APIRouter(tags=["leave"], dependencies=[Depends(operator)])

Year = Annotated[
    str | None,
    Query(
        pattern=r"^20[0-9]{2}(-[0-9]{2})?$",
        description="The leave year, as 2026 or 2026-27; today's where none is given",
    ),
]


class WorkBody(BaseModel):
    """Work on an off-day: whose (their phone), when, all of the day or a half, and how it is known."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    person: Phone
    date: date
    portion: Portion = Portion.FULL
    proof: str = Field(min_length=1, max_length=200, examples=["opened the shop on Diwali, bills 212 to 240"])


class CompOffDecision(Outcome[RecordCompOff]):
    """What the work has earned, and until when it can be taken; or why it earns nothing."""


@router.post(
    "/businesses/{business_id}/leave/comp-off", response_model=CompOffDecision, responses=CALL_PROBLEMS
)
def record_comp_off(body: WorkBody, operation: Operation) -> Outcome[Any]:
    """Somebody worked on their weekly off or a holiday: it earns a day off, once for each half, and they are told."""
    return operation.once(
        lambda session, business: working_off_days.record(
            session, business, body.person, body.date, body.portion, body.proof
        )
    )


@router.get(
    "/businesses/{business_id}/leave-register.xlsx",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}, **described(Unauthorised, NotFound, Unprocessable)},
)
def leave_register(business_id: str, year: Year = None) -> Response:
    """The register of a leave year: each balance with all that came and went, and each day of leave that was taken."""
    with database.transaction() as session:
        business = the_business(session, business_id)
        granted = grants(session, business)
        first = date(int(year[:4]), granted.terms.leave_year_begins, 1) if year else granted.today
        of = granted.year_of(first)
        content = sheets.as_xlsx(session, business, of)
    return attached(content, XLSX, f"{business_id}-leave-{of.name}.xlsx")
