"""The owner's wishes over HTTP, for the actions."""

from datetime import date, time
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from munshi.asking.bodies import ReadingBody
from munshi.asking.reading import Reading
from munshi.orders.bodies import LineBody, MessageBody
from munshi.orders.outcomes import (
    AskAvailability,
    AskPrice,
    CancelOrder,
    ModifyOrder,
    MoveOrder,
    PlaceOrder,
    TrackOrder,
)
from munshi.outcomes import Outcome
from munshi.owner import beside, meant, photos, put_right, sales, service
from munshi.owner.drafts import File
from munshi.owner.meant import Spoken, Wish
from munshi.owner.outcomes import AskSalesSummary, UpdateStock
from munshi.owner.rules import Kind, Mark, Sum
from munshi.owner.said import SaidUntil, Told
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["owner"])
EVERY, ASKED, DENIED = "every_order", "asks_of_orders", "denied"  # of every message


class PlacedLineBody(LineBody):
    """A product as it is named in the message, with its place there."""

    start: int = 0


class MarkBody(BaseModel):
    """A word that says what has happened to the stock, with its place."""

    kind: Kind
    start: int = 0


class SumBody(BaseModel):
    """A sum of money, with its place."""

    paise: int = Field(ge=0)
    start: int = 0


class UntilBody(BaseModel):
    """The day or the hour until which something is said, with its place."""

    start: int = 0
    day: date | None = None
    hour: time | None = None


class PhotoBody(BaseModel):
    """A picture that came along and is kept."""

    path: str = Field(min_length=1, max_length=1000)


class StockBody(BaseModel):
    """What a message says of the stock; the sums are of prices, the `reference` is of an order.

    A `photo` is to be put on the product that is named. `reading` is the whole message.
    """

    lines: list[PlacedLineBody] = Field(default=[], max_length=500)
    marks: list[MarkBody] = Field(default=[], max_length=500)
    sums: list[SumBody] = Field(default=[], max_length=500)
    until: UntilBody | None = None
    text: str = Field("", max_length=5000)
    reference: str | None = Field(None, max_length=4096)
    photo: PhotoBody | None = None
    accepted_at: int | None = None
    reading: ReadingBody | None = None

    def read(self) -> Reading | None:
        """The whole message, where it came along."""
        return self.reading.reading() if self.reading else None

    def with_what_is_beside(self, answer: Outcome[Any]) -> Outcome[Any]:
        """The answer, with the words that nothing was done about."""
        return beside.told(answer, self.read(), counted=put_right.places(self.told()))

    def _places(self, facet: str, value: str | None = None) -> list[int]:
        """Where a side of the message stands."""
        sides = self.reading.facets if self.reading else ()
        return [each.start for each in sides if each.facet == facet and value in (None, each.value)]

    def told(self) -> Told:
        """The message as the rules know it."""
        return Told(
            [(line.said(), line.start) for line in self.lines],
            [Mark(mark.kind, mark.start) for mark in self.marks],
            [Sum(each.paise, each.start) for each in self.sums],
            SaidUntil(self.until.start, self.until.day, self.until.hour) if self.until else None,
            self.text,
            self.reference,
            accepted_at=self.accepted_at,
            every=self._places(EVERY),
            denied=self._places(ASKED, DENIED),
        )


class GoodsBody(BaseModel):
    """What a message about goods wants as it seems, how an order has it and how the stock has it.

    `asks`: it is put as a question. `orders`: it says that something is ordered, or is a tap. `low`: what is
    running out is asked for.
    """

    wish: Wish
    message: MessageBody = MessageBody()
    stock: StockBody = StockBody()
    asks: bool = False
    orders: bool = False
    low: bool = False

    def spoken(self) -> Spoken:
        """The message as the rules know it."""
        return Spoken(self.wish, self.message.message(), self.stock.told(), self.asks, self.orders, self.low)


class GoodsDecision(
    Outcome[
        UpdateStock
        | MoveOrder
        | PlaceOrder
        | ModifyOrder
        | TrackOrder
        | CancelOrder
        | AskPrice
        | AskAvailability
    ]
):
    """What became of the cart, the goods that were asked about, or the stock, which the `page` says."""


class StockDecision(Outcome[UpdateStock | MoveOrder]):
    """`rows` have each product, what happened to it, and what is there now; `confirm` has the `summary` of a yes.

    What ran out of an order is answered as the order's own taps are.
    """


class SalesDecision(Outcome[AskSalesSummary]):
    """Orders and sums of the days and of as many before them, the `best` sellers, and what has `run_out`."""


@router.post("/goods/told", response_model=GoodsDecision, responses=CALL_PROBLEMS)
def tell_of_goods(body: GoodsBody, turn: Turn) -> Outcome[Any]:
    """What is said of goods: of the stock by who keeps it, an order or a question by everybody else."""
    return turn.once(
        lambda session, caller: body.stock.with_what_is_beside(meant.hear(session, caller, body.spoken()))
    )


@router.post("/stock/updates", response_model=StockDecision, responses=CALL_PROBLEMS)
def update_stock(body: StockBody, turn: Turn) -> Outcome[Any]:
    """What came, ran out, is left, or costs another price."""
    if body.photo is not None:
        file = File(body.photo.path)
        return turn.once(lambda session, caller: photos.show(session, caller, body.told(), file))
    return turn.once(
        lambda session, caller: body.with_what_is_beside(service.update(session, caller, body.told()))
    )


@router.get("/sales", response_model=SalesDecision, responses=CALL_PROBLEMS)
def sales_summary(
    turn: Read,
    first: Annotated[date | None, Query(alias="from", description="Today, where it is left out")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> Outcome[Any]:
    """What was sold."""
    return turn.read(lambda session, caller: sales.summary(session, caller, first, last))
