"""What customers look at over HTTP, for the actions: prices, what is there, the menu, the shop itself."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from munshi.orders import following, goods_asked, menu, repeating, store_info
from munshi.orders.bodies import MessageBody
from munshi.orders.menu import Wanted
from munshi.orders.outcomes import (
    AskAvailability,
    AskPrice,
    AskStoreInfo,
    PlaceOrder,
    RepeatOrder,
    TrackOrder,
    ViewMenu,
)
from munshi.outcomes import Outcome
from munshi.turns import CALL_PROBLEMS, Read, Turn

router = APIRouter(tags=["orders"])


class PriceDecision(Outcome[AskPrice]):
    """`rows` have the items with their prices, and `quantity` and `amount_paise` where an amount was spoken of."""


class AvailabilityDecision(Outcome[AskAvailability]):
    """`rows` have the items with their `state`, what is `left`, and the `substitute` of what is not there."""


class MenuDecision(Outcome[ViewMenu]):
    """The `categories`, or the `rows` of the goods that were asked for and how many `more` there are."""


class StoreInfoDecision(Outcome[AskStoreInfo]):
    """What is told `about` the shop, each with its `topic` and facts."""


class TrackOrderDecision(Outcome[TrackOrder]):
    """Where an order stands: its status with the order, or `several` with the `orders`; the shop's are `to_move`."""


class RepeatDecision(Outcome[RepeatOrder | PlaceOrder]):
    """What became of the cart, as for wishes; the notes say what is dearer, cheaper or no longer sold."""


class AvailabilityBody(MessageBody):
    """Which goods, or whether what is running `low` is asked for, which is answered to who sees to the stock."""

    low: bool = False


class MenuBody(BaseModel):
    """What of the menu is wanted."""

    category: str | None = Field(None, max_length=200, description="The name of a category that was tapped")
    text: str | None = Field(None, max_length=5000)
    veg: bool | None = None
    up_to_paise: int | None = Field(None, ge=0)
    shown: Literal["special", "offers", "photo", "paper"] | None = None
    language: Literal["hi", "en", "hinglish"] | None = None


class RepeatBody(MessageBody):
    """Which order, and what else; `usual` is what the person takes every month."""

    reference: str | None = Field(None, max_length=4096)
    usual: bool = False


@router.post("/goods/prices", response_model=PriceDecision, responses=CALL_PROBLEMS)
def price(body: MessageBody, turn: Turn) -> Outcome[Any]:
    """What goods cost."""
    return turn.once(lambda session, caller: goods_asked.price(session, caller, body.message()))


@router.post("/goods/availability", response_model=AvailabilityDecision, responses=CALL_PROBLEMS)
def availability(body: AvailabilityBody, turn: Turn) -> Outcome[Any]:
    """Whether goods are there."""
    return turn.once(
        lambda session, caller: goods_asked.availability(session, caller, body.message(), low=body.low)
    )


@router.post("/menu", response_model=MenuDecision, responses=CALL_PROBLEMS)
def view_menu(body: MenuBody, turn: Turn) -> Outcome[Any]:
    """What there is to choose from."""
    wanted = Wanted(body.category, body.text, body.veg, body.up_to_paise, body.shown, body.language)
    return turn.once(lambda session, caller: menu.view(session, caller, wanted))


@router.get("/store", response_model=StoreInfoDecision, responses=CALL_PROBLEMS)
def store(
    turn: Read,
    topic: Annotated[list[str] | None, Query(max_length=20)] = None,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    pincode: Annotated[str | None, Query(pattern=r"^[1-9][0-9]{5}$")] = None,
    also: Annotated[list[date] | None, Query(max_length=20, description="Other days that are named")] = None,
) -> Outcome[Any]:
    """What the shop says of itself: of the topics that are asked, on the days that are named."""
    return turn.read(lambda _, caller: store_info.tell(caller, topic or (), first, last, pincode, also or ()))


@router.get("/orders/tracked", response_model=TrackOrderDecision, responses=CALL_PROBLEMS)
def track_order(
    turn: Read,
    reference: Annotated[str | None, Query(max_length=4096)] = None,
    new: bool = False,
) -> Outcome[Any]:
    """Where the person's order stands: the named one, the open ones, or the last; for the shop what is to be done."""
    return turn.read(lambda session, caller: following.follow(session, caller, reference, new=new))


@router.post("/orders/repeated", response_model=RepeatDecision, responses=CALL_PROBLEMS)
def repeat(body: RepeatBody, turn: Turn) -> Outcome[Any]:
    """Puts an earlier order into the cart."""
    return turn.once(
        lambda session, caller: repeating.repeat(session, caller, body.reference, body.usual, body.message())
    )
