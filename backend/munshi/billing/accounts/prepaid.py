"""What was paid for orders that are not delivered yet: it waits for them, and pays nothing that is owed already."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.orm import Session

from munshi.billing.accounts.models import Account, AccountEntry
from munshi.orders.models import Order
from munshi.orders.statuses import OPEN


def owed(session: Session, account: Account | None) -> int:
    """What is owed already, in paise; below nothing what is paid ahead and waits for no order."""
    if account is None:
        return 0
    query = _paid(account.business_id).where(Order.person_id == account.person_id)
    return account.paise + sum(int(paise) for _, paise in session.execute(query))


def owed_by(session: Session, business_id: str, person_id: int) -> int:
    """The same of a person: the one sum that is told of what they owe, by whomever it is asked."""
    return owed(session, session.get(Account, (business_id, person_id)))


def waiting_at(session: Session, business_id: str, person_id: int, moment: datetime) -> int:
    """What a person had paid before a moment for orders that still wait for their delivery."""
    paid = _paid(business_id).where(Order.person_id == person_id, AccountEntry.at < moment)
    return sum(int(paise) for _, paise in session.execute(paid))


def outstanding(session: Session, business_id: str, over_paise: int = 0) -> tuple[int, int]:
    """How many owe more than so much already, and what that comes to."""
    before = of_everybody(business_id)
    owed = owed_in(before)
    query = (
        select(func.count(), func.coalesce(func.sum(owed), 0))
        .select_from(Account)
        .outerjoin(before, before.c.person_id == Account.person_id)
        .where(Account.business_id == business_id, owed > over_paise)
    )
    number, total = session.execute(query).one()
    return int(number), int(total)


def of_everybody(business_id: str) -> Subquery:
    """What each person has paid so: `person_id`, `paise`."""
    return _paid(business_id).subquery()


def owed_in(prepaid: Subquery) -> ColumnElement[int]:
    """What is owed already on an account that is joined with these."""
    return Account.paise + func.coalesce(prepaid.c.paise, 0)


def _paid(business_id: str) -> Select[int, int]:
    of_order = (
        (AccountEntry.business_id == Order.business_id)
        & (AccountEntry.person_id == Order.person_id)
        & (AccountEntry.order_reference == Order.reference)
    )
    return (
        select(Order.person_id, (-func.sum(AccountEntry.paise)).label("paise"))
        .join(AccountEntry, of_order)
        .where(Order.business_id == business_id, Order.status.in_(OPEN))
        .group_by(Order.person_id)
    )
