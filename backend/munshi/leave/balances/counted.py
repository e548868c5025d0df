"""A balance that is counted, as from the register that a business kept before: it holds all up to and with its day."""

from datetime import date
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from munshi.leave.balances import ledger, posting
from munshi.leave.balances.accrual import Kind
from munshi.leave.policy import Accrual, LeaveType, Policy
from munshi.leave.rules import NOTHING
from munshi.leave.terms import Grants


class Uncountable(Exception):
    """The balance cannot be set; the message says why."""


def on(account: ledger.Account, granted: Grants, policy: Policy, day: date) -> Decimal:
    """The balance on a day, before its leave year is closed; of every year where days off are earned by proof."""
    year = None if policy.accrual is Accrual.BY_PROOF else granted.year_of(day).name
    return sum(
        (
            entry.days
            for entry in account.entries
            if entry.type == policy.type
            and entry.day <= day
            and year in (None, entry.leave_year)
            and not entry.key.startswith(ledger.CLOSING)
        ),
        NOTHING,
    )


def count(
    session: Session,
    granted: Grants,
    account: ledger.Account,
    person_id: int,
    type_: LeaveType,
    day: date,
    days: Decimal,
) -> bool:
    """Brings a balance on a day to what was counted; whether anything was written. Raises Uncountable.

    The account is brought up to date before. The first count opens the balance; what the books had counted by
    themselves up to then is taken back by a correction, and so is what an earlier count said.
    """
    policy = granted.policy(type_, day)
    if policy is None:
        raise Uncountable("is of a type that is not given on that day")
    there = on(account, granted, policy, day)
    if there == days:
        return False
    if policy.accrual is Accrual.BY_PROOF and any(entry.type == type_ for entry in account.entries):
        raise Uncountable("is not what the books have of it: work on an off-day is recorded by itself")
    opened = posting.opened_on(account.entries, type_)
    if opened and opened > day:
        raise Uncountable(f"was counted again on {opened:%d/%m/%Y}, which holds all that came before")
    write = partial(
        ledger.add,
        session,
        granted.business.id,
        person_id,
        type_=type_,
        year=granted.year_of(day).name,
        day=day,
    )
    opening = f"{Kind.OPENING}:{type_}:{day.isoformat()}"
    if write(days=days, kind=Kind.OPENING, key=opening):
        there += days
    if there != days:
        counts = sum(entry.key.startswith(f"counted:{opening}") for entry in account.entries)
        write(days=days - there, kind=Kind.CORRECTION, key=f"counted:{opening}:{counts}")
    return True
