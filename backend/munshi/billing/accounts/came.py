"""What came in: by the way in which it was paid, and from whom."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, aliased, selectinload

from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.people.models import Person

CAME = (Kind.PAYMENT, Kind.REFUND)


def came_in(
    session: Session,
    business_id: str,
    start: datetime,
    end: datetime | None = None,
    kinds: Sequence[Kind] = CAME,
) -> dict[str, int]:
    """What was paid from a moment on until before another, by its way, without what was reversed or given back."""
    query = (
        select(AccountEntry.way, -func.sum(AccountEntry.paise))
        .where(*_came(business_id, start, end, kinds))
        .group_by(AccountEntry.way)
    )
    return {way or "other": int(paise) for way, paise in session.execute(query)}


def who_paid(
    session: Session, business_id: str, start: datetime, end: datetime
) -> Sequence[tuple[Person, dict[str, int]]]:
    """Who paid from a moment on until before another, and how much by which way; the last to pay first."""
    paise = -func.sum(AccountEntry.paise)
    query = (
        select(AccountEntry.person_id, AccountEntry.way, paise)
        .where(*_came(business_id, start, end))
        .group_by(AccountEntry.person_id, AccountEntry.way)
        .having(paise > 0)
        .order_by(func.max(AccountEntry.at).desc(), AccountEntry.person_id)
    )
    paid: dict[int, dict[str, int]] = {}
    for person, way, sum_ in session.execute(query):
        paid.setdefault(person, {})[way or "other"] = int(sum_)
    people = select(Person).where(Person.business_id == business_id, Person.id.in_(paid))
    known = {each.id: each for each in session.scalars(people.options(selectinload(Person.aliases)))}
    return [(known[person], ways) for person, ways in paid.items()]


def _came(
    business_id: str, start: datetime, end: datetime | None, kinds: Sequence[Kind] = CAME
) -> tuple[ColumnElement[bool], ...]:
    """The lines of payments, of what was given back, and of what answers either."""
    return (
        AccountEntry.business_id == business_id,
        AccountEntry.at >= start,
        AccountEntry.at < end if end is not None else true(),
        AccountEntry.kind.in_(kinds) | reverses(*kinds),
    )


def reverses(*kinds: Kind) -> ColumnElement[bool]:
    """Whether an entry answers one of these."""
    answered = aliased(AccountEntry)
    query = select(answered.id).where(
        answered.business_id == AccountEntry.business_id,
        answered.id == AccountEntry.reverses_id,
        answered.kind.in_(kinds),
    )
    return query.exists()
