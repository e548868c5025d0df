"""Sales over the counter over HTTP, for the actions."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.orm import Session

from munshi.asking.bodies import ReadingBody
from munshi.callers import Caller
from munshi.orders.counter import filing
from munshi.orders.counter.outcomes import RecordSale
from munshi.orders.counter.said import told_of
from munshi.orders.told_entries import deciding
from munshi.orders.whole_names import whole
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

    def work(session: Session, caller: Caller) -> Outcome[Any]:
        if (number := deciding.number_of(reading)) is not None:
            return deciding.decide(session, caller, number, reading)
        read = whole(session, caller.business_id, reading)
        return filing.tell(session, caller, told_of(caller, read))

    return turn.once(work)
