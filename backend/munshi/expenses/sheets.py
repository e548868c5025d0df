"""The claims of a month as a workbook, for whoever keeps the accounts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.access import service as access
from munshi.access.rules import How
from munshi.business.models import Business
from munshi.expenses.facts import name_of
from munshi.expenses.models import Claim
from munshi.expenses.private import receipts
from munshi.expenses.rules import month_of
from munshi.expenses.service import WHOLE
from munshi.sheets import tables

COLUMNS = (
    "reference", "filed_on", "employee", "category", "date", "amount", "purpose", "receipts", "over_limit", "status",
    "decided_by", "decided_on", "reason", "paid_on", "payment_reference",
)  # fmt: skip


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
    """The claims of a month for the operator, one in each row, amounts as numbers in the business's currency."""
    zone = ZoneInfo(business.timezone)
    claims = of_month(session, business, month)
    access.note(session, business.id, None, How.SHEET, receipts(claims))
    rows = (_row(session, claim, zone) for claim in claims)
    return tables.as_xlsx({f"{month:%Y-%m}": [COLUMNS, *rows]})


def _row(session: Session, claim: Claim, zone: ZoneInfo) -> Sequence[Any]:
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
