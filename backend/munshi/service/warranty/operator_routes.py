"""What was sold as a sheet over HTTP, for the operator of the deployment."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Response

from munshi.callers import operator
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.service.warranty import sheets
from munshi.sheets.serving import CSV, XLSX, Form, Taken, given, taken

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)
SHEET: dict[int | str, dict[str, Any]] = {200: {"content": {XLSX: {}, CSV: {}}}, **PROBLEMS}

router = APIRouter(tags=["setup"], dependencies=[Depends(operator)])

Content = Annotated[bytes, File(description="CSV or XLSX; docs/service.md explains the columns")]


@router.post("/businesses/{business_id}/sold-products", responses=PROBLEMS)
def bring_in(business_id: str, file: Content) -> Taken:
    """Notes what was sold, by serial: all rows of the sheet, or none and the fault of each."""
    return taken(business_id, file, sheets.bring_in)


@router.get("/businesses/{business_id}/sold-products.{form}", response_class=Response, responses=SHEET)
def sheet(business_id: str, form: Form) -> Response:
    """What was sold with a serial, as an import would take it."""
    return given(business_id, "sold-products", form, sheets.rows)
