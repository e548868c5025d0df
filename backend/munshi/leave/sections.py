"""The file's section about leave: what is granted, who works when, balances, and the requests."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, PlainSerializer, model_validator

from munshi.business.part import Section
from munshi.catalogue.sections import Name
from munshi.columns import plain
from munshi.leave.balances.accrual import Kind
from munshi.leave.holidays.calendar import WeeklyOff
from munshi.leave.policy import Accrual, LeaveType, Policy
from munshi.leave.rules import Portion
from munshi.leave.statuses import Status
from munshi.people.sections import PersonId


def _as_text(days: object) -> object:
    """A file may say 2 or "2.5"; a float is no number of days."""
    return str(days) if isinstance(days, int) and not isinstance(days, bool) else days


Halves = Annotated[
    Decimal,
    BeforeValidator(_as_text),
    Field(max_digits=6, decimal_places=1, multiple_of=Decimal("0.5")),
    PlainSerializer(plain, return_type=str),
]
SomeDays = Annotated[Halves, Field(ge=0)]


class WeeklyOffEntry(Section):
    """A weekday that is off, Monday is 0; `which` of a month, as the second and fourth; none means every one."""

    weekday: int = Field(ge=0, le=6)
    which: Annotated[
        list[Annotated[int, Field(ge=1, le=5)]], AfterValidator(lambda all: sorted(set(all)))
    ] = []

    def off(self) -> WeeklyOff:
        """As the calendar has it."""
        return WeeklyOff(self.weekday, frozenset(self.which))


def named_in_all(said: Mapping[str, str]) -> dict[str, str]:
    """A name in every language: where one is left out, as in another that is there."""
    some = next((said[language] for language in ("en", "hinglish", "hi") if said.get(language)), "")
    return {language: said.get(language) or some for language in Name.model_fields}


class HolidayEntry(Section):
    """A day on which nobody works, and what it is called."""

    date: date
    name: Name


class PolicyEntry(Section):
    """What is granted of a type from a day on, until a later entry of the type; days are text, as "1.5".

    `accrual`: at the start of the leave year, by quarter or month, by days worked, by proof of work on an off-day, or
    none, which keeps no balance.
    """

    type: LeaveType
    effective_from: date
    names: Name
    accrual: Accrual = Accrual.YEARLY
    allotment: SomeDays = Decimal(0)
    worked_for_a_day: int | None = Field(None, gt=0)
    worked_at_least: int = Field(0, ge=0)
    carry_forward: SomeDays = Decimal(0)
    encashable: bool = False
    sandwich: bool = False
    statutory: bool = False
    half_days: bool = True
    paid: bool = True
    loss_of_pay: bool = True
    proof_after_days: SomeDays | None = None
    notice_days: int = Field(0, ge=0)
    backdate_days: int = Field(0, ge=0)
    longest_days: SomeDays | None = None
    probation_days: int = Field(0, ge=0)
    expires_after_days: int | None = Field(None, ge=0)
    calendar_days: bool = False
    wants_reason: bool = False

    def policy(self) -> Policy:
        """As the rules have it."""
        said = {field.name: getattr(self, field.name) for field in fields(Policy) if field.name != "names"}
        names: Mapping[str, str] = self.names.model_dump()
        return Policy(**said, names=names)


class EmploymentEntry(Section):
    """Since when somebody works here, their own weekly offs, and who decides while they are on leave."""

    person: PersonId
    joined: date | None = None
    weekly_offs: list[WeeklyOffEntry] | None = None
    delegate: PersonId | None = None


class EntryOfLedger(Section):
    """Days that came in, or with a minus went out. The key is this entry's own among those of the person."""

    person: PersonId
    type: LeaveType
    leave_year: str = Field(pattern=r"^[0-9]{4}(-[0-9]{2})?$")
    days: Halves
    kind: Kind = Kind.OPENING
    day: date
    reference: str | None = None
    key: str = Field("", max_length=200)

    @model_validator(mode="before")
    @classmethod
    def _with_its_key(cls, said: object) -> object:
        """An entry without a key has that of its kind, type and day."""
        if isinstance(said, dict) and not said.get("key"):
            return {
                **said,
                "key": ":".join(str(said.get(part, "opening")) for part in ("kind", "type", "day")),
            }
        return said


class RequestedDay(Section):
    """A day of a request: whether it counts, and what it takes of the balance of its leave year."""

    date: date
    counted: bool = True
    why: Literal["weekly_off", "holiday"] | None = None
    charged: SomeDays = Decimal(1)
    leave_year: str = Field(pattern=r"^[0-9]{4}(-[0-9]{2})?$")


class RequestMove(Section):
    """A step in a request's life; `person` is a phone or user id, nobody named is the operator."""

    status: Status
    at: AwareDatetime
    person: PersonId | None = None


class RequestEntry(Section):
    """A leave that was asked for; its status is that of the last move, its span that of its days."""

    reference: str = Field(pattern=r"^LV-[0-9]{1,9}$")
    person: PersonId
    type: LeaveType
    portion: Portion = Portion.FULL
    reason: str | None = None
    note: str | None = None
    approver: PersonId | None = None
    escalated_at: AwareDatetime | None = None
    decision_reason: str | None = None
    certificate: dict[str, str] | None = None
    unpaid: SomeDays = Decimal(0)
    days: list[RequestedDay] = Field(min_length=1)
    moves: list[RequestMove] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        dates = [day.date for day in self.days]
        if dates != sorted(set(dates)):
            raise ValueError("days stand in order, each once")
        if not any(day.counted for day in self.days):
            raise ValueError("none of the days counts")
        if self.portion is not Portion.FULL and len(dates) > 1:
            raise ValueError("a half belongs to one day")
        if any(day.charged > (self.portion.days if day.counted else 0) for day in self.days):
            raise ValueError("a day takes no more of the balance than it counts")
        return self


class LeaveTerms(Section):
    """Leave at the business. `begins`: the books count from the leave year of this day; an opening balance says more.

    `leave_year_begins` is a month. A request that nobody decided in `approver_timeout_hours` goes to the
    `fallback_approver`. Entries and requests that are in the books stay as they are.
    """

    begins: date | None = None
    leave_year_begins: int = Field(1, ge=1, le=12)
    approver_timeout_hours: int = Field(24, ge=1)
    fallback_approver: PersonId | None = None
    weekly_offs: list[WeeklyOffEntry] = [WeeklyOffEntry(weekday=6)]
    holidays: list[HolidayEntry] = []
    policies: list[PolicyEntry] = []
    employments: list[EmploymentEntry] = []
    ledger: list[EntryOfLedger] = []
    requests: list[RequestEntry] = []


class LeaveSections(Section):
    """What the file says about leave."""

    leave: LeaveTerms = LeaveTerms()
