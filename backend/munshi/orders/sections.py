"""The file's sections about ordering: the business's own terms, and the orders that were placed."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, PlainSerializer, model_validator

from munshi.business.part import Section
from munshi.business.sections import Hours
from munshi.catalogue.sections import Extra, Name, Number, Pack, Paise, Positive, Unit
from munshi.columns import plain
from munshi.orders.kept import Payment
from munshi.orders.serving.rules import Paper
from munshi.orders.statuses import Status
from munshi.people.sections import PersonId

Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Pincode = Annotated[str, Field(pattern=r"^[1-9][0-9]{5}$")]


class DeliverySlot(Section):
    """Hours in which goods are brought, on these days or on all; `capacity` orders at most.

    It can be chosen until `lead_minutes` before it begins.
    """

    days: list[Weekday] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    opens: Hour
    closes: Hour
    capacity: int | None = Field(None, gt=0)
    lead_minutes: int = Field(0, ge=0, le=7 * 24 * 60)

    @model_validator(mode="after")
    def _end_after_beginning(self) -> "DeliverySlot":
        if self.opens >= self.closes:
            raise ValueError("a slot ends after it begins")
        return self


class Delivery(Section):
    """Where the business delivers and at what price; without pincodes it does not deliver. `pickup`: one may fetch."""

    pincodes: list[Pincode] = []
    minimum_paise: int = Field(0, ge=0)
    fee_paise: int = Field(0, ge=0)
    free_above_paise: int | None = Field(None, ge=0)
    pickup: bool = False
    slots: list[DeliverySlot] = []


class DiscountEntry(Section):
    """Something taken off: `percent` or `off_paise`, or of each `buy` + `get` pieces `get` are free.

    It is of the goods with these `skus` or in these `categories`, else of the whole order, whose sum reaches
    `above_paise`. With a `code` it is for who says it. It holds from the day `first` to the day `last`, on `days` of
    the week, and between `opens` and `closes`; what is left away does not limit it.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")
    name: Name
    percent: Annotated[Number, Field(gt=0, le=100)] | None = None
    off_paise: Annotated[int, Field(gt=0)] | None = None
    buy: Annotated[int, Field(gt=0)] | None = None
    get: Annotated[int, Field(gt=0)] | None = None
    above_paise: Paise = 0
    code: str | None = Field(None, pattern=r"^[A-Za-z0-9]{3,20}$")
    skus: list[str] = []
    categories: list[str] = []
    first: date | None = None
    last: date | None = None
    days: list[Weekday] = []
    opens: Hour | None = None
    closes: Hour | None = None

    @model_validator(mode="after")
    def _take_off_one_thing(self) -> "DiscountEntry":
        """One of the three ways; a sum is taken off a whole order only."""
        if (self.buy is None) != (self.get is None):
            raise ValueError("buy and get stand together")
        if sum(each is not None for each in (self.percent, self.off_paise, self.buy)) != 1:
            raise ValueError("one of percent, off_paise, and buy with get")
        if self.off_paise is not None and (self.skus or self.categories):
            raise ValueError("off_paise is taken off a whole order; for goods say percent, or buy and get")
        if self.first and self.last and self.first > self.last:
            raise ValueError("it ends after it begins")
        if self.opens and self.closes and self.opens >= self.closes:
            raise ValueError("its hours end after they begin")
        return self


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
    discount_paise: Paise = 0
    dropped: bool = False


class PlacedRunOut(Section):
    """The line with this place among the order's, from 1, ran out; without an outcome its customer is still asked.

    `instead` is the sku that the shop offers for it, in place of the substitute that is set; where there is a
    `quantity` it has not run out, and the shop offers so much of it.
    """

    line: int = Field(ge=1)
    person: PersonId | None = None
    at: AwareDatetime
    due_at: AwareDatetime | None = None
    outcome: Literal["left_out", "replaced", "cancelled", "found", "other_amount", "kept"] | None = None
    ended_at: AwareDatetime | None = None
    instead: str | None = None
    quantity: Decimal | None = Field(None, gt=0)
    is_there: bool = False


class PlacedMove(Section):
    """A step in an order's life; `person` is a phone or user id, nobody named is the operator."""

    status: Status
    at: AwareDatetime
    person: PersonId | None = None
    reason: str | None = Field(
        None,
        max_length=300,
        description="`out_of_stock`, `closed`, `too_far`, `other`, or the shop's own words",
    )


class WantedHour(Section):
    """A day, with the hours from and until which, as `HH:MM`; null where they were not said."""

    day: date
    opens: Hour | None = None
    closes: Hour | None = None
    slot: bool = False


class PlacedDiscount(Section):
    """What was taken off an order, by the name that its bill had."""

    name: Name
    paise: Paise


class PlacedOrder(Section):
    """What somebody ordered, on the terms of that moment; amounts follow from the lines, the status from the moves.

    `notes` are in the person's own words; those of one line stand there. `addition` is what the
    shop is asked to put to it.
    """

    reference: str = Field(pattern=r"^ORD-[0-9]{1,9}$")
    person: PersonId
    fulfilment: Literal["delivery", "pickup", "dine_in"]
    dining_table: str | None = None
    address: str | None = None
    pincode: Pincode | None = None
    fee_paise: Paise = 0
    gst_included: bool
    opens_at: AwareDatetime | None = None
    notes: list[str] = []
    wanted: WantedHour | None = None
    payment: Payment | None = None
    bill_name: str | None = None
    bill_wanted: bool = False
    discounts: list[PlacedDiscount] = []
    prescription: dict[str, Any] | None = None
    lines: list[PlacedLine] = Field(min_length=1)
    moves: list[PlacedMove] = Field(min_length=1)
    run_outs: list[PlacedRunOut] = []
    addition: dict[str, Any] | None = None


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


class DineIn(Section):
    """The tables at which one may eat, by what stands on them; without any nobody eats here."""

    tables: list[Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,10}$")]] = []


class OnMap(Section):
    """Where the business is on the map, in degrees."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class OrderSections(Section):
    """What the file says about ordering."""

    delivery: Delivery = Delivery()
    dine_in: DineIn = DineIn()
    on_map: OnMap | None = None
    discounts: list[DiscountEntry] = []
    orders: OrderTerms = OrderTerms()
    # Of single days, in the place of their weekday's hours.
    other_hours: dict[date, Hours] = {}
