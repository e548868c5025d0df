"""Sheets with which a business is set up, over HTTP, for the operator of the deployment."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Query, Response
from pydantic import Field
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.callers import operator
from munshi.leave.facts import Facts
from munshi.leave.holiday_routes import KnownYear
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.setup import balances, customers, gst_rates, holidays, people, policies
from munshi.sheets.serving import CSV, XLSX, Form, Rows, Taken, given, taken

PROBLEMS = described(Unauthorised, NotFound, Unprocessable)
SHEET: dict[int | str, dict[str, Any]] = {200: {"content": {XLSX: {}, CSV: {}}}, **PROBLEMS}

router = APIRouter(tags=["setup"], dependencies=[Depends(operator)])

Content = Annotated[bytes, File(description="CSV or XLSX; docs/people.md explains the columns")]
Blank = Annotated[bool, Query(description="Only the heading, to be filled in")]


class TakenHolidays(Taken):
    """What an import of holidays did, and the leave that would count otherwise now; it stays as it was filed."""

    affected: list[Facts] = Field(default=[])


@router.post("/businesses/{business_id}/people", responses=PROBLEMS)
def bring_in_people(business_id: str, file: Content) -> Taken:
    """Adds and changes the people who work here: all rows of the sheet, or none and the fault of each."""
    return taken(business_id, file, people.bring_in)


@router.get("/businesses/{business_id}/people.{form}", response_class=Response, responses=SHEET)
def people_sheet(business_id: str, form: Form, blank: Blank = False) -> Response:
    """The people who work here, as an import would take them."""
    return _sheet(business_id, "people", form, people.rows, blank)


@router.post("/businesses/{business_id}/customers", responses=PROBLEMS)
def bring_in_customers(business_id: str, file: Content) -> Taken:
    """Adds and changes customers with what they owed and how far they may buy on khata: all rows, or none."""
    return taken(business_id, file, customers.bring_in)


@router.get("/businesses/{business_id}/customers.{form}", response_class=Response, responses=SHEET)
def customers_sheet(business_id: str, form: Form, blank: Blank = False) -> Response:
    """The customers with their khatas, as an import would take them."""
    return _sheet(business_id, "customers", form, customers.rows, blank)


@router.post("/businesses/{business_id}/gst-rates", responses=PROBLEMS)
def bring_in_rates(business_id: str, file: Content) -> Taken:
    """Adds rates of GST by HSN and changes those of the same code and day: all rows of the sheet, or none."""
    return taken(business_id, file, gst_rates.bring_in)


@router.get("/businesses/{business_id}/gst-rates.{form}", response_class=Response, responses=SHEET)
def rates_sheet(business_id: str, form: Form, blank: Blank = False) -> Response:
    """The rates that the business has said yes to, as an import would take them."""
    return _sheet(business_id, "gst-rates", form, gst_rates.rows, blank)


@router.get("/businesses/{business_id}/gst-rates/proposed.{form}", response_class=Response, responses=SHEET)
def proposed_rates(business_id: str, form: Form) -> Response:
    """The table of common goods; without the rows that are not wanted, an import takes them."""
    return _sheet(business_id, "gst-rates-proposed", form, gst_rates.common)


@router.post("/businesses/{business_id}/leave-policies", responses=PROBLEMS)
def bring_in_policies(business_id: str, file: Content) -> Taken:
    """Adds leave policies and changes those of the same type and day: all rows of the sheet, or none."""
    return taken(business_id, file, policies.bring_in)


@router.get("/businesses/{business_id}/leave-policies.{form}", response_class=Response, responses=SHEET)
def policies_sheet(business_id: str, form: Form, blank: Blank = False) -> Response:
    """The leave policies, as an import would take them."""
    return _sheet(business_id, "leave-policies", form, policies.rows, blank)


@router.get(
    "/businesses/{business_id}/leave-policies/proposed.{form}", response_class=Response, responses=SHEET
)
def proposed_policies(business_id: str, form: Form) -> Response:
    """What law and custom of the state give, with the source of each and what must be read there again."""
    return _sheet(business_id, "leave-policies-proposed", form, policies.proposed)


@router.post("/businesses/{business_id}/holidays", responses=PROBLEMS)
def bring_in_holidays(business_id: str, file: Content) -> TakenHolidays:
    """Adds holidays and changes their names: all rows of the sheet, or none; none is taken away."""
    affected: list[Facts] = []

    def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
        rows, changed, whose = holidays.bring_in(session, business, content)
        affected.extend(whose)
        return rows, changed

    done = taken(business_id, file, bring_in)
    return TakenHolidays(rows=done.rows, changed=done.changed, affected=affected)


@router.get("/businesses/{business_id}/holidays.{form}", response_class=Response, responses=SHEET)
def holidays_sheet(business_id: str, form: Form, blank: Blank = False) -> Response:
    """The holidays of every year, as an import would take them."""
    return _sheet(business_id, "holidays", form, holidays.rows, blank)


@router.get("/businesses/{business_id}/holidays/proposed.{form}", response_class=Response, responses=SHEET)
def proposed_holidays(business_id: str, form: Form, year: KnownYear) -> Response:
    """The holidays of the state in a year; without the rows that are not wanted, an import takes them."""
    return _sheet(
        business_id, f"holidays-{year}", form, lambda _, business: holidays.proposed(business, year)
    )


@router.post("/businesses/{business_id}/leave-balances", responses=PROBLEMS)
def bring_in_balances(business_id: str, file: Content) -> Taken:
    """Sets balances of leave as they were on a day: all rows of the sheet, or none and the fault of each."""
    return taken(business_id, file, balances.bring_in)


@router.get("/businesses/{business_id}/leave-balances.{form}", response_class=Response, responses=SHEET)
def balances_sheet(business_id: str, form: Form, blank: Blank = False) -> Response:
    """What everybody has of each type of leave today, as an import would take it."""
    return _sheet(business_id, "leave-balances", form, balances.rows, blank)


def _sheet(business_id: str, name: str, form: Form, rows: Rows, blank: bool = False) -> Response:
    def heading(session: Session, business: Business) -> list[list[str]]:
        return [list(next(iter(rows(session, business))))]

    return given(business_id, f"{business_id}-{name}", form, heading if blank else rows)
