"""Claims over HTTP, for the actions: one call for each thing that a person does."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from munshi.asking.bodies import ReadingBody
from munshi.expenses import filing, service
from munshi.expenses.drafts import Said
from munshi.expenses.outcomes import CheckClaimStatus, ClaimReimbursement
from munshi.expenses.said import ClaimBody, body_of
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["expenses"])


class SpentBody(ClaimBody):
    """What was said, part by part, or the whole message as it was read."""

    reading: ReadingBody | None = None

    def said(self, today: date) -> Said:
        """The message as the draft takes it."""
        return body_of(self.reading.reading()).said(today) if self.reading else super().said(today)


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
def tell(body: SpentBody, turn: Turn) -> Outcome[Any]:
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
