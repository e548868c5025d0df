"""Khatas as a sheet that goes out: what everybody owes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from munshi.billing.accounts.models import Account, AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.billing.accounts.statements import today
from munshi.business.models import Business
from munshi.people import service as people
from munshi.people.models import Person
from munshi.sheets.tables import as_xlsx

DUES = ("customer", "phone", "owes", "since", "days", "limit", "last_paid_on", "last_reminded_on")


def dues(session: Session, business: Business) -> bytes:
    """A workbook of whoever owes something, who owes for the longest first; sums as numbers, in rupees."""
    query = (
        select(Account, Person)
        .join(Person, (Account.business_id == Person.business_id) & (Account.person_id == Person.id))
        .where(Account.business_id == business.id, Account.paise != 0)
        .order_by(Account.since.nulls_last(), Account.person_id)
        .options(selectinload(Person.aliases))
    )
    paid = _last_paid(session, business.id)
    zone, on = ZoneInfo(business.timezone), today(business)
    rows: list[Sequence[Any]] = [DUES]
    for account, person in session.execute(query):
        phones = people.phones(person)
        since = account.since.astimezone(zone).date() if account.since else None
        last = paid.get(person.id)
        rows.append(
            (
                person.called,
                f"+{phones[0]}" if phones else None,
                account.paise / 100,
                since,
                (on - since).days if since else None,
                account.limit_paise / 100 if account.limit_paise is not None else None,
                last.astimezone(zone).date() if last else None,
                account.reminded_at.astimezone(zone).date() if account.reminded_at else None,
            )
        )
    return as_xlsx({f"khata {on}": rows})


def _last_paid(session: Session, business_id: str) -> dict[int, datetime]:
    query = (
        select(AccountEntry.person_id, func.max(AccountEntry.at))
        .where(AccountEntry.business_id == business_id, AccountEntry.kind == Kind.PAYMENT)
        .group_by(AccountEntry.person_id)
    )
    return dict(session.execute(query).all())
