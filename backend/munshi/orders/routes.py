"""The orders over HTTP: for the actions, one call for each thing that a person does; for the operator, all of them."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from munshi.orders import cancelling, moving, service, tracking
from munshi.orders.addresses import Address, shared_place
from munshi.orders.hearing import Message, Said
from munshi.orders.kept import Beside, Payment, SaidHour, Spoken, Way
from munshi.orders.outcomes import (
    CancelOrder,
    ModifyOrder,
    MoveOrder,
    PlaceOrder,
    TrackOrder,
)
from munshi.orders.quantities import Pack
from munshi.orders.statuses import Status
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["orders"])

MOST = Decimal(1_000_000)  # of anything; who writes more has slipped, and is told the product's limit
FINEST = Decimal("0.000001")


def _within_reason(amount: Decimal) -> Decimal:
    return min(amount, MOST).quantize(FINEST)


Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False), AfterValidator(_within_reason)]
Unit = Annotated[str, Field(max_length=20)]
Summary = Annotated[str | None, Field(description="The token of what was shown; a yes is to exactly this")]


class PackBody(BaseModel):
    """What one piece holds."""

    quantity: Amount
    unit: Unit


class LineBody(BaseModel):
    """One thing named in a message, as the entity `order_line` has it; what was left unsaid is null.

    `sku` is the product itself, where it was picked from the business's catalogue on WhatsApp.
    """

    name: str | None = Field(None, max_length=4096)
    quantity: Amount | None = None
    unit: Unit | None = None
    pack: PackBody | None = None
    op: Op | None = None
    sku: str | None = Field(None, max_length=200)

    def said(self) -> Said:
        """The line as the rules know it."""
        pack = Pack(self.pack.quantity, self.pack.unit) if self.pack else None
        return Said(self.name, self.quantity, self.unit, pack, self.op, self.sku)


class LeftOverBody(BaseModel):
    """A piece of a message that no value has read, in the person's own words, as the parser hands it on.

    `kind` says what it is where that is known, `value` which way or payment, and of a note `instead`: it puts another
    right, or `made`: it says how a dish shall be made. `line` is the place of the line beside which it stands.
    """

    text: str = Field(max_length=4096)
    kind: Literal["note", "address", "note_off", "way", "payment"] = "note"
    value: str | None = Field(None, max_length=20)
    line: int | None = Field(None, ge=0)


class TimeBody(BaseModel):
    """An hour as the entity `time` has it."""

    opens: time | None = Field(None, alias="from")
    closes: time | None = Field(None, alias="to")
    day: date | None = Field(None, alias="date")


class PeriodBody(BaseModel):
    """A day as the entity `period` has it; of several the first."""

    first: date | None = Field(None, alias="from")


class MessageBody(BaseModel):
    """What a person wrote or tapped."""

    lines: list[LineBody] = Field(default=[], max_length=2000)
    choice: str | None = Field(None, description="The `choice` of an option that was tapped")
    text: str | None = Field(
        None, max_length=5000, description="The message, where it may answer an open question in few words"
    )
    pincode: str | None = Field(None, pattern=r"^[1-9][0-9]{5}$")
    left_over: list[LeftOverBody] = Field(default=[], max_length=200)
    time: TimeBody | None = None
    period: PeriodBody | None = None

    def message(self) -> Message:
        """The message as the rules know it."""
        return Message([line.said() for line in self.lines], self.choice, self.text, self.beside())

    def beside(self) -> Beside:
        """What is said beside the goods."""
        return Beside(
            notes=[self._note(each) for each in self.left_over if each.kind == "note"],
            without_notes=any(each.kind == "note_off" for each in self.left_over),
            ways=[Way(each.value) for each in self.left_over if each.kind == "way" and each.value],
            payments=[
                Payment(each.value) for each in self.left_over if each.kind == "payment" and each.value
            ],
            hour=self._hour(),
            place=", ".join(each.text for each in self.left_over if each.kind == "address") or None,
            pincode=self.pincode,
        )

    def _note(self, piece: LeftOverBody) -> Spoken:
        beside = (
            self.lines[piece.line].name if piece.line is not None and piece.line < len(self.lines) else None
        )
        return Spoken(piece.text, beside, piece.value == "instead", piece.value == "made")

    def _hour(self) -> SaidHour | None:
        said, day = self.time or TimeBody(), self.period.first if self.period else None
        if not (said.opens or said.closes or said.day or day):
            return None
        return SaidHour(said.day or day, said.opens, said.closes)


class PlaceBody(BaseModel):
    """A place that was shared on the map, with what WhatsApp knows of it."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    name: str | None = Field(None, max_length=1000)
    address: str | None = Field(None, max_length=1000)

    def shared(self) -> Address:
        """The place as an address, with where it is on the map."""
        return shared_place(self.name, self.address, self.latitude, self.longitude)


class CartDecision(Outcome[PlaceOrder | ModifyOrder]):
    """What became of the cart.

    `notes` are said before the answer, each with its own facts. `confirm` and `changed` have the bill: `lines`, the
    sums in paise, `where`, what is kept `beside`, `opens_at`, and its `summary`. `ask_address`, `ask_street` and
    `ask_pincode` have it without one. `choose_product` has what was `asked` and the `options`; the other questions
    have the `item`, and what a yes takes as `offered`. `placed` has the order.
    """


class TrackOrderDecision(Outcome[TrackOrder]):
    """Where an order stands: its status with the order, or `several` with the `orders`."""


class CancelOrderDecision(Outcome[CancelOrder]):
    """What would be cancelled, with the `summary` that a yes must name; or what was, or why nothing is."""


class MoveOrderDecision(Outcome[MoveOrder]):
    """The `status` now and `before`, or why the order did not move."""


class ConsentBody(BaseModel):
    """A yes."""

    summary: Summary = None


class ReferenceBody(BaseModel):
    """Which order is meant."""

    reference: str | None = Field(None, max_length=4096)


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
    """Removes, sets or adds lines of the cart."""
    return turn.once(lambda session, caller: service.change(session, caller, body.message()))


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


@router.post("/orders", response_model=CartDecision, responses=CALL_PROBLEMS)
def place_order(body: ConsentBody, turn: Turn) -> Outcome[Any]:
    """Places the bill that was shown; the same bill is placed once."""
    return turn.once(lambda session, caller: service.place(session, caller, body.summary))


@router.get("/orders/tracked", response_model=TrackOrderDecision, responses=CALL_PROBLEMS)
def track_order(turn: Read, reference: Annotated[str | None, Query(max_length=4096)] = None) -> Outcome[Any]:
    """Where the person's order stands: the named one, the open ones, or the last."""
    return turn.read(lambda session, caller: tracking.track(session, caller, reference))


@router.post("/orders/cancellation", response_model=CancelOrderDecision, responses=CALL_PROBLEMS)
def ask_to_cancel(body: ReferenceBody, turn: Turn) -> Outcome[Any]:
    """What would be cancelled; nothing is yet."""
    return turn.once(lambda session, caller: cancelling.ask(session, caller, body.reference))


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
    """Owner and manager move an order on, or cancel it."""
    return turn.once(lambda session, caller: moving.move_for_staff(session, caller, reference, body.status))
