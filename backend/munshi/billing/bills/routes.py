"""Bills over HTTP, for the actions: one call for each thing that a person wants of a bill."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from munshi.asking.bodies import ReadingBody
from munshi.billing.bills import looking, returning
from munshi.billing.bills.outcomes import RequestInvoice, Returning
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["billing"])


class WantedBody(BaseModel):
    """The whole message as it was read, and whether it calls a bill wrong."""

    reading: ReadingBody
    wrong: bool = Field(False, description="The message says that a bill is wrong")


class BillDecision(Outcome[RequestInvoice | Returning]):
    """What became of the wish for a bill.

    `sent` and `sent_to_pay` have the bill's number, sum and PDF, the second where it can be paid; `sent_several` has
    one PDF of all, `sent_ready` of those that the shop has taken. `choose` has the `options`. What is wrong with a
    GSTIN is told with it.
    """


@router.post("/bills/wanted", response_model=BillDecision, responses=CALL_PROBLEMS)
def wanted(body: WantedBody, turn: Turn) -> Outcome[Any]:
    """The bill that is meant: issued where it was not, sent again where it was."""
    reading = body.reading.reading()

    def work(session: Session, caller: Caller) -> Outcome[Any]:
        part = returning.led_to(session, caller, reading)
        return part or looking.request(session, caller, reading, body.wrong)

    return turn.once(work)
