"""The register of leave of a leave year as a workbook: what came and went of each balance, and each day taken."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.leave.balances import ledger, posting
from munshi.leave.balances.accrual import Kind
from munshi.leave.facts import called
from munshi.leave.holidays.calendar import LeaveYear
from munshi.leave.models import LeaveDayRow, LeaveEntry, LeaveRequest
from munshi.leave.policy import LeaveType
from munshi.leave.rules import NOTHING, Portion, is_of_balance
from munshi.leave.statuses import Status
from munshi.leave.terms import Grants, grants
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF
from munshi.sheets import tables

BALANCES, DAYS = "balances", "days taken"
# What each column adds up, and whether it comes in or goes out; what is carried does either.
MOVES: dict[str, tuple[frozenset[Kind], int]] = {
    "opening": (frozenset({Kind.OPENING}), 1),
    "carried": (frozenset({Kind.CARRIED}), 1),
    "earned": (frozenset({Kind.ACCRUAL, Kind.COMP_OFF_EARNED}), 1),
    "taken": (frozenset({Kind.TAKEN}), -1),
    "returned": (frozenset({Kind.RETURNED}), 1),
    "lapsed": (frozenset({Kind.LAPSED, Kind.COMP_OFF_EXPIRED}), -1),
    "encashed": (frozenset({Kind.ENCASHED}), -1),
    "corrected": (frozenset({Kind.CORRECTION}), 1),
    "carried_over": (frozenset({Kind.CARRIED}), -1),
}
OF_BALANCES = ("person", "phone", "type", "name", *MOVES, "closing")
OF_DAYS = (
    "date", "person", "phone", "type", "portion", "days", "from_balance", "unpaid", "reference", "approved_by",
    "approved_at",
)  # fmt: skip

Row = Sequence[Any]


def as_xlsx(session: Session, business: Business, year: LeaveYear) -> bytes:
    """The two sheets, with the ledger of everybody who works here brought up to date before."""
    granted = grants(session, business)
    everybody = people.everybody(session, business.id)
    rows = [row for person in everybody for row in _balances(session, granted, person, year)]
    days = _days(session, granted, {person.id: person for person in everybody}, year)
    return tables.as_xlsx({BALANCES: [OF_BALANCES, *rows], DAYS: [OF_DAYS, *days]})


def moves(entries: Sequence[LeaveEntry], year: LeaveYear) -> dict[str, Decimal]:
    """What came and went of one balance in a leave year, by the column of the register."""
    found = dict.fromkeys(MOVES, NOTHING)
    for entry in entries:
        for name, (kinds, sign) in MOVES.items():
            if entry.kind in kinds and _is_of_column(name, entry, year):
                found[name] += sign * entry.days
    return found


def _is_of_column(name: str, entry: LeaveEntry, year: LeaveYear) -> bool:
    """What is carried goes out on the last day of the year, and comes in before."""
    if entry.kind != Kind.CARRIED:
        return True
    return (entry.day == year.last) == (name == "carried_over")


def _balances(session: Session, granted: Grants, person: Person, year: LeaveYear) -> Iterator[Row]:
    """A row for each type of which somebody has, or had in that year, a balance."""
    works = bool({held.role for held in person.roles} & STAFF)
    account = posting.accrue(session, granted, person.id) if works else None
    account = account or ledger.account(session, granted.business.id, person.id)
    for type_ in LeaveType:
        entries = [e for e in account.entries if e.type == type_ and e.leave_year == year.name]
        policy = granted.policy(type_, min(max(granted.today, year.first), year.last))
        if not entries and not (works and policy and is_of_balance(type_, policy)):
            continue
        name = policy.names.get(granted.business.language) if policy else None
        closing = account.balance(type_, year.name)
        yield (*_who(person), str(type_), name, *moves(entries, year).values(), closing)


def _days(
    session: Session, granted: Grants, everybody: Mapping[int | None, Person], year: LeaveYear
) -> Iterator[Row]:
    """Every day of approved leave that counts, by its date; `unpaid` is what nobody pays."""
    zone = ZoneInfo(granted.business.timezone)
    for day, request in session.execute(_taken(granted.business.id, year)):
        days = Portion(day.portion).days
        policy = granted.policy(LeaveType(request.type), day.date)
        given = policy is not None and policy.paid and not is_of_balance(policy.type, policy)
        yield (
            day.date,
            *_who(everybody[day.person_id]),
            request.type,
            day.portion,
            days,
            day.charged,
            NOTHING if given else days - day.charged,
            request.reference,
            called(everybody.get(request.decided_by)),
            _local(request.decided_at, zone),
        )


def _taken(business_id: str, year: LeaveYear) -> Select[LeaveDayRow, LeaveRequest]:
    """The days that approved requests take of a leave year."""
    of_request = (LeaveRequest.business_id == LeaveDayRow.business_id) & (
        LeaveRequest.id == LeaveDayRow.request_id
    )
    return (
        select(LeaveDayRow, LeaveRequest)
        .join(LeaveRequest, of_request)
        .where(
            LeaveDayRow.business_id == business_id,
            LeaveDayRow.leave_year == year.name,
            LeaveDayRow.counted,
            LeaveRequest.status == Status.APPROVED,
        )
        .order_by(LeaveDayRow.date, LeaveRequest.id)
    )


def _who(person: Person) -> tuple[str | None, str | None]:
    phone = next(iter(people.phones(person)), None)
    return called(person), f"+{phone}" if phone else None


def _local(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else None
