"""Khatas as a sheet that goes out: what everybody owes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from munshi.billing.accounts import prepaid
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
    return as_xlsx({f"khata {today(business)}": rows(session, business)})


def rows(session: Session, business: Business) -> list[Sequence[Any]]:
    """Its rows below their heads: what was paid for an order on its way lowers nothing here either."""
    before = prepaid.of_everybody(business.id)
    owed = prepaid.owed_in(before)
    query = (
        select(Account, Person, owed)
        .join(Person, (Account.business_id == Person.business_id) & (Account.person_id == Person.id))
        .outerjoin(before, before.c.person_id == Account.person_id)
        .where(Account.business_id == business.id, owed != 0)
        .order_by(Account.since.nulls_last(), Account.person_id)
        .options(selectinload(Person.aliases))
    )
    paid = _last_paid(session, business.id)
    zone, on = ZoneInfo(business.timezone), today(business)
    found: list[Sequence[Any]] = [DUES]
    for account, person, paise in session.execute(query):
        phones = people.phones(person)
        since = account.since.astimezone(zone).date() if account.since else None
        last = paid.get(person.id)
        found.append(
            (
                person.called,
                f"+{phones[0]}" if phones else None,
                paise / 100,
                since,
                (on - since).days if since else None,
                account.limit_paise / 100 if account.limit_paise is not None else None,
                last.astimezone(zone).date() if last else None,
                account.reminded_at.astimezone(zone).date() if account.reminded_at else None,
            )
        )
    return found


def _last_paid(session: Session, business_id: str) -> dict[int, datetime]:
    query = (
        select(AccountEntry.person_id, func.max(AccountEntry.at))
        .where(AccountEntry.business_id == business_id, AccountEntry.kind == Kind.PAYMENT)
        .group_by(AccountEntry.person_id)
    )
    return dict(session.execute(query).all())
