"""Writing a sale over the counter: an order that is handed over at once, its bill, its payment; and taking it back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts.of_orders import goods_came_back
from munshi.billing.bills.notices import tell_customer
from munshi.billing.bills.of_orders import due_paise
from munshi.billing.bills.service import issue_for_order
from munshi.billing.moved import not_delivered
from munshi.billing.payments import service as payments
from munshi.billing.payments.models import Payment
from munshi.billing.payments.rules import Way
from munshi.billing.payments.service import Said
from munshi.billing.payments.statuses import Status as PaymentStatus
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.orders.counter.bargained import quotation_of
from munshi.orders.counter.drafts import Sale
from munshi.orders.filing import lines_as_ordered, next_reference, what_it_comes_to
from munshi.orders.items import sku_of
from munshi.orders.kept import Kept
from munshi.orders.kept import Payment as WayOfOrder
from munshi.orders.models import Order, OrderMove
from munshi.orders.moving import record
from munshi.orders.notices import tell_of_move
from munshi.orders.quoting import quoted
from munshi.orders.rules import Fulfilment
from munshi.orders.serving.facts import card
from munshi.orders.serving.moving import of_the_shop
from munshi.orders.statuses import Status
from munshi.orders.wishes import Line
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing import acts
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind

Facts = dict[str, Any]

STEPS = (Status.ACCEPTED, Status.READY, Status.DELIVERED)


def lock(session: Session, caller: Caller, sale: Sale) -> None:
    """Nobody sells the same goods until it is written: what was shown of the stock is what is there."""
    stock.lock(session, caller.business_id, [sku_of(line.item) for line in sale.lines if line.item])


def sell(
    session: Session, caller: Caller, customer: Person, lines: Sequence[Line], sale: Sale
) -> Outcome[Any]:
    """The order, delivered and billed; paid by the way that was said, or owed on the khata. The customer hears it."""
    order = _placed(session, caller, customer, lines, sale)
    for step in STEPS[:-1]:
        record(session, order, step, caller.person, is_told=False)
    bill = issue_for_order(session, order, caller.person)
    record(session, order, STEPS[-1], caller.person, is_told=False)
    payment = _paid(session, caller, order, sale)
    tell_of_move(session, order, caller.person)
    act = acts.note(
        session, caller, Kind.ORDER_SOLD, [order.reference, *([payment.reference] if payment else [])]
    )
    facts = {**card(session, order), "bill_number": bill.number, "total_paise": bill.total_paise}
    name = {"name": customer.called, "payment": sale.way}
    return Outcome[str](outcome="sold", facts={**facts, **name, "act": act})


def take_back(session: Session, caller: Caller, act: Act) -> Facts:
    """It was never sold: the payment and the sale are answered, the bill is credited, the goods are back."""
    reference, *paid = act.references
    order = of_the_shop(session, caller, reference)
    if order.status == Status.CANCELLED:
        raise Refusal("undone_already")
    if order.status != Status.DELIVERED or goods_came_back(session, order, order.placed_at):
        raise Refusal("moved_on")
    for number in paid:
        payment = payments.locked(session, caller.business_id, number)
        assert payment is not None
        payments.take_back(session, payment, PaymentStatus.REJECTED, caller.person)
    record(session, order, Status.READY, caller.person, is_told=False)
    note = not_delivered(session, order, order.placed_at, caller.person)
    record(session, order, Status.CANCELLED, caller.person, is_told=False)
    if note is not None:
        tell_customer(session, note, "bill_credited")
    return {**card(session, order), "credit_note": note.number if note else None}


def _placed(session: Session, caller: Caller, customer: Person, lines: Sequence[Line], sale: Sale) -> Order:
    business = caller.business
    quotation = quotation_of(business, lines, sale) or quoted(business, lines)
    now, reference = clock.now(), next_reference(session, business.id)
    order = Order(
        business_id=business.id,
        reference=reference,
        person_id=customer.id,
        status=Status.PLACED,
        fulfilment=Fulfilment.PICKUP,
        currency=business.currency,
        **what_it_comes_to(quotation.totals, quotation.off),
        placed_at=now,
        notes=[],
        payment=sale.way,
        bill_wanted=False,
        lines=list(lines_as_ordered(lines, quotation.off, Kept())),
        moves=[OrderMove(position=1, status=Status.PLACED, person_id=caller.person.id, at=now)],
    )
    taken = [StockLine(line.item.sku, line.quantity) for line in lines]
    stock.take(session, business.id, taken, reference)
    session.add(order)
    session.flush()
    return order


def _paid(session: Session, caller: Caller, order: Order, sale: Sale) -> Payment | None:
    """The whole bill, by the owner's own word; what goes on the khata is owed."""
    if sale.way is None or sale.way == WayOfOrder.KHATA:
        return None
    said = Said(due_paise(session, order), Way(sale.way), named=order.reference)
    return payments.record(session, order.business_id, order.person_id, said, caller.person)
