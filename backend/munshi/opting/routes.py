"""Opting over HTTP, for the actions."""

from fastapi import APIRouter

from munshi.opting import service
from munshi.opting.outcomes import OptIn, OptOut
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(prefix="/person", tags=["people"], responses=CALL_PROBLEMS)


@router.post("/opted-out")
def opt_out(turn: Turn) -> Outcome[OptOut]:
    """The person wants no messages but answers; what waits to be told is withdrawn."""
    return turn.once(service.opt_out)


@router.post("/opted-in")
def opt_in(turn: Turn) -> Outcome[OptIn]:
    """The person lets the business write first."""
    return turn.once(service.opt_in)
