"""The sheets of a service desk over HTTP, for the operator of the deployment."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Response

from munshi.callers import operator
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.service.sheets import SHEETS
from munshi.sheets.serving import CSV, XLSX, Form, Taken, given, taken

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)
SHEET: dict[int | str, dict[str, Any]] = {200: {"content": {XLSX: {}, CSV: {}}}, **PROBLEMS}

router = APIRouter(tags=["setup"], dependencies=[Depends(operator)])

Name = Literal[
    "warranty-policies", "product-models", "technicians", "spare-parts", "amc-plans", "open-tickets"
]
Content = Annotated[bytes, File(description="CSV or XLSX; docs/service.md explains the columns")]


@router.post("/businesses/{business_id}/service/{name}", responses=PROBLEMS)
def bring_in(business_id: str, name: Name, file: Content) -> Taken:
    """Adds rows and changes those that are there: all rows of the sheet, or none and the fault of each."""
    return taken(business_id, file, SHEETS[name].bring_in)


@router.get("/businesses/{business_id}/service/{name}.{form}", response_class=Response, responses=SHEET)
def sheet(business_id: str, name: Name, form: Form) -> Response:
    """What there is, as an import would take it."""
    return given(business_id, name, form, SHEETS[name].rows)
