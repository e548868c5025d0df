"""Which leave is granted and what it counts, each rule a sentence. Pure: today's date is handed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from munshi.leave.asking.refusals import (
    HalfNotAllowed,
    HalfOfManyDays,
    HalfOnOffDay,
    NoBalance,
    NotEntitled,
    NothingCounted,
    NoticeShort,
    NotProven,
    OnProbation,
    Overlap,
    TooFar,
    TooLate,
    TooLong,
)
from munshi.leave.holidays.calendar import LeaveYear, Off, WorkCalendar, days_between
from munshi.leave.policy import Accrual, LeaveType, Policy, policy_on

WHOLE, HALF, NOTHING = Decimal(1), Decimal("0.5"), Decimal(0)


class Portion(StrEnum):
    """How much of a day somebody is away."""

    FULL = "full"
    FIRST = "first"
    SECOND = "second"

    @property
    def days(self) -> Decimal:
        """One, or a half."""
        return WHOLE if self is Portion.FULL else HALF

    def meets(self, other: "Portion") -> bool:
        """Whether the two cannot both be taken on one day: only a first and a second half can."""
        return self is Portion.FULL or other is Portion.FULL or self is other


@dataclass(frozen=True)
class Asked:
    """What somebody asks for: a span of days, all whole, or one half of a single day."""

    first: date
    last: date
    portion: Portion = Portion.FULL

    @property
    def days(self) -> Sequence[date]:
        """Every day of it."""
        return list(days_between(self.first, self.last))


@dataclass(frozen=True)
class LeaveDay:
    """A day of a leave: whether it costs balance, and if not, why."""

    date: date
    portion: Portion
    counted: bool
    off: Off | None = None

    @property
    def cost(self) -> Decimal:
        """What it takes of the balance."""
        return self.portion.days if self.counted else NOTHING


@dataclass(frozen=True)
class Taken:
    """A leave that is approved or waits for it."""

    reference: str
    status: str
    days: Sequence[LeaveDay]


def count_days(asked: Asked, calendar: WorkCalendar, policy: Policy) -> list[LeaveDay]:
    """The days of a leave, and which of them count: not weekly offs and holidays.

    Under the sandwich rule those between two counted days count too; the statutory earned leave never has it
    (OSH Code, s. 32). Where the policy is in calendar days, all of them count.
    """
    days = [_day(day, asked.portion, calendar) for day in asked.days]
    if policy.calendar_days:
        return [LeaveDay(day.date, day.portion, True, day.off) for day in days]
    working = [at for at, day in enumerate(days) if day.counted]
    if not policy.counts_offs_between or not working:
        return days
    first, last = working[0], working[-1]
    return [
        LeaveDay(day.date, day.portion, True, day.off) if first < at < last else day
        for at, day in enumerate(days)
    ]


def _day(day: date, portion: Portion, calendar: WorkCalendar) -> LeaveDay:
    off = calendar.off(day)
    return LeaveDay(day, portion, off is None, off)


def cost(days: Iterable[LeaveDay]) -> Decimal:
    """What the days take of the balance."""
    return sum((day.cost for day in days), NOTHING)


def last_day(first: date, wanted: Decimal, calendar: WorkCalendar) -> date:
    """The day on which a leave of so many working days ends that begins on the first; a half needs its day."""
    day, left = calendar.working_day_on_or_after(first), wanted
    while left > WHOLE:
        day = calendar.working_day_on_or_after(day + timedelta(days=1))
        left -= WHOLE
    return day


def span_of(begins: date, wanted: Decimal, calendar: WorkCalendar, policy: Policy | None) -> Asked:
    """The days of a leave of which its beginning and its length are said: working days, or those of the calendar."""
    if policy and policy.calendar_days:
        return Asked(begins, begins + timedelta(days=int(wanted) - 1))
    first = calendar.working_day_on_or_after(begins)
    return Asked(first, last_day(first, wanted, calendar))


def unpaid_part(wanted: Decimal, available: Decimal) -> Decimal:
    """The days that the balance does not cover."""
    return max(wanted - max(available, NOTHING), NOTHING)


def refuse_overlap(days: Sequence[LeaveDay], others: Iterable[Taken]) -> None:
    """Somebody is not on leave twice on one day; a first and a second half are two."""
    wanted = {day.date: day.portion for day in days}
    for other in others:
        for day in other.days:
            if day.date in wanted and wanted[day.date].meets(day.portion):
                first, last = min(day.date for day in other.days), max(day.date for day in other.days)
                raise Overlap(
                    reference=other.reference, status=other.status, first=first, last=last, date=day.date
                )


def refuse_nothing(days: Sequence[LeaveDay]) -> None:
    """Nobody needs leave for days on which they do not work."""
    if not any(day.counted for day in days):
        raise NothingCounted(excluded=list(days))


def refuse_bad_half(asked: Asked, calendar: WorkCalendar, policy: Policy) -> None:
    """A half is one half of one working day, of a type that is given in halves."""
    if asked.portion is Portion.FULL:
        return
    if asked.first != asked.last:
        raise HalfOfManyDays()
    if not policy.half_days:
        raise HalfNotAllowed(type=policy.type)
    if calendar.off(asked.first):
        raise HalfOnOffDay(day=asked.first)


def refuse_too_late(asked: Asked, policy: Policy, today: date) -> None:
    """Leave is asked for afterwards only as far back as the policy says."""
    if (today - asked.first).days > policy.backdate_days:
        raise TooLate(limit=policy.backdate_days)


def refuse_too_far(asked: Asked, begins: int, today: date) -> None:
    """Nobody plans beyond the next leave year; `begins` is the month in which it begins."""
    until = LeaveYear.of(today, begins).following.last
    if asked.last > until:
        raise TooFar(until=until)


def refuse_not_entitled(asked: Asked, type_: LeaveType, policies: Iterable[Policy]) -> Policy:
    """The policy that holds on the first day; what the business does not give is not given."""
    policy = policy_on(asked.first, type_, policies)
    if policy is None:
        raise NotEntitled(type=type_)
    return policy


def refuse_short_notice(asked: Asked, policy: Policy, today: date) -> None:
    """What can be planned is asked for in time; what has begun is a matter of the backdating rule."""
    if 0 <= (asked.first - today).days < policy.notice_days:
        raise NoticeShort(needed=policy.notice_days)


def refuse_too_long(days: Sequence[LeaveDay], policy: Policy) -> None:
    """A type may be given for so many days at once and no more."""
    if policy.longest_days is not None and cost(days) > policy.longest_days:
        raise TooLong(most=policy.longest_days)


def refuse_on_probation(asked: Asked, policy: Policy, joined: date | None) -> None:
    """Some types begin only after the first days or months of work, and none before the first day of it."""
    if joined is None:
        return
    until = joined + timedelta(days=policy.probation_days)
    if asked.first < until:
        raise OnProbation(until=until)


def refuse_without_balance(days: Sequence[LeaveDay], policy: Policy, available: Decimal) -> None:
    """Where the policy gives nothing without pay, the balance must cover it all."""
    if policy.accrual is Accrual.BY_PROOF and available <= NOTHING:
        raise NotProven()
    if policy.has_balance and not policy.loss_of_pay and unpaid_part(cost(days), available):
        raise NoBalance(available=available)


def wants_proof(days: Sequence[LeaveDay], policy: Policy) -> bool:
    """Whether a certificate belongs to it."""
    return policy.proof_after_days is not None and cost(days) > policy.proof_after_days


def is_of_balance(type_: LeaveType, policy: Policy) -> bool:
    """Whether days of this type are taken from a balance."""
    return type_ is not LeaveType.UNPAID and policy.has_balance
