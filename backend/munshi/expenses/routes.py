"""Claims over HTTP, for the actions: one call for each thing that a person does."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, BeforeValidator, Field

from munshi.expenses import filing, service
from munshi.expenses.drafts import MOST, File, Said
from munshi.expenses.outcomes import CheckClaimStatus, ClaimReimbursement
from munshi.expenses.rules import is_sound, spent_on
from munshi.expenses.sections import Category
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["expenses"])


def _listed(value: object) -> object:
    """One thing, several, or nothing, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class MoneyBody(BaseModel):
    """An amount, as the entity `money` has it."""

    paise: int


class PeriodBody(BaseModel):
    """The day of the bill, as the entity `period` has it; a day that may be either is read as past."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    ambiguous: bool = False


class AttachmentBody(BaseModel):
    """A file that came in and was kept."""

    path: str = Field(min_length=1, max_length=1000)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    mime_type: str = Field(max_length=200)

    def file(self) -> File:
        """The file as the draft knows it."""
        return File(self.path, self.sha256, self.mime_type)


class TakenOutBody(BaseModel):
    """What is no longer claimed: every bill of these sums or categories."""

    money: list[MoneyBody] = Field([], max_length=MOST)
    expense_category: list[Category] = Field([], max_length=MOST)

    def named(self) -> tuple[int | str, ...]:
        """The sums in paise, and the categories."""
        return (*(money.paise for money in self.money), *self.expense_category)


class ClaimBody(BaseModel):
    """What a person wrote, tapped or sent; what was left unsaid is null.

    Amounts and categories stand in the order in which they were said: the first category is of the first amount, and
    a single one is of all.
    """

    money: Annotated[list[MoneyBody], BeforeValidator(_listed), Field(max_length=MOST)] = []
    expense_category: Annotated[list[Category], BeforeValidator(_listed), Field(max_length=MOST)] = []
    taken_out: TakenOutBody | None = None
    period: PeriodBody | None = None
    purpose: str | None = Field(None, max_length=1000)
    attachments: Annotated[list[AttachmentBody], BeforeValidator(_listed), Field(max_length=MOST)] = []
    choice: str | None = Field(
        None, description="A category of the `options`, or `different_bill` as the answer to `same_facts`"
    )
    text: str | None = Field(
        None, max_length=5000, description="The message, where it may answer an open question in few words"
    )

    def said(self, today: date) -> Said:
        """The message as the draft takes it."""
        on = self.period
        return Said(
            amounts=tuple(money.paise for money in self.money if is_sound(money.paise)),
            categories=tuple(self.expense_category),
            taken_out=self.taken_out.named() if self.taken_out else (),
            on=spent_on(on.first, on.last, on.ambiguous, today) if on else None,
            purpose=self.purpose.strip() or None if self.purpose else None,
            files=tuple(attachment.file() for attachment in self.attachments),
            choice=self.choice,
            text=self.text,
        )


class ClaimDecision(Outcome[ClaimReimbursement]):
    """What became of what is claimed.

    `confirm` and `changed` have the `claims`, `total_paise`, the `approver`'s name, and the `summary` that a yes must
    name. A question has the `claim` it is about as far as it is known; `ask_category` has the `options`, `ask_receipt`
    has `above_paise`. `same_receipt` names the `reference` and `date` of the claim that has the file, `same_facts` the
    `reference` of the claim that looks the same. `filed` has the `references`.
    """


class ClaimStatusDecision(Outcome[CheckClaimStatus]):
    """Where the person's `claims` stand, the last one first."""


class ConsentBody(BaseModel):
    """A yes."""

    summary: str | None = Field(None, description="The token of what was shown; a yes is to exactly this")


@router.post("/claims/draft", response_model=ClaimDecision, responses=CALL_PROBLEMS)
def tell(body: ClaimBody, turn: Turn) -> Outcome[Any]:
    """Takes what was said into what the person is claiming, or as the answer to the open question."""
    return turn.once(lambda session, caller: service.tell(session, caller, body.said))


@router.post("/claims/draft/drop", response_model=ClaimDecision, responses=CALL_PROBLEMS)
def drop(turn: Turn) -> Outcome[Any]:
    """Throws away what was said and not filed."""
    return turn.once(service.drop)


@router.post("/claims", response_model=ClaimDecision, responses=CALL_PROBLEMS)
def file(body: ConsentBody, turn: Turn) -> Outcome[Any]:
    """Files the claims that were shown; the same yes files them once."""
    return turn.once(lambda session, caller: filing.file(session, caller, body.summary))


@router.get("/claims/status", response_model=ClaimStatusDecision, responses=CALL_PROBLEMS)
def status(turn: Read, reference: Annotated[str | None, Query(max_length=4096)] = None) -> Outcome[Any]:
    """Where the person's claims stand: the named one, those not settled yet, or the last."""
    return turn.read(lambda session, caller: service.status(session, caller, reference))
