"""What comes into the ledger and goes out of it by itself, once for each period, however often it is looked at."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from munshi import database
from munshi.business import service as business_service
from munshi.leave.balances import ledger
from munshi.leave.balances.accrual import Credit, Kind, credits, earned_by_work, year_end
from munshi.leave.balances.worked import away_but_counted, days_worked
from munshi.leave.holidays.calendar import DAY, LeaveYear
from munshi.leave.models import Employment, LeaveDayRow, LeaveEntry, LeaveRequest
from munshi.leave.policy import Accrual, LeaveType, Policy
from munshi.leave.rules import NOTHING, LeaveDay, Portion
from munshi.leave.terms import Grants, employment, grants
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF

SKILL = "leave"

log = logging.getLogger(__name__)


def accrue_everywhere() -> None:
    """Brings everybody's ledger up to date, each person in a transaction of their own.

    A fault in one person's is logged and keeps nobody else from theirs.
    """
    with database.transaction() as session:
        there = [business for business in business_service.all_of_them(session) if SKILL in business.skills]
        staff = [
            (business.id, person.id)
            for business in there
            for person in people.holders(session, business, STAFF)
        ]
    for business_id, person_id in staff:
        try:
            _accrue_one(business_id, person_id)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception(
                "The leave of person %s of %s could not be brought up to date.", person_id, business_id
            )


def _accrue_one(business_id: str, person_id: int) -> None:
    with database.transaction() as session:
        business = business_service.get(session, business_id)
        if business is not None:
            accrue(session, grants(session, business), person_id)


def accrue(session: Session, granted: Grants, person_id: int) -> ledger.Account:
    """Brings one person's ledger up to date, and keeps others from changing it; the account as it then stands.

    For who has left nothing comes and goes from that day on.
    """
    business_id = granted.business.id
    ledger.lock(session, business_id, person_id)
    employed = employment(session, business_id, person_id)
    left = session.get_one(Person, (business_id, person_id)).left
    account = ledger.account(session, business_id, person_id)
    for type_ in LeaveType:
        for year in _years(granted, account, type_, employed, left):
            book = _Book(session, granted, person_id, employed, account, type_, year, left)
            if book.bring_in():
                account = ledger.account(session, business_id, person_id)
            if replace(book, account=account).close():
                account = ledger.account(session, business_id, person_id)
    return account


def _ends(granted: Grants, left: date | None) -> date:
    """The day on which the account is looked at: today, or that on which the person was gone."""
    return min(granted.today, left or granted.today)


def _years(
    granted: Grants, account: ledger.Account, type_: LeaveType, employed: Employment | None, left: date | None
) -> Iterator[LeaveYear]:
    """The leave years from which something may still come or go: an opening balance holds all before it."""
    opened = opened_on(account.entries, type_)
    start = granted.year_of(opened) if opened else granted.begins
    joined = employed.joined if employed else None
    if joined and joined > start.last:
        start = granted.year_of(joined)
    year = start
    while year.first <= _ends(granted, left):
        yield year
        year = year.following


def opened_on(entries: Iterable[LeaveEntry], type_: LeaveType) -> date | None:
    """The day of the last balance that was brought along or counted; it holds all before."""
    days = [entry.day for entry in entries if entry.type == type_ and entry.kind == Kind.OPENING]
    return max(days, default=None)


@dataclass(frozen=True)
class _Book:
    """One type of one person in one leave year."""

    session: Session
    granted: Grants
    person_id: int
    employed: Employment | None
    account: ledger.Account
    type: LeaveType
    year: LeaveYear
    left: date | None

    @property
    def ends(self) -> date:
        return _ends(self.granted, self.left)

    @property
    def joined(self) -> date | None:
        return self.employed.joined if self.employed else None

    def bring_in(self) -> bool:
        """What the year has brought since it was looked at last; whether there was anything."""
        written = False
        opened = opened_on(self.account.entries, self.type)
        there = {entry.key for entry in self.account.entries}
        for policy in self._policies():
            for credit in self._credits(policy):
                key = f"accrual:{credit.key}"
                if key not in there and (opened is None or credit.on > opened):
                    written |= self._add(credit.days, Kind.ACCRUAL, credit.on, key)
        return written

    def close(self) -> bool:
        """A past year's balance is carried over, paid out or lapses; a comp-off expires by itself."""
        policy = self.granted.policy(self.type, min(self.year.last, self.ends))
        if policy is None or not policy.has_balance:
            return False
        if policy.accrual is Accrual.BY_PROOF:
            return self._expire(policy)
        name = self.year.name
        left = self.account.balance(self.type, name) - self.account.pending(self.type, name)
        if self.year.last >= self.ends or not left:
            return False
        return self._close(policy, left)

    def _close(self, policy: Policy, left: Decimal) -> bool:
        """What comes back to a year that is closed is closed once more; the cap holds for all of it together."""
        closed = [e for e in self.account.entries if e.type == self.type and e.leave_year == self.year.name]
        out = [e for e in closed if e.key.startswith(ledger.CLOSING)]
        carried_before = -sum((e.days for e in out if e.kind == Kind.CARRIED), NOTHING)
        whole = year_end(policy, carried_before + left)
        carried = whole.carried - carried_before if left > 0 else left
        beyond = left - carried
        key = f"{ledger.CLOSING}{self.type}:{self.year.name}:{len(out)}"
        last, following = self.year.last, self.year.following
        if carried:
            self._add(-carried, Kind.CARRIED, last, f"{key}:out")
            self._add(carried, Kind.CARRIED, following.first, f"carried:{key}", following)
        if beyond:
            kind = Kind.ENCASHED if policy.encashable else Kind.LAPSED
            self._add(-beyond, kind, last, f"{key}:{kind}")
        return True

    def _expire(self, policy: Policy) -> bool:
        written = False
        for row in self.account.comp_offs(policy):
            if row.until is None or row.until >= self.ends:
                continue
            key = f"{row.credit.key}:expired"
            before = [e for e in self.account.entries if e.key.startswith(key)]
            gone = row.days + sum((e.days for e in before), NOTHING)
            if gone > 0:
                written |= self._add(-gone, Kind.COMP_OFF_EXPIRED, row.until + DAY, f"{key}:{len(before)}")
        return written

    def _policies(self) -> list[Policy]:
        """The policy with which the year began; where none held yet, the first that begins in it."""
        first = self.granted.policy(self.type, self.year.first)
        if first is not None:
            return [first]
        later = [p for p in self.granted.policies if p.type is self.type and p.effective_from in self.year]
        return sorted(later, key=lambda policy: policy.effective_from)[:1]

    def _credits(self, policy: Policy) -> Iterator[Credit]:
        if policy.accrual is Accrual.WORKED:
            return self._earned(policy)
        every = credits(policy, self.joined, self.year, self.ends)
        return (credit for credit in every if self.left is None or credit.on < self.left)

    def _earned(self, policy: Policy) -> Iterator[Credit]:
        """What the work of each month that is over has brought, on the day after it."""
        begins = max(self.year.first, policy.effective_from, self.joined or self.year.first)
        opened = opened_on(self.account.entries, self.type)
        before = self._by_work(policy, begins, opened) if opened and opened >= begins else NOTHING
        given = sum(
            (
                e.days
                for e in self.account.entries
                if e.type == self.type
                and e.leave_year == self.year.name
                and e.kind == Kind.ACCRUAL
                and (opened is None or e.day > opened)
            ),
            NOTHING,
        )
        for month in _months(self.year):
            last = _month_end(month)
            if last < begins or last >= self.ends:
                continue
            key = f"{self.type}:{month:%Y-%m}"
            if any(e.key == f"accrual:{key}" for e in self.account.entries):
                continue
            days = self._by_work(policy, begins, last) - before - given
            if days > 0:
                given += days
                yield Credit(last, days, key)

    def _by_work(self, policy: Policy, first: date, last: date) -> Decimal:
        away = self._away(first, last)
        every_day = [day for days in away.values() for day in days]
        worked = days_worked(self.granted.calendar(self.employed), first, last, every_day)
        return earned_by_work(policy, worked, away_but_counted(first, last, away), self.joined, self.year)

    def _away(self, first: date, last: date) -> dict[LeaveType, list[LeaveDay]]:
        """The days of live leave in a span, by their type."""
        away: dict[LeaveType, list[LeaveDay]] = {}
        rows = self.session.execute(
            select(LeaveDayRow, LeaveRequest.type)
            .join(
                LeaveRequest,
                (LeaveRequest.business_id == LeaveDayRow.business_id)
                & (LeaveRequest.id == LeaveDayRow.request_id),
            )
            .where(
                LeaveDayRow.business_id == self.granted.business.id,
                LeaveDayRow.person_id == self.person_id,
                LeaveDayRow.live,
                LeaveDayRow.date.between(first, last),
            )
        )
        for row, type_ in rows:
            day = LeaveDay(row.date, Portion(row.portion), row.counted)
            away.setdefault(LeaveType(type_), []).append(day)
        return away

    def _add(self, days: Decimal, kind: Kind, day: date, key: str, year: LeaveYear | None = None) -> bool:
        return ledger.add(
            self.session,
            self.granted.business.id,
            self.person_id,
            type_=self.type,
            year=(year or self.year).name,
            days=days,
            kind=kind,
            day=day,
            key=key,
        )


def _months(year: LeaveYear) -> Iterator[date]:
    first = year.first
    while first <= year.last:
        yield first
        first = _month_end(first) + DAY


def _month_end(first: date) -> date:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - DAY
