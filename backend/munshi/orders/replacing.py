"""Goods that go out again, free of charge, for what came wrong."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi import clock
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.orders.filing import next_reference
from munshi.orders.models import Order, OrderLine, OrderMove
from munshi.orders.moving import record
from munshi.orders.serving.notices import tell_kitchen
from munshi.orders.statuses import Status
from munshi.people.models import Person

AS_BEFORE = (
    "sku",
    "name",
    "variant",
    "add_ons",
    "unit",
    "pack_quantity",
    "pack_unit",
    "gst_rate",
    "hsn",
    "veg",
)


def replace(
    session: Session, order: Order, quantities: Mapping[int, Decimal], note: str, by: Person
) -> Order:
    """An accepted order of these quantities by line, to where the first one went. Raises OutOfStock, and then nothing
    is written.

    Its customer is not told: whoever replaces says why.
    """
    lines = [line for line in order.lines if line.position in quantities]
    wanted = [StockLine(line.sku, quantities[line.position]) for line in lines]
    with session.begin_nested():
        reference = next_reference(session, order.business_id)
        stock.reserve(session, order.business_id, wanted, reference)
    now = clock.now()
    again = Order(
        business_id=order.business_id,
        reference=reference,
        person_id=order.person_id,
        status=Status.PLACED,
        fulfilment=order.fulfilment,
        address=order.address,
        pincode=order.pincode,
        currency=order.currency,
        goods_paise=0,
        gst_paise=0,
        gst_included=order.gst_included,
        fee_paise=0,
        total_paise=0,
        placed_at=now,
        notes=[note],
        dining_table=order.dining_table,
        discount_paise=0,
        discounts=[],
        lines=[_free(place, line, quantities[line.position]) for place, line in enumerate(lines, 1)],
        moves=[OrderMove(position=1, status=Status.PLACED, person_id=by.id, at=now)],
    )
    session.add(again)
    session.flush()
    record(session, again, Status.ACCEPTED, by, is_told=False)
    tell_kitchen(session, again, f"{again.reference}:{again.status}")
    return again


def _free(place: int, line: OrderLine, quantity: Decimal) -> OrderLine:
    return OrderLine(
        **{name: getattr(line, name) for name in AS_BEFORE},
        position=place,
        quantity=quantity,
        price_paise=0,
        amount_paise=0,
        notes=list(line.notes),
        discount_paise=0,
    )
