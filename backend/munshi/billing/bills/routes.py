"""Bills over HTTP, for the actions: one call for each thing that a person wants of a bill."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from munshi.asking.bodies import ReadingBody
from munshi.billing.bills import looking
from munshi.billing.bills.outcomes import RequestInvoice
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Turn

router = APIRouter(tags=["billing"])


class WantedBody(BaseModel):
    """The whole message as it was read, and whether it calls a bill wrong."""

    reading: ReadingBody
    wrong: bool = Field(False, description="The message says that a bill is wrong")


class BillDecision(Outcome[RequestInvoice]):
    """What became of the wish for a bill.

    `sent` and `sent_to_pay` have the bill's number, sum and PDF, the second where it can be paid; `sent_several` has
    one PDF of all. `choose` has the `options`. What is wrong with a GSTIN is told with it.
    """


@router.post("/bills/wanted", response_model=BillDecision, responses=CALL_PROBLEMS)
def wanted(body: WantedBody, turn: Turn) -> Outcome[Any]:
    """The bill that is meant: issued where it was not, sent again where it was."""
    return turn.once(
        lambda session, caller: looking.request(session, caller, body.reading.reading(), body.wrong)
    )
