"""The file's sections about ordering: the business's own terms, and the orders that were placed."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, PlainSerializer

from munshi.business.part import Section
from munshi.catalogue.sections import Extra, Name, Pack, Paise, Positive, Unit
from munshi.columns import plain
from munshi.orders.kept import Payment
from munshi.orders.serving.rules import Paper
from munshi.orders.statuses import Status
from munshi.people.sections import PersonId

Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Pincode = Annotated[str, Field(pattern=r"^[1-9][0-9]{5}$")]


class Delivery(Section):
    """Where the business delivers and at what price; without pincodes it does not deliver. `pickup`: one may fetch."""

    pincodes: list[Pincode] = []
    minimum_paise: int = Field(0, ge=0)
    fee_paise: int = Field(0, ge=0)
    free_above_paise: int | None = Field(None, ge=0)
    pickup: bool = False


class PlacedLine(Section):
    """A product as it was ordered; `price_paise` is that of one unit with its add-ons. A `dropped` one ran out."""

    sku: str
    name: Name
    variant: Name | None = None
    add_ons: list[Extra] = []
    quantity: Positive
    unit: Unit
    pack: Pack | None = None
    price_paise: Paise
    gst_rate: Annotated[
        Decimal,
        Field(ge=0, le=100, max_digits=5, decimal_places=2),
        PlainSerializer(plain, return_type=str),
    ]
    hsn: str | None = None
    veg: bool | None = None
    notes: list[str] = []
    dropped: bool = False


class PlacedRunOut(Section):
    """The line with this place among the order's, from 1, ran out; without an outcome its customer is still asked."""

    line: int = Field(ge=1)
    person: PersonId | None = None
    at: AwareDatetime
    due_at: AwareDatetime | None = None
    outcome: Literal["left_out", "replaced", "cancelled", "found"] | None = None
    ended_at: AwareDatetime | None = None


class PlacedMove(Section):
    """A step in an order's life; `person` is a phone or user id, nobody named is the operator."""

    status: Status
    at: AwareDatetime
    person: PersonId | None = None
    reason: Literal["out_of_stock", "closed", "too_far", "other"] | None = None


class WantedHour(Section):
    """A day, with the hours from and until which, as `HH:MM`; null where they were not said."""

    day: date
    opens: Hour | None = None
    closes: Hour | None = None


class PlacedOrder(Section):
    """What somebody ordered, on the terms of that moment; amounts follow from the lines, the status from the moves.

    `notes` are in the person's own words; those of one line stand there.
    """

    reference: str = Field(pattern=r"^ORD-[0-9]{1,9}$")
    person: PersonId
    fulfilment: Literal["delivery", "pickup"]
    address: str | None = None
    pincode: Pincode | None = None
    fee_paise: Paise = 0
    gst_included: bool
    opens_at: AwareDatetime | None = None
    notes: list[str] = []
    wanted: WantedHour | None = None
    payment: Payment | None = None
    lines: list[PlacedLine] = Field(min_length=1)
    moves: list[PlacedMove] = Field(min_length=1)
    run_outs: list[PlacedRunOut] = []


class Kitchen(Section):
    """Who gets a ticket of each order that is accepted, and the `paper` of the printer in millimetres."""

    people: list[PersonId] = []
    paper: Paper = Paper.WIDE


class OrderTerms(Section):
    """`cancel_until`: the status from which a customer can no longer cancel. An order that is in the books stays.

    `payments`: how one can pay; who says another way is told these. `on_duty`: who is told of an order first and may
    move it; else the owners are, then the managers. Whoever does not answer within `answer_within_minutes` is reminded,
    then the next are told. A customer is given `customer_answers_within_minutes` to say what becomes of a line that ran
    out. `stock_keepers`: who may change stock and prices beside owners and managers.
    """

    on_duty: list[PersonId] = []
    answer_within_minutes: int = Field(10, ge=1, le=1440)
    customer_answers_within_minutes: int = Field(15, ge=1, le=1440)
    stock_keepers: list[PersonId] = []
    kitchen: Kitchen = Kitchen()
    cancel_until: Literal["accepted", "ready", "out_for_delivery", "delivered"] = "out_for_delivery"
    payments: list[Literal[Payment.CASH, Payment.UPI, Payment.CARD]] = [Payment.CASH, Payment.UPI]
    placed: list[PlacedOrder] = []


class OrderSections(Section):
    """What the file says about ordering."""

    delivery: Delivery = Delivery()
    orders: OrderTerms = OrderTerms()
