"""The console over HTTP, for the actions."""

from typing import Any

from fastapi import APIRouter

from munshi.console import service
from munshi.console.outcomes import OpenConsole
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["owner"])


class LinkDecision(Outcome[OpenConsole]):
    """The `url` at which the console opens, and for how many `minutes`."""


@router.post("/console/links", response_model=LinkDecision, responses=CALL_PROBLEMS)
def send_link(turn: Turn) -> Outcome[Any]:
    """A link to the console, for who runs the business."""
    return turn.once(service.send_link)
