"""What an order does to the account of its customer."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.billing.accounts import service
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
            f"sale:{order.reference}",
            by=by,
            order_reference=order.reference,
        )


def ordered_paise(session: Session, business_id: str, person_id: int) -> int:
    """What a person has ordered on khata and not got yet; it counts against the limit already."""
    query = select(func.coalesce(func.sum(Order.total_paise), 0)).where(
        Order.business_id == business_id,
        Order.person_id == person_id,
        Order.payment == Payment.KHATA,
        Order.status.in_(OPEN),
    )
    return int(session.scalar(query) or 0)
