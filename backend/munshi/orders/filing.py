"""How a cart becomes an order: stock reserved, a reference given, everything written down as it is at this moment."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.orders import named
from munshi.orders.choosing_slots import refuse_full_slot
from munshi.orders.desk import Desk
from munshi.orders.discounts import Reckoned
from munshi.orders.facts import add_on_rows, discount_rows
from munshi.orders.kept import Kept
from munshi.orders.models import Order, OrderLine, OrderMove, OrderSeries
from munshi.orders.notices import tell_of_move
from munshi.orders.rules import Fulfilment
from munshi.orders.serving import waits
from munshi.orders.statuses import Status
from munshi.orders.totals import Totals, line_amount
from munshi.orders.wishes import Line
from munshi.series import next_number

FIRST = 1001
PREFIX = "ORD-"


def placed_with(session: Session, caller: Caller, summary: str) -> Order | None:
    """The person's order that came out of the bill with this token, unless it was cancelled since."""
    query = select(Order).where(
        Order.business_id == caller.business_id,
        Order.person_id == caller.person.id,
        Order.summary == summary,
        Order.status != Status.CANCELLED,
    )
    return session.scalar(query)


def place(desk: Desk, summary: str) -> Order:
    """Writes the order, reserves its stock and has the owners told. Raises OutOfStock or SlotFull, and then nothing is
    written.

    Whoever places at the same time waits for the reference, so that nobody else takes a place in the slot meanwhile.
    """
    session, business = desk.session, desk.business
    bill = desk.bill()
    wanted = [StockLine(line.item.sku, line.quantity) for line in bill.lines]
    with session.begin_nested():
        reference = next_reference(session, business.id)
        stock.reserve(session, business.id, wanted, reference)
        refuse_full_slot(desk, bill)
    now, kept = clock.now(), desk.cart.kept
    brought = bill.fulfilment is Fulfilment.DELIVERY
    order = Order(
        business_id=business.id,
        reference=reference,
        person_id=desk.caller.person.id,
        status=Status.PLACED,
        summary=summary,
        fulfilment=bill.fulfilment,
        address=desk.cart.address if brought else None,
        pincode=desk.cart.pincode if brought else None,
        currency=business.currency,
        **what_it_comes_to(bill.totals, bill.off),
        placed_at=now,
        opens_at=desk.opens_at(),
        notes=kept.notes_of_all(),
        wanted=kept.wanted.as_json() if kept.wanted else None,
        payment=kept.payment,
        bill_name=kept.bill_name,
        bill_wanted=kept.bill_wanted,
        dining_table=kept.table if bill.fulfilment is Fulfilment.DINE_IN else None,
        prescription=kept.prescription,
        lines=list(lines_as_ordered(bill.lines, bill.off, kept)),
        moves=[OrderMove(position=1, status=Status.PLACED, person_id=desk.caller.person.id, at=now)],
    )
    session.add(order)
    session.flush()
    named.remember(desk, order)
    tell_of_move(session, order, desk.caller.person, changes=kept.changes)
    waits.begin(session, order)
    return order


def next_reference(session: Session, business_id: str) -> str:
    """The business's next reference; whoever asks at the same time waits."""
    return f"{PREFIX}{next_number(session, OrderSeries, business_id, FIRST)}"


def what_it_comes_to(sums: Totals, off: Reckoned) -> dict[str, Any]:
    """The columns of an order that say its sums, in paise, and what is taken off."""
    return {
        "goods_paise": sums.goods_paise,
        "gst_paise": sums.gst_paise,
        "gst_included": sums.gst_included,
        "fee_paise": sums.fee_paise,
        "total_paise": sums.total_paise,
        "discount_paise": sums.discount_paise,
        "discounts": discount_rows(off),
    }


def lines_as_ordered(lines: Sequence[Line], off: Reckoned, kept: Kept) -> Iterator[OrderLine]:
    """All lines of an order, each with what is taken off it and its notes."""
    shares = off.of_lines or (0,) * len(lines)
    for position, (line, paise) in enumerate(zip(lines, shares, strict=True), 1):
        yield line_as_ordered(position, line, kept.notes_of(line.item.key), paise)


def line_as_ordered(position: int, line: Line, notes: Sequence[str], discount_paise: int = 0) -> OrderLine:
    """The line with its name, price and tax as they are at this moment."""
    item, pack = line.item, line.item.measure.pack
    pack = None if pack and pack.in_name else pack
    return OrderLine(
        position=position,
        sku=item.sku,
        name=dict(item.name),
        variant=dict(item.variant) if item.variant else None,
        add_ons=add_on_rows(line.add_ons),
        quantity=line.quantity,
        unit=item.measure.unit,
        pack_quantity=pack.quantity if pack else None,
        pack_unit=pack.unit if pack else None,
        price_paise=line.each_paise,
        amount_paise=line_amount(line.quantity, line.each_paise),
        gst_rate=item.gst_rate,
        hsn=item.hsn,
        veg=item.veg,
        notes=list(notes),
        discount_paise=discount_paise,
    )
