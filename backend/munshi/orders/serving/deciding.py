"""What a customer makes of a line that ran out: by their yes to it, and to nothing else, the bill changes."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.billing.bills.of_orders import order_changed
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.stock import OutOfStock, StockLine
from munshi.orders import moving
from munshi.orders.facts import Facts
from munshi.orders.filing import line_as_ordered
from munshi.orders.looking import facts_of, own_order
from munshi.orders.models import Order, OrderLine
from munshi.orders.replacing import AS_BEFORE
from munshi.orders.serving import held, notices, waits
from munshi.orders.serving.models import RunOut
from munshi.orders.serving.proposals import Instead, amount_of, bill_of, instead_of, proposal
from munshi.orders.serving.rules import Take
from munshi.orders.statuses import Status
from munshi.orders.totals import line_amount
from munshi.orders.wishes import Line
from munshi.outcomes import Outcome, Refusal

# What a line keeps that comes again with another amount: also its price, and how it shall be made.
AS_ORDERED = (*AS_BEFORE, "price_paise", "notes")


def decide(
    session: Session, caller: Caller, run_out_id: int, take: Take, summary: str | None
) -> Outcome[Any]:
    """Does what the customer chose, of exactly what they were shown; what has changed since is shown anew."""
    order, run_out = _asked(session, caller, run_out_id)
    shown = proposal(session, order, run_out)
    if shown["summary"] != summary:
        return Outcome[str](outcome="changed", facts=shown)
    if take not in [each["take"] for each in shown["takes"]]:
        return Outcome[str](outcome="ask", facts=shown)
    if take is Take.CANCEL:
        moving.record(session, order, Status.CANCELLED, caller.person, "out_of_stock")
        return Outcome[str](outcome="cancelled", facts=facts_of(caller, order))
    if take is Take.KEEP:
        held.end(session, order, run_out, "kept")
        waits.resume(session, order)
        notices.tell_kept(session, order, run_out)
        return Outcome[str](outcome="kept", facts=facts_of(caller, order))
    try:
        _take(session, order, run_out, take)
        order_changed(session, order, caller.person)
    except OutOfStock:
        return Outcome[str](outcome="changed", facts=proposal(session, order, run_out))
    notices.tell_changed(session, order, run_out)
    return Outcome[str](outcome="settled", facts=facts_of(caller, order))


def propose(
    session: Session, caller: Caller, run_out_id: int, sku: str, quantity: Decimal | None
) -> Outcome[Any]:
    """Shows what the customer would have as what comes for the line, for their yes; what cannot is refused aloud."""
    order, run_out = _asked(session, caller, run_out_id)
    instead = instead_of(session, held.line_of(order, run_out), sku)
    fits = instead is not None and instead.item.available and quantity in (None, instead.quantity)
    if not fits or run_out.quantity is not None:
        return Outcome[str](outcome="not_instead", facts=proposal(session, order, run_out))
    run_out.instead = sku
    session.flush()
    return Outcome[str](outcome="ask", facts=proposal(session, order, run_out))


def _take(session: Session, order: Order, run_out: RunOut, take: Take) -> None:
    """Raises OutOfStock: then nothing is done."""
    if take is Take.OTHER_AMOUNT:
        _change_amount(session, order, run_out)
        return
    line = held.line_of(order, run_out)
    _change(
        session, order, run_out, instead_of(session, line, run_out.instead) if take is Take.REPLACE else None
    )


def open_question(session: Session, caller: Caller, summary: str | None) -> tuple[RunOut, Facts] | None:
    """What the person was asked with this token, else what was asked last; with the question as it is now."""
    asked = [(run_out, proposal(session, order, run_out)) for run_out, order in _open(session, caller)]
    named = (each for each in asked if each[1]["summary"] == summary)
    return next(named, asked[0] if asked else None)


def question_of(session: Session, caller: Caller, skus: Collection[str]) -> tuple[RunOut, Facts] | None:
    """The question about one of these goods that the person was asked, as it is now."""
    asked = _open(session, caller)
    named = (each for each in asked if held.line_of(each[1], each[0]).sku in skus)
    return next(((run_out, proposal(session, order, run_out)) for run_out, order in named), None)


def _open(session: Session, caller: Caller) -> list[tuple[RunOut, Order]]:
    query = (
        select(RunOut, Order)
        .join(Order, (Order.business_id == RunOut.business_id) & (Order.id == RunOut.order_id))
        .where(
            Order.business_id == caller.business_id,
            Order.person_id == caller.person.id,
            RunOut.outcome.is_(None),
        )
        .order_by(RunOut.id.desc())
    )
    return [(run_out, order) for run_out, order in session.execute(query)]


def _asked(session: Session, caller: Caller, run_out_id: int) -> tuple[Order, RunOut]:
    """The question and its order, locked. Refuses what is not the person's, or is answered already."""
    key = (caller.business_id, run_out_id)
    run_out = session.get(RunOut, key)
    order = session.get(Order, (caller.business_id, run_out.order_id)) if run_out else None
    if run_out is None or order is None or order.person_id != caller.person.id:
        raise Refusal("nothing_asked")
    own_order(session, caller, order.reference, lock=True)
    session.refresh(run_out)
    if run_out.outcome is not None:
        raise Refusal("answered_already", **facts_of(caller, order))
    return order, run_out


def _change(session: Session, order: Order, run_out: RunOut, instead: Instead | None) -> None:
    """The line leaves the bill, and what stands in for it comes in. Raises OutOfStock: nothing is done."""
    line = held.line_of(order, run_out)
    with session.begin_nested():
        if instead is not None:
            taken = StockLine(instead.item.sku, instead.quantity)
            stock.reserve(session, order.business_id, [taken], order.reference)
        held.end(session, order, run_out, "replaced" if instead else "left_out")
        if run_out.quantity is not None or run_out.is_there:
            stock.release(session, order.business_id, order.reference, StockLine(line.sku, line.quantity))
        line.dropped = True
        if instead is not None:
            session.add(_line_instead(session, order, line, instead))
        with_its_lines(session, order)
    waits.resume(session, order)


def _change_amount(session: Session, order: Order, run_out: RunOut) -> None:
    """A line of as much as was offered comes in its place; the difference comes from the shelf or goes back to it."""
    assert run_out.quantity is not None
    line, quantity = held.line_of(order, run_out), run_out.quantity
    difference = StockLine(line.sku, abs(quantity - line.quantity))
    with session.begin_nested():
        if quantity > line.quantity:
            stock.reserve(session, order.business_id, [difference], order.reference)
        else:
            stock.release(session, order.business_id, order.reference, difference)
        held.end(session, order, run_out, "other_amount")
        line.dropped = True
        session.add(_line_again(session, order, line, quantity))
        with_its_lines(session, order)
    waits.resume(session, order)


def put_in(session: Session, order: Order, lines: Sequence[OrderLine]) -> None:
    """Reserves goods, and makes them the next lines of the order. Raises OutOfStock: then nothing is done."""
    with session.begin_nested():
        wanted = [StockLine(line.sku, line.quantity) for line in lines]
        stock.reserve(session, order.business_id, wanted, order.reference)
        for position, line in enumerate(lines, _last_position(session, order) + 1):
            line.business_id, line.order_id, line.position = order.business_id, order.id, position
            session.add(line)
        with_its_lines(session, order)


def with_its_lines(session: Session, order: Order) -> None:
    """The order with its lines as they are now, and their sums."""
    session.flush()
    session.refresh(order, ["lines"])
    _reckon(order)
    session.flush()


def _line_again(session: Session, order: Order, line: OrderLine, quantity: Decimal) -> OrderLine:
    """The same line, at its own price, with another amount."""
    kept = {name: getattr(line, name) for name in AS_ORDERED}
    return OrderLine(
        **kept,
        business_id=order.business_id,
        order_id=order.id,
        position=_last_position(session, order) + 1,
        quantity=quantity,
        amount_paise=line_amount(quantity, line.price_paise),
        discount_paise=amount_of(line, quantity).discount_paise,
    )


def _last_position(session: Session, order: Order) -> int:
    """The place of the last line that the order has ever had."""
    whose = (OrderLine.business_id == order.business_id, OrderLine.order_id == order.id)
    return session.scalar(select(func.max(OrderLine.position)).where(*whose)) or 0


def _line_instead(session: Session, order: Order, line: OrderLine, instead: Instead) -> OrderLine:
    position = _last_position(session, order) + 1
    added = line_as_ordered(position, Line(instead.item, instead.quantity), line.notes)
    added.business_id, added.order_id = order.business_id, order.id
    return added


def _reckon(order: Order) -> None:
    """The sums of the order follow from its lines."""
    bill = bill_of(order, order.lines)
    order.goods_paise, order.gst_paise, order.total_paise = bill.goods_paise, bill.gst_paise, bill.total_paise
    order.discount_paise = bill.discount_paise
    order.discounts = _as_far_as(order.discounts, bill.discount_paise)


def _as_far_as(discounts: Sequence[dict[str, Any]], paise: int) -> list[dict[str, Any]]:
    """The discounts, of which no more is left than is still taken off the lines."""
    left = []
    for each in discounts:
        taken = min(each["paise"], paise)
        paise -= taken
        if taken:
            left.append({**each, "paise": taken})
    return left
