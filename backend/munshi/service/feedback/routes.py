"""Feedback over HTTP, for the actions."""

from typing import Any

from fastapi import APIRouter

from munshi.outcomes import Outcome
from munshi.service.feedback import giving
from munshi.service.feedback.outcomes import GiveFeedback
from munshi.service.tickets.routes import ReportBody
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["service"])


class FeedbackDecision(Outcome[GiveFeedback]):
    """What became of it, and what is asked next: stars, words, or whether the words may be shown."""


@router.post("/feedback", response_model=FeedbackDecision, responses=CALL_PROBLEMS)
def give(body: ReportBody, turn: Turn) -> Outcome[Any]:
    """Takes what the person says of how it went."""
    return turn.once(lambda session, caller: giving.tell(session, caller, body.reading.reading()))
