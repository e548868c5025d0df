"""What an order does to the account of its customer."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from munshi.billing.accounts import service
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.rules import Kind
from munshi.billing.bills.of_orders import due_paise
from munshi.orders.kept import Payment
from munshi.orders.models import Order
from munshi.orders.statuses import OPEN, Status
from munshi.people.models import Person


def order_moved(session: Session, order: Order, by: Person | None) -> None:
    """What is delivered is owed from then on, whatever way it is to be paid."""
    if order.status == Status.DELIVERED and order.total_paise:
        service.post(
            session,
            order.business_id,
            order.person_id,
            Kind.SALE,
            due_paise(session, order),
            _key(order),
            by=by,
            order_reference=order.reference,
        )


def not_delivered(session: Session, order: Order, by: Person | None) -> None:
    """What was called delivered by mistake is not owed; what was paid for it waits for it."""
    sale = service.sale_of(session, order.business_id, order.reference)
    if sale is not None:
        service.reverse(session, sale, by)


def goods_came_back(session: Session, order: Order, since: datetime) -> bool:
    """Whether less is owed of the order since then, as a credit note lowers it."""
    query = select(AccountEntry.id).where(
        AccountEntry.business_id == order.business_id,
        AccountEntry.order_reference == order.reference,
        AccountEntry.kind == Kind.CREDIT_NOTE,
        AccountEntry.at >= since,
    )
    return session.scalar(query.limit(1)) is not None


def _key(order: Order) -> str:
    """Another one each time that the order is delivered."""
    times = sum(move.status == Status.DELIVERED for move in order.moves)
    return f"{service.SALE}{order.reference}" + (f":{times}" if times > 1 else "")


def to_come(session: Session, business_id: str) -> tuple[int, int]:
    """How many orders on khata nobody has got yet, and what of them is not paid: it is owed once they are delivered."""
    return _on_khata(session, Order.business_id == business_id)


def on_the_road(session: Session, business_id: str) -> list[tuple[Order, int]]:
    """The orders that are on their way and not on khata, each with what of it is not paid, the oldest first."""
    paid = (
        select(func.coalesce(func.sum(AccountEntry.paise), 0))
        .where(
            AccountEntry.business_id == Order.business_id,
            AccountEntry.person_id == Order.person_id,
            AccountEntry.order_reference == Order.reference,
        )
        .correlate(Order)
        .scalar_subquery()
    )
    query = select(Order, paid).where(
        Order.business_id == business_id,
        Order.status == Status.OUT_FOR_DELIVERY,
        Order.payment.is_distinct_from(Payment.KHATA),
    )
    found = [
        (order, due_paise(session, order) + int(came))
        for order, came in session.execute(query.order_by(Order.id))
    ]
    return [(order, left) for order, left in found if left > 0]


def ordered_paise(session: Session, business_id: str, person_id: int) -> int:
    """What a person has ordered on khata, not got yet and not paid before; it counts against the limit already."""
    return _on_khata(session, Order.business_id == business_id, Order.person_id == person_id)[1]


def _on_khata(session: Session, *whose: ColumnElement[bool]) -> tuple[int, int]:
    ordered = (*whose, Order.payment == Payment.KHATA, Order.status.in_(OPEN))
    query = select(func.count(), func.coalesce(func.sum(Order.total_paise), 0)).where(*ordered)
    number, total = session.execute(query).one()
    paid = (
        select(func.coalesce(func.sum(AccountEntry.paise), 0))
        .join(
            Order,
            (Order.business_id == AccountEntry.business_id)
            & (Order.reference == AccountEntry.order_reference),
        )
        .where(*ordered)
    )
    return int(number), int(total) + int(session.scalar(paid) or 0)
