"""What came in, by the way in which it was paid."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, aliased

from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.rules import Kind


def came_in(
    session: Session, business_id: str, start: datetime, end: datetime | None = None
) -> dict[str, int]:
    """What was paid from a moment on until before another, by its way, without what was reversed or given back."""
    before = AccountEntry.at < end if end is not None else true()
    query = (
        select(AccountEntry.way, -func.sum(AccountEntry.paise))
        .where(
            AccountEntry.business_id == business_id,
            AccountEntry.at >= start,
            before,
            (AccountEntry.kind.in_((Kind.PAYMENT, Kind.REFUND))) | reverses(Kind.PAYMENT, Kind.REFUND),
        )
        .group_by(AccountEntry.way)
    )
    return {way or "other": int(paise) for way, paise in session.execute(query)}


def reverses(*kinds: Kind) -> ColumnElement[bool]:
    """Whether an entry answers one of these."""
    answered = aliased(AccountEntry)
    query = select(answered.id).where(
        answered.business_id == AccountEntry.business_id,
        answered.id == AccountEntry.reverses_id,
        answered.kind.in_(kinds),
    )
    return query.exists()
