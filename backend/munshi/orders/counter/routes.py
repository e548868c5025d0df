"""Sales over the counter over HTTP, for the actions."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from munshi.asking.bodies import ReadingBody
from munshi.orders.counter import filing
from munshi.orders.counter.outcomes import RecordSale
from munshi.orders.counter.said import told_of
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["orders"])


class SaleBody(BaseModel):
    """A message about what was sold."""

    reading: ReadingBody


@router.post("/sales/counter", response_model=Outcome[RecordSale], responses=CALL_PROBLEMS)
def record_sale(body: SaleBody, turn: Turn) -> Outcome[Any]:
    """Asks for what is open of the sale, or shows it for a yes."""
    reading = body.reading.reading()
    return turn.once(lambda session, caller: filing.tell(session, caller, told_of(caller, reading)))
