"""The owner's wishes over HTTP, for the actions."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from munshi.orders.said import LineBody
from munshi.outcomes import Outcome
from munshi.owner import sales, stock_updates
from munshi.owner.outcomes import AskSalesSummary, UpdateStock
from munshi.owner.rules import Kind, Mark
from munshi.owner.stock_updates import Told
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["owner"])


class PlacedLineBody(LineBody):
    """A product as it is named in the message, with its place there."""

    start: int = 0


class MarkBody(BaseModel):
    """A word that says what has happened to the stock, with its place."""

    kind: Kind
    start: int = 0


class StockBody(BaseModel):
    """What a message says of the stock; `paise` is of a price."""

    lines: list[PlacedLineBody] = Field(default=[], max_length=500)
    marks: list[MarkBody] = Field(default=[], max_length=500)
    paise: int | None = Field(None, ge=0)
    text: str = Field("", max_length=5000)

    def told(self) -> Told:
        """The message as the rules know it."""
        lines = [(line.said(), line.start) for line in self.lines]
        return Told(lines, [Mark(mark.kind, mark.start) for mark in self.marks], self.paise, self.text)


class StockDecision(Outcome[UpdateStock]):
    """`rows` have each product, what happened to it, and what is there now; `confirm` has the `summary` of a yes."""


class SalesDecision(Outcome[AskSalesSummary]):
    """Orders and sums of the days and of as many before them, the `best` sellers, and what has `run_out`."""


@router.post("/stock/updates", response_model=StockDecision, responses=CALL_PROBLEMS)
def update_stock(body: StockBody, turn: Turn) -> Outcome[Any]:
    """What came, ran out, is left, or costs another price."""
    return turn.once(lambda session, caller: stock_updates.update(session, caller, body.told()))


@router.get("/sales", response_model=SalesDecision, responses=CALL_PROBLEMS)
def sales_summary(
    turn: Read,
    first: Annotated[date | None, Query(alias="from", description="Today, where it is left out")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> Outcome[Any]:
    """What was sold."""
    return turn.read(lambda session, caller: sales.summary(session, caller, first, last))
