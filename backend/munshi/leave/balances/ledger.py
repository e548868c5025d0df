"""The ledger of days: what came in and went out, and what is left of it for each type and leave year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from munshi import clock
from munshi.leave.balances import comp_off
from munshi.leave.balances.accrual import Credit, Kind, credits, year_end
from munshi.leave.balances.comp_off import Left, Use
from munshi.leave.holidays.calendar import LeaveYear
from munshi.leave.models import LeaveDayRow, LeaveEntry, LeaveRequest
from munshi.leave.policy import Accrual, LeaveType, Policy
from munshi.leave.rules import NOTHING
from munshi.leave.statuses import Status
from munshi.leave.terms import Grants

CLOSING = "closing:"  # begins the key of what leaves a leave year at its end


@dataclass(frozen=True)
class Charged:
    """A day that a live request takes of a balance."""

    type: LeaveType
    leave_year: str
    date: date
    days: Decimal
    pending: bool


@dataclass(frozen=True)
class Account:
    """All entries of one person, and what their live requests take."""

    entries: Sequence[LeaveEntry]
    charged: Sequence[Charged]

    def balance(self, type_: LeaveType, year: str | None = None) -> Decimal:
        """The sum of the entries of a type, in one leave year or in all."""
        return _sum(e.days for e in self.entries if e.type == type_ and year in (None, e.leave_year))

    def pending(self, type_: LeaveType, year: str | None = None) -> Decimal:
        """What waits for an answer, and is kept free for it."""
        return _sum(
            c.days for c in self.charged if c.pending and c.type == type_ and year in (None, c.leave_year)
        )

    def is_closed(self, type_: LeaveType, year: LeaveYear) -> bool:
        """Whether the balance of a past leave year was carried over already."""
        return any(
            entry.type == type_ and entry.leave_year == year.name and entry.key.startswith(CLOSING)
            for entry in self.entries
        )

    def comp_offs(self, policy: Policy) -> list[Left]:
        """What is left of each comp-off after what was taken and asked for."""
        earned = [
            Credit(entry.day, entry.days, entry.key)
            for entry in self.entries
            if entry.type == policy.type
            and entry.kind in (Kind.COMP_OFF_EARNED, Kind.OPENING, Kind.CORRECTION)
            and entry.days > 0
        ]
        uses = [Use(day.date, day.days) for day in self.charged if day.type == policy.type]
        return comp_off.left(policy, earned, uses)


def account(session: Session, business_id: str, person_id: int) -> Account:
    """The account of a person as it stands."""
    entries = session.scalars(
        select(LeaveEntry)
        .where(LeaveEntry.business_id == business_id, LeaveEntry.person_id == person_id)
        .order_by(LeaveEntry.id)
    ).all()
    live = session.execute(
        select(
            LeaveRequest.type,
            LeaveRequest.status,
            LeaveDayRow.date,
            LeaveDayRow.charged,
            LeaveDayRow.leave_year,
        )
        .join(
            LeaveDayRow,
            (LeaveDayRow.business_id == LeaveRequest.business_id)
            & (LeaveDayRow.request_id == LeaveRequest.id),
        )
        .where(
            LeaveRequest.business_id == business_id,
            LeaveRequest.person_id == person_id,
            LeaveDayRow.business_id == business_id,
            LeaveDayRow.live,
            LeaveDayRow.charged > 0,
        )
        .order_by(LeaveDayRow.date)
    ).all()
    charged = [
        Charged(LeaveType(row.type), row.leave_year, row.date, row.charged, row.status == Status.PENDING)
        for row in live
    ]
    return Account(entries, charged)


def available(
    account: Account, grants: Grants, policy: Policy, joined: date | None, year: LeaveYear, on: date
) -> Decimal:
    """What can still be asked for on a day of a leave year; one that has not begun has what it will bring by then."""
    if policy.accrual is Accrual.BY_PROOF:
        return comp_off.available_on(on, account.comp_offs(policy))
    left = account.balance(policy.type, year.name) - account.pending(policy.type, year.name)
    this_year = grants.year_of(grants.today)
    if year.first <= this_year.last:
        return left
    carried = NOTHING
    if year == this_year.following:
        before = available(account, grants, policy, joined, this_year, grants.today)
        carried = year_end(policy, before).carried
    coming = _sum(credit.days for credit in credits(policy, joined, year, until=on))
    return left + coming + carried


def charged_year(account: Account, grants: Grants, type_: LeaveType, day: date) -> LeaveYear:
    """The leave year whose balance a day takes of: its own, or today's where its own is closed."""
    year = grants.year_of(day)
    return grants.year_of(grants.today) if account.is_closed(type_, year) else year


def add(
    session: Session,
    business_id: str,
    person_id: int,
    *,
    type_: LeaveType,
    year: str,
    days: Decimal,
    kind: Kind,
    day: date,
    key: str,
    reference: str | None = None,
) -> bool:
    """Writes an entry, once for its key; whether it was written."""
    written = session.execute(
        insert(LeaveEntry)
        .values(
            business_id=business_id,
            person_id=person_id,
            type=type_,
            leave_year=year,
            days=days,
            kind=kind,
            day=day,
            reference=reference,
            key=key,
            at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["business_id", "person_id", "key"])
        .returning(LeaveEntry.id)
    )
    return written.first() is not None


def take(session: Session, request: LeaveRequest) -> None:
    """What an approved leave takes of each leave year."""
    for year, days in _by_year(request).items():
        _move(session, request, year, -days, Kind.TAKEN, _times_taken(request) + 1)


def give_back(session: Session, request: LeaveRequest) -> Decimal:
    """Reverses what the leave took; how many days that are."""
    years = _by_year(request)
    for year, days in years.items():
        _move(session, request, year, days, Kind.RETURNED, _times_taken(request))
    return _sum(years.values())


def _times_taken(request: LeaveRequest) -> int:
    """How often the leave was approved so far: whatever was taken back may be decided again."""
    return sum(move.status == Status.APPROVED for move in request.moves)


def _move(session: Session, request: LeaveRequest, year: str, days: Decimal, kind: Kind, time: int) -> None:
    """Once for each time that the leave is approved."""
    again = f":{time}" if time > 1 else ""
    add(
        session,
        request.business_id,
        request.person_id,
        type_=LeaveType(request.type),
        year=year,
        days=days,
        kind=kind,
        day=request.first,
        key=f"{kind}:{request.reference}:{year}{again}",
        reference=request.reference,
    )


def _by_year(request: LeaveRequest) -> dict[str, Decimal]:
    years: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for day in request.days:
        if day.charged:
            years[day.leave_year] += day.charged
    return dict(years)


def lock(session: Session, business_id: str, person_id: int) -> None:
    """Whatever changes one person's leave comes one after the other."""
    name = f"leave:{business_id}:{person_id}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def _sum(days: Iterable[Decimal]) -> Decimal:
    return sum(days, NOTHING)
