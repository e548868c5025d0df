"""What the books know of the goods of an order: what was done about them, and what was paid for them."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.bills.models import Bill
from munshi.billing.bills.returning import small_number
from munshi.billing.bills.service import Source, last_of, left_of
from munshi.billing.payments import of_orders
from munshi.billing.payments.models import Payment
from munshi.callers import Caller
from munshi.orders import moving
from munshi.orders.models import Order, OrderLine
from munshi.orders.statuses import Status
from munshi.orders.totals import Priced, totals
from munshi.outcomes import Refusal
from munshi.service.settling import choosing
from munshi.service.settling.rules import Goods
from munshi.service.tickets import words
from munshi.service.tickets.looking import named
from munshi.service.tickets.models import TicketSettlement
from munshi.service.tickets.ordered import lines_named, word_before


def goods_of(session: Session, order: Order) -> list[Goods]:
    """Every line of an order, with what of it was made good."""
    done = _settled(session, order)
    origins = _origins(session, order)
    return [
        Goods(
            line=line.position,
            quantity=line.quantity,
            paise=origins[line.position].paise if origins else _cost(line, order),
            of=origins[line.position].of if origins else order.reference,
            bought_as=origins[line.position].bought_as if origins else line.position,
            settled=done.get(line.position, Decimal(0)),
        )
        for line in order.lines
    ]


def paid_for(session: Session, order: Order) -> list[tuple[Payment, int]]:
    """The payments of which something was for an order, with what of that can go back."""
    found = []
    for payment in of_orders.paid_for(session, order):
        of_it = sum(part.paise for part in payment.parts if part.of == order.reference)
        found.append((payment, min(of_it, payment.paise - payment.refunded_paise)))
    return found


def given_since(session: Session, order: Order, since: datetime) -> int:
    """What went back of the payments for an order since then, and by no settling of its goods."""
    paid = of_orders.paid_for(session, order)
    back = sum(each.paise for payment in paid for each in payment.refunds if each.at >= since)
    query = select(TicketSettlement).where(
        TicketSettlement.business_id == order.business_id,
        TicketSettlement.order_reference == order.reference,
        TicketSettlement.at >= since,
    )
    settled = sum(int(part["paise"]) for each in session.scalars(query) for part in each.refunds)
    return max(back - settled, 0)


def billed_as(order: Order, line: int) -> int:
    """The place of an order's line on its bill."""
    return [each.position for each in order.lines].index(line) + 1


def standing_bill(session: Session, order: Order) -> Bill | None:
    """The bill of an order, if it has one. Refuses with `settled_already` where all of it was taken back."""
    bill = last_of(session, order.business_id, Source("order", order.reference))
    if bill is not None and not left_of(session, bill):
        raise Refusal("settled_already", order=order.reference)
    return bill


def _settled(session: Session, order: Order) -> dict[int, Decimal]:
    """What was made good of each line; a replacement that was cancelled does not count."""
    done: dict[int, Decimal] = {}
    query = select(TicketSettlement).where(
        TicketSettlement.business_id == order.business_id,
        TicketSettlement.order_reference == order.reference,
    )
    for each in session.scalars(query):
        if each.replacement and _is_cancelled(session, order.business_id, each.replacement):
            continue
        for part in each.goods:
            done[part["line"]] = done.get(part["line"], Decimal(0)) + Decimal(part["quantity"])
    return done


def _is_cancelled(session: Session, business_id: str, reference: str) -> bool:
    order = moving.find(session, business_id, reference)
    return order is not None and order.status == Status.CANCELLED


def _origins(session: Session, order: Order) -> dict[int, Goods]:
    """Of a replacement: by its lines, what each was bought as, and for how much."""
    replaced = session.scalar(
        select(TicketSettlement).where(
            TicketSettlement.business_id == order.business_id,
            TicketSettlement.replacement == order.reference,
        )
    )
    first = moving.find(session, order.business_id, replaced.order_reference) if replaced else None
    if replaced is None or first is None:
        return {}
    bought = {each.line: each for each in goods_of(session, first)}
    origins = {}
    for place, part in enumerate(replaced.goods, 1):
        was, quantity = bought[part["line"]], Decimal(part["quantity"])
        worth = int(was.paise * quantity // was.quantity)
        origins[place] = Goods(place, quantity, worth, was.of, was.bought_as)
    return origins


def _cost(line: OrderLine, order: Order) -> int:
    """What a line was bought for, with its tax and less what was taken off it."""
    priced = Priced(line.quantity, line.price_paise, line.gst_rate, line.discount_paise)
    return totals([priced], order.gst_included, 0).total_paise


def named_goods(session: Session, caller: Caller, reference: str, text: str) -> str | None:
    """Which goods of a ticket's order a text names, as a tap says it; None where it names none."""
    ticket = session.scalar(named(caller.business_id, reference))
    order = (
        moving.find(session, caller.business_id, ticket.order_reference)
        if ticket and ticket.order_reference
        else None
    )
    if order is None:
        return None
    if words.is_all(text):
        return choosing.ALL
    lines = lines_named(text, order)
    return choosing.BETWEEN.join(map(str, lines)) or None


def counted(problem: str, order: Order, goods: Goods) -> Decimal | None:
    """How many pieces of a line are complained of, by what is right before its name: *1 maggi kharab*."""
    line = next(each for each in order.lines if each.position == goods.line)
    before = word_before(problem, line)
    count = small_number(before) if before is not None else None
    return count if count is not None and 0 < count < goods.left else None


def named_lines(order: Order, lines: Sequence[int]) -> set[int]:
    """The lines of a ticket that are still the order's; all of them where it names none."""
    there = {line.position for line in order.lines}
    return there & set(lines) or there
