"""A bare *cancel*, and taking back what was just done, over HTTP for the actions."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn
from munshi.undoing import correcting, service
from munshi.undoing.outcomes import CancelFlow

router = APIRouter(tags=["undoing"])


class CancellationBody(BaseModel):
    """`summary` is the token of a thing that was offered; without it everything that can be meant is looked at.

    What the words `said` name by its number is meant alone, where it can be.
    """

    summary: str | None = Field(None, max_length=4096)
    said: str | None = Field(None, max_length=5000)


class UndoBody(BaseModel):
    """`act` is the number that the answer to what was done had in its facts."""

    act: Annotated[int, Field(ge=1, lt=2**63)]


class CancelDecision(Outcome[CancelFlow]):
    """`confirm…` has the `thing`, its facts and the `summary` that a yes confirms; `choose` has several `things`.

    `cancelled`, `restored` and `taken_back` say what was done; `act` is the number by which that is undone in turn.
    """


@router.post("/cancellation", response_model=CancelDecision, responses=CALL_PROBLEMS)
def ask(body: CancellationBody, turn: Turn) -> Outcome[Any]:
    """What a bare *cancel* can mean: named and asked, never done."""
    return turn.once(lambda session, caller: correcting.ask(session, caller, body.summary, body.said))


@router.post("/acts/undone", response_model=CancelDecision, responses=CALL_PROBLEMS)
def undo(body: UndoBody, turn: Turn) -> Outcome[Any]:
    """Takes back what the caller did within the last minutes; both sides hear it."""
    return turn.once(lambda session, caller: service.undo(session, caller, body.act))
