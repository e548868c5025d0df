"""Sheets over HTTP: one that comes in is taken whole or not at all, one that goes out would be taken again."""

from collections.abc import Callable, Iterable
from typing import Literal

from fastapi import Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from munshi import database
from munshi.business.models import Business
from munshi.callers import the_business
from munshi.problems import Unprocessable
from munshi.sheets import tables
from munshi.sheets.sheet import BadSheet
from munshi.sheets.tables import Row

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Form = Literal["csv", "xlsx"]
BringIn = Callable[[Session, Business, bytes], tuple[int, int]]
Rows = Callable[[Session, Business], Iterable[Row]]


class Taken(BaseModel):
    """What an import did: how many rows the sheet had, and how many of them were new or changed something."""

    rows: int
    changed: int


def taken(business_id: str, content: bytes, bring_in: BringIn) -> Taken:
    """Brings a sheet in. Raises Unprocessable with the fault of each row, and then nothing was written."""
    try:
        with database.transaction() as session:
            rows, changed = bring_in(session, the_business(session, business_id), content)
    except BadSheet as bad:
        raise Unprocessable("The sheet cannot be taken; nothing was written.", bad.faults) from bad
    return Taken(rows=rows, changed=changed)


def given(business_id: str, name: str, form: Form, rows: Rows) -> Response:
    """The rows as a file of that name."""
    with database.transaction() as session:
        found = list(rows(session, the_business(session, business_id)))
    if form == "csv":
        return attached(tables.as_csv(found), CSV, f"{name}.csv")
    return attached(tables.as_xlsx({name: found}), XLSX, f"{name}.xlsx")


def attached(content: bytes, media_type: str, name: str) -> Response:
    """A file as an answer."""
    return Response(
        content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
