"""The claims of a month as a workbook, for whoever keeps the accounts."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.expenses.facts import name_of
from munshi.expenses.models import Claim
from munshi.expenses.rules import month_of
from munshi.expenses.service import WHOLE

COLUMNS = (
    "reference", "filed_on", "employee", "category", "date", "amount", "purpose", "receipts", "over_limit", "status",
    "decided_by", "decided_on", "reason", "paid_on", "payment_reference",
)  # fmt: skip
MONEY, DAY = "#,##0.00", "yyyy-mm-dd"


def of_month(session: Session, business: Business, month: date) -> list[Claim]:
    """The claims whose bill is of the month of a day, in the order in which they were filed."""
    first, after = month_of(month)
    query = (
        select(Claim)
        .where(Claim.business_id == business.id, Claim.spent_on >= first, Claim.spent_on < after)
        .order_by(Claim.id)
        .options(*WHOLE)
    )
    return list(session.scalars(query))


def as_xlsx(session: Session, business: Business, month: date) -> bytes:
    """The claims of a month, one in each row, amounts as numbers in the business's currency and days as days."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"{month:%Y-%m}")
    sheet.freeze_panes = "B2"
    sheet.append([_cell(sheet, name, bold=True) for name in COLUMNS])
    for claim in of_month(session, business, month):
        sheet.append([_cell(sheet, value) for value in _row(session, claim, ZoneInfo(business.timezone))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(session: Session, claim: Claim, zone: ZoneInfo) -> Iterable[Any]:
    over = claim.over_limit
    return (
        claim.reference,
        _day(claim.moves[0].at, zone),
        name_of(session, claim.business_id, claim.person_id),
        claim.category,
        claim.spent_on,
        claim.amount_paise / 100,
        claim.purpose,
        len(claim.receipts),
        over["period"] if over else None,
        claim.status,
        name_of(session, claim.business_id, claim.decided_by),
        _day(claim.decided_at, zone),
        claim.decision_reason,
        claim.paid_on,
        claim.payment_reference,
    )


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Cell:
    """A text stays text, also one that begins with =; a day and an amount are what they are."""
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    elif isinstance(value, float):
        cell.number_format = MONEY
    elif isinstance(value, date):
        cell.number_format = DAY
    if bold:
        cell.font = Font(bold=True)
    return cell
