"""What a business grants: a policy for each type of leave, which is data and holds from a day on."""

from dataclasses import dataclass
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
    """How days come in: all at the start of the leave year, month by month, by days worked, or by proof alone."""

    YEARLY = "yearly"
    MONTHLY = "monthly"
    WORKED = "worked"
    BY_PROOF = "by_proof"
    NONE = "none"


@dataclass(frozen=True)
class Policy:
    """What holds for one type of leave from `effective_from` on. Days are `Decimal` in halves.

    `allotment` is a year's days; for `WORKED` a day is earned for each `worked_for_a_day` days worked, once
    `worked_at_least` days of the year are worked.
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

    @property
    def counts_offs_between(self) -> bool:
        """Whether offs between two days of leave are leave too; never so for the earned leave of the law."""
        return self.sandwich and not self.statutory

    @property
    def has_balance(self) -> bool:
        """Whether days are taken from a balance; leave without pay has none."""
        return self.accrual is not Accrual.NONE
