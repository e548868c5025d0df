"""Opting over HTTP, for the actions."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from munshi.opting import service
from munshi.opting.outcomes import OptIn, OptOut
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(prefix="/person", tags=["people"], responses=CALL_PROBLEMS)


class OptingBody(BaseModel):
    """The words in which it is wanted; nothing of a tap."""

    text: str = Field("", max_length=5000)


@router.post("/opted-out")
def opt_out(body: OptingBody, turn: Turn) -> Outcome[OptOut]:
    """The person wants no messages but answers, or no offers; what waits to be told is withdrawn."""
    if service.refuses_offers(body.text):
        return turn.once(lambda _, caller: service.only_own(caller))
    return turn.once(service.opt_out)


@router.post("/opted-in")
def opt_in(body: OptingBody, turn: Turn) -> Outcome[OptIn]:
    """The person lets the business write first, or wants all but offers."""
    if service.refuses_offers(body.text):
        return turn.once(lambda _, caller: service.only_own(caller))
    return turn.once(service.opt_in)
