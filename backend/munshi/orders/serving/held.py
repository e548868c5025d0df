"""What an order holds of what ran out: while its customer is asked it stays, afterwards nobody has it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.orders.models import Order, OrderLine
from munshi.orders.serving.models import RunOut
from munshi.orders.serving.rules import waits_for
from munshi.orders.statuses import Status
from munshi.outcomes import Refusal


def asked_about(session: Session, order: Order) -> Sequence[RunOut]:
    """What the order's customer has not answered yet."""
    query = select(RunOut).where(
        RunOut.business_id == order.business_id, RunOut.order_id == order.id, RunOut.outcome.is_(None)
    )
    return session.scalars(query.order_by(RunOut.id)).all()


def line_of(order: Order, run_out: RunOut) -> OrderLine:
    """The line that ran out."""
    return next(line for line in order.lines if line.position == run_out.position)


def end(session: Session, order: Order, run_out: RunOut, outcome: str) -> None:
    """Closes the question; unless it was found, what the line held was never there.

    Of what has not run out nothing is written off.
    """
    run_out.outcome, run_out.ended_at = outcome, clock.now()
    if outcome != "found" and run_out.quantity is None and not run_out.is_there:
        line = line_of(order, run_out)
        held = StockLine(line.sku, line.quantity)
        stock.write_off(session, order.business_id, order.reference, held)


def end_all(session: Session, order: Order) -> None:
    """The order is cancelled: what ran out of it does not come back to the shelf."""
    for run_out in asked_about(session, order):
        end(session, order, run_out, "cancelled")


def refuse_while_asked(session: Session, order: Order, then: Status) -> None:
    """Nobody packs a bill that its customer is still asked about."""
    if waits_for(Status(order.status), then) and asked_about(session, order):
        raise Refusal("waits_for_customer", reference=order.reference, may_be_found=True)
