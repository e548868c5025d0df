"""The file's sections about expenses: the policies, who decides, people's grades, and the claims that were filed."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from munshi.business.part import Section
from munshi.expenses.rules import Level, Span
from munshi.expenses.statuses import Status
from munshi.people.sections import PersonId

Category = Literal["travel", "fuel", "food", "lodging", "phone", "supplies", "medical", "other"]
Paise = Annotated[int, Field(ge=0)]
Spent = Annotated[int, Field(gt=0)]


class ClaimPolicy(Section):
    """What holds for a category from a day on, for everybody or for one grade; what is left out is no limit.

    A claim over a limit goes to the approver marked so. Once one policy stands here, only categories with a policy
    are paid back.
    """

    category: Category
    grade: str | None = Field(None, min_length=1, max_length=50)
    effective_from: date | None = None
    claim_limit_paise: Paise | None = None
    month_limit_paise: Paise | None = None
    receipt_above_paise: Paise | None = None
    max_age_days: int | None = Field(None, ge=0)
    purpose: bool = False


class ApprovalStep(Section):
    """Who decides on what is filed together up to a sum; the first step that reaches the sum counts."""

    by: Level
    up_to_paise: Paise | None = None


class PersonGrade(Section):
    """The grade of a person, named by a phone or user id."""

    person: PersonId
    grade: str = Field(min_length=1, max_length=50)


class Receipt(Section):
    """The file of a bill: where it lies, the hash of its content, and its type."""

    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    mime_type: str


class OverLimit(Section):
    """The limit that a claim passes."""

    limit_paise: Paise
    period: Span


class FiledMove(Section):
    """A step in a claim's life; `person` is a phone or user id, nobody named is the operator."""

    status: Status
    at: AwareDatetime
    person: PersonId | None = None
    reason: str | None = None


class Payment(Section):
    """When a claim was paid, and the reference of the payment."""

    date: date
    reference: str = Field(min_length=1, max_length=100)


class FiledClaim(Section):
    """What somebody has spent and wants back; the status follows from the moves. `approver` is whom it waits for."""

    reference: str = Field(pattern=r"^EXP-[1-9][0-9]{0,8}$")
    person: PersonId
    amount_paise: Spent
    category: Category
    date: date
    purpose: str | None = None
    receipts: list[Receipt] = []
    over_limit: OverLimit | None = None
    approver: PersonId | None = None
    escalated_at: AwareDatetime | None = None
    moves: list[FiledMove] = Field(min_length=1)
    payment: Payment | None = None


class ExpenseTerms(Section):
    """The business's own terms, and what was claimed. A claim that is in the books stays."""

    policies: list[ClaimPolicy] = []
    approval: list[ApprovalStep] = []
    grades: list[PersonGrade] = []
    claims: list[FiledClaim] = []


class ExpenseSections(Section):
    """What the file says about expenses."""

    expenses: ExpenseTerms = ExpenseTerms()
