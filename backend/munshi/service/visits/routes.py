"""Visits, parts and yearly care over HTTP, for the actions: one call for each thing that a person does."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from munshi.asking.bodies import ReadingBody
from munshi.outcomes import Outcome
from munshi.service.parts import desk as parts_desk
from munshi.service.parts import wanting as parts
from munshi.service.visits import changing, noting, wanting, working
from munshi.service.visits.outcomes import ChangeVisit, DoVisit, RequestSparePart, RequestTechnician
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["visits"])


class SaidBody(BaseModel):
    """The whole message as it was read."""

    reading: ReadingBody


class StepBody(SaidBody):
    """A step of a visit that was tapped."""

    visit: str = Field(max_length=40)
    step: str = Field(max_length=40, pattern=r"^[a-z_]*$")


class RequestDecision(Outcome[RequestTechnician | Literal["goods", "moves", "ask_request"]]):
    """What is missing (`ask_…`, `choose_…`), the `slots` that can be tapped, or the summary with its token.

    `goods`: a new machine is bought. `moves` has the `answer` to who names another hour of a visit that there is.
    """


class ChangeDecision(Outcome[ChangeVisit | Literal["wanted"]]):
    """The person's `visits` and where they stand, the `slots` to move one to, or what a yes does.

    `wanted` has the `answer` to who has no visit and wants one.
    """


class StepDecision(Outcome[DoVisit]):
    """Where the job stands after the step, or what is asked for it."""


class PartDecision(Outcome[RequestSparePart | Literal["goods", "ask_request"]]):
    """The `parts` that fit, the models to choose from, or the summary with its token; `goods` are none of a machine."""


@router.post("/visits/request", response_model=RequestDecision, responses=CALL_PROBLEMS)
def request(body: SaidBody, turn: Turn) -> Outcome[Any]:
    """Takes in what was said of the visit that is wanted."""
    return turn.once(lambda session, caller: wanting.tell(session, caller, body.reading.reading()))


@router.post("/visits/change", response_model=ChangeDecision, responses=CALL_PROBLEMS)
def change(body: SaidBody, turn: Turn) -> Outcome[Any]:
    """Says when somebody comes, or begins to move or cancel it."""
    return turn.once(lambda session, caller: changing.tell(session, caller, body.reading.reading()))


@router.post("/visits/notes", response_model=ChangeDecision, responses=CALL_PROBLEMS)
def add_note(body: SaidBody, turn: Turn) -> Outcome[Any]:
    """Adds a photo to what was just booked or reported."""
    return turn.once(lambda session, caller: noting.note(session, caller, body.reading.reading()))


@router.post("/visits/steps", response_model=StepDecision, responses=CALL_PROBLEMS)
def step(body: StepBody, turn: Turn) -> Outcome[Any]:
    """A step of who does the visit, or the customer's answer to an estimate."""
    reading = body.reading.reading()
    return turn.once(lambda session, caller: working.do(session, caller, body.visit, body.step, reading))


@router.post("/parts/request", response_model=PartDecision, responses=CALL_PROBLEMS)
def part(body: SaidBody, turn: Turn) -> Outcome[Any]:
    """Takes in what was said of the part that is wanted."""
    reading = body.reading.reading()
    return turn.once(
        lambda session, caller: (
            parts_desk.tapped(session, caller, reading) or parts.tell(session, caller, reading)
        )
    )
