"""Offers over HTTP, for the actions."""

from typing import Annotated

from fastapi import APIRouter, Path

from munshi.offers import service
from munshi.offers.outcomes import Affirm, AskHelp, CheckOffer, Greet, NluFallback
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read

router = APIRouter(tags=["offers"])

Intent = Annotated[str, Path(max_length=100, description="The name of an intent, as `place_order`")]


@router.get("/business", responses=CALL_PROBLEMS)
def introduce(turn: Read) -> Outcome[Greet | AskHelp | Affirm | NluFallback]:
    """As what the business is there for who writes, its name, the `skills` offered to them, and some goods."""
    return turn.read(service.introduce)


@router.get("/offers/{intent}", responses=CALL_PROBLEMS)
def check_offer(intent: Intent, turn: Read) -> Outcome[CheckOffer]:
    """Whether the business offers this to the person; an intent that nobody knows is not offered."""
    return turn.read(lambda _, caller: service.check(caller, intent))
