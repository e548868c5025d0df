"""What a business grants: a policy for each type of leave, which is data and holds from a day on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class LeaveType(StrEnum):
    """The types of leave, as the law and the trade name them."""

    CASUAL = "casual"
    SICK = "sick"
    EARNED = "earned"
    COMP_OFF = "comp_off"
    UNPAID = "unpaid"
    MATERNITY = "maternity"
    PATERNITY = "paternity"
    BEREAVEMENT = "bereavement"


class Accrual(StrEnum):
    """How days come in: at the start of the leave year, by quarter or month, by days worked, by proof of work.

    `NONE` keeps no balance: the leave is given for an event, or without pay.
    """

    YEARLY = "yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WORKED = "worked"
    BY_PROOF = "by_proof"
    NONE = "none"


@dataclass(frozen=True)
class Policy:
    """What holds for one type of leave from `effective_from` on. Days are `Decimal` in halves.

    `allotment` is a year's days; for `WORKED` a day is earned for each `worked_for_a_day` days worked, once
    `worked_at_least` days of the year are worked. `names` has one for each language. `calendar_days` counts every
    day, as the law does where it speaks of weeks. A certificate is wanted for more than `proof_after_days`.
    """

    type: LeaveType
    effective_from: date
    accrual: Accrual = Accrual.YEARLY
    allotment: Decimal = Decimal(0)
    worked_for_a_day: int | None = None
    worked_at_least: int = 0
    carry_forward: Decimal = Decimal(0)
    encashable: bool = False
    sandwich: bool = False
    statutory: bool = False
    half_days: bool = True
    paid: bool = True
    loss_of_pay: bool = True
    proof_after_days: Decimal | None = None
    notice_days: int = 0
    backdate_days: int = 0
    longest_days: Decimal | None = None
    probation_days: int = 0
    expires_after_days: int | None = None
    calendar_days: bool = False
    wants_reason: bool = False
    names: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def counts_offs_between(self) -> bool:
        """Whether offs between two days of leave are leave too; never so for the earned leave of the law."""
        return self.sandwich and not self.statutory

    @property
    def has_balance(self) -> bool:
        """Whether days are taken from a balance; leave without pay has none."""
        return self.accrual is not Accrual.NONE


def policy_on(day: date, type_: LeaveType, policies: Iterable[Policy]) -> Policy | None:
    """The policy that holds for a type on a day: the latest that has begun. None where the business gives none."""
    begun = (policy for policy in policies if policy.type is type_ and policy.effective_from <= day)
    return max(begun, key=lambda policy: policy.effective_from, default=None)


@dataclass(frozen=True)
class Terms:
    """What holds for every type of leave at a business: the month its leave year begins, and the approver's time."""

    leave_year_begins: int = 1
    approver_timeout_hours: int = 24
