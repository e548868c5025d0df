"""The orders over HTTP: for the actions, one call for each thing that a person does; for the operator, all of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from munshi.asking.bodies import ReadingBody
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.orders import cancelling, moving, photo_requests, placing, service
from munshi.orders.addresses import Address, shared_place
from munshi.orders.bodies import MessageBody
from munshi.orders.desk import SKILL
from munshi.orders.outcomes import (
    CancelOrder,
    ModifyOrder,
    MoveOrder,
    PlaceOrder,
    TrackOrder,
)
from munshi.orders.serving.routes import MoveOrderDecision
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read, Turn
from munshi.undoing.taking import Taking, of_words

router = APIRouter(tags=["orders"])

Summary = Annotated[str | None, Field(description="The token of what was shown; a yes is to exactly this")]


class PlaceBody(BaseModel):
    """A place that was shared on the map, with what WhatsApp knows of it."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    name: str | None = Field(None, max_length=1000)
    address: str | None = Field(None, max_length=1000)

    def shared(self) -> Address:
        """The place as an address, with where it is on the map."""
        return shared_place(self.name, self.address, self.latitude, self.longitude)


class CartDecision(Outcome[PlaceOrder | ModifyOrder | TrackOrder | CancelOrder | Taking]):
    """What became of the cart.

    `notes` are said before the answer, each with its own facts. `confirm` and `changed` have the bill: `lines`, the
    sums in paise, `where`, what is kept `beside`, `opens_at`, and its `summary`. `ask_address`, `ask_street` and
    `ask_pincode` have it without one. `choose_product` has what was `asked` and the `options`; the other questions
    have the `item`, and what a yes takes as `offered`. `placed` has the order. `taking_back` is of money, where nothing
    is sold: its `answer` is that of a bare *cancel*.
    """


class CancelOrderDecision(Outcome[CancelOrder | MoveOrder | PlaceOrder | TrackOrder]):
    """What would be cancelled, with the `summary` that a yes must name; or what was, or why nothing is."""


class ConsentBody(BaseModel):
    """A yes."""

    summary: Summary = None


class ReferenceBody(BaseModel):
    """Which order is meant, the whole message that says so, why the shop cancels it, and whether it comes otherwise."""

    reference: str | None = Field(None, max_length=4096)
    said: str | None = Field(None, max_length=5000)
    reason: str | None = Field(None, max_length=100)
    comes_otherwise: bool = Field(False, description="Whether the message says how the goods shall come")


class StatusBody(BaseModel):
    """Where an order moves to."""

    model_config = ConfigDict(extra="forbid")

    status: Status


@router.post("/cart/lines", response_model=CartDecision, responses=CALL_PROBLEMS)
def say(body: MessageBody, turn: Turn) -> Outcome[Any]:
    """Puts what was said into the cart, or takes it as the answer to the open question."""
    return turn.once(lambda session, caller: service.tell(session, caller, body.message()))


@router.post("/cart/place", response_model=CartDecision, responses=CALL_PROBLEMS)
def share_place(body: PlaceBody, turn: Turn) -> Outcome[Any]:
    """Takes a place on the map as where the cart goes, or the order that has not left yet."""
    return turn.once(lambda session, caller: service.come_to_place(session, caller, body.shared()))


@router.post("/cart/changes", response_model=CartDecision, responses=CALL_PROBLEMS)
def change(body: MessageBody, turn: Turn) -> Outcome[Any]:
    """Removes, sets or adds lines of the cart; of a business without orders such words may be about money."""
    message = body.message()

    def work(session: Session, caller: Caller) -> Outcome[Any]:
        names = [line.name for line in message.lines if line.name]
        of_money = None
        if SKILL not in caller.business.skills and figures(message.text):
            of_money = of_words(session, caller, message.text, names)
        return of_money or service.change(session, caller, message)

    return turn.once(work)


@router.post("/cart/offer", response_model=CartDecision, responses=CALL_PROBLEMS)
def accept_offer(turn: Turn) -> Outcome[Any]:
    """A yes to the offer of the open question."""
    return turn.once(service.accept)


@router.post("/cart/left-out", response_model=CartDecision, responses=CALL_PROBLEMS)
def leave_out(turn: Turn) -> Outcome[Any]:
    """Leaves out what the open question is about."""
    return turn.once(service.leave_out)


@router.post("/cart/view", response_model=CartDecision, responses=CALL_PROBLEMS)
def view_cart(turn: Turn) -> Outcome[Any]:
    """The cart with today's prices and stock; a changed stock may open a question."""
    return turn.once(service.show)


@router.post("/cart/keep", response_model=CartDecision, responses=CALL_PROBLEMS)
def keep_cart(turn: Turn) -> Outcome[Any]:
    """A no to the shown bill."""
    return turn.once(service.keep)


@router.post("/cart/empty", response_model=CartDecision, responses=CALL_PROBLEMS)
def empty_cart(body: ConsentBody, turn: Turn) -> Outcome[Any]:
    """Empties the cart that was shown."""
    return turn.once(lambda session, caller: service.empty(session, caller, body.summary))


class PhotoBody(BaseModel):
    """The message that a photo came with."""

    reading: ReadingBody


@router.post("/photos", response_model=CartDecision, responses=CALL_PROBLEMS)
def show_photo(body: PhotoBody, turn: Turn) -> Outcome[Any]:
    """Asks whether the shop shall be shown a photo of which nobody else knows what it is."""
    reading = body.reading.reading()
    return turn.once(lambda session, caller: photo_requests.ask(session, caller, reading))


@router.post("/orders", response_model=CartDecision, responses=CALL_PROBLEMS)
def place_order(body: ConsentBody, turn: Turn) -> Outcome[Any]:
    """Places the bill that was shown; the same bill is placed once."""
    return turn.once(lambda session, caller: placing.place(session, caller, body.summary))


@router.post("/orders/cancellation", response_model=CancelOrderDecision, responses=CALL_PROBLEMS)
def ask_to_cancel(body: ReferenceBody, turn: Turn) -> Outcome[Any]:
    """What would be cancelled; nothing is yet, but what the shop cancels for a reason that it says."""
    return turn.once(
        lambda session, caller: cancelling.ask(
            session, caller, body.reference, body.said, body.reason, comes_otherwise=body.comes_otherwise
        )
    )


@router.post("/orders/cancelled", response_model=CancelOrderDecision, responses=CALL_PROBLEMS)
def cancel_order(body: ConsentBody, turn: Turn) -> Outcome[Any]:
    """Cancels the order that was shown, and returns its stock."""
    return turn.once(lambda session, caller: cancelling.cancel(session, caller, body.summary))


@router.get("/orders/kept", response_model=CancelOrderDecision, responses=CALL_PROBLEMS)
def keep_order(turn: Read, summary: Annotated[str | None, Query(max_length=4096)] = None) -> Outcome[Any]:
    """A no to cancelling."""
    return turn.read(lambda session, caller: cancelling.keep(session, caller, summary))


@router.post("/orders/{reference}/status", response_model=MoveOrderDecision, responses=CALL_PROBLEMS)
def move_order(reference: str, body: StatusBody, turn: Turn) -> Outcome[Any]:
    """Whoever sees to orders moves one on, or cancels it."""
    return turn.once(lambda session, caller: moving.move_for_staff(session, caller, reference, body.status))
