"""Guarantees over HTTP, for the actions."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from munshi.outcomes import Outcome
from munshi.service.tickets.routes import ReportBody
from munshi.service.warranty import cards, deciding, looking, registering
from munshi.service.warranty.outcomes import CheckWarranty, DecideWarranty, RegisterWarranty, SendWarrantyCard
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["service"])


class WarrantyDecision(Outcome[CheckWarranty]):
    """The `pieces` with their guarantees, or what is still needed."""


class RegisterDecision(Outcome[RegisterWarranty]):
    """What is still asked of the piece, or all of it with the `summary` that a yes must name, or that it is noted."""


class PieceBody(BaseModel):
    """A sold piece, by its number in the books."""

    piece: int


class DecideBody(PieceBody):
    """The owner's word."""

    confirm: bool


class OwnerDecision(Outcome[DecideWarranty]):
    """The `piece`, and what became of it."""


class CardDecision(Outcome[SendWarrantyCard]):
    """The `files` to be sent."""


@router.post("/warranty/check", response_model=WarrantyDecision, responses=CALL_PROBLEMS)
def check(body: ReportBody, turn: Turn) -> Outcome[Any]:
    """How what is named stands; where the shop looks at a customer's, that is noted."""
    return turn.once(lambda session, caller: looking.check(session, caller, body.reading.reading()))


@router.post("/warranty/draft", response_model=RegisterDecision, responses=CALL_PROBLEMS)
def tell(body: ReportBody, turn: Turn) -> Outcome[Any]:
    """Takes what was said into what the person is registering."""
    return turn.once(lambda session, caller: registering.tell(session, caller, body.reading.reading()))


@router.post("/warranty/decided", response_model=OwnerDecision, responses=CALL_PROBLEMS)
def decide(body: DecideBody, turn: Turn) -> Outcome[Any]:
    """The owner confirms or refuses what a customer has registered."""
    return turn.once(lambda session, caller: deciding.decide(session, caller, body.piece, body.confirm))


@router.post("/warranty/card", response_model=CardDecision, responses=CALL_PROBLEMS)
def card(body: PieceBody, turn: Turn) -> Outcome[Any]:
    """The guarantee card of one's own piece."""
    return turn.once(lambda session, caller: cards.send(session, caller, body.piece))
