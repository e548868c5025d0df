"""What a payment means for the bill of what was paid."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.billing.bills.facts import pdf
from munshi.billing.bills.service import bill_of, issue_for_order
from munshi.billing.bills.terms import makes_bills
from munshi.business import service as business_service
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.orders.tracking import WHOLE

UNBILLED = (Status.PLACED, Status.CANCELLED)


def bills_of_paid(session: Session, business_id: str, references: Iterable[str]) -> list[dict[str, str]]:
    """The PDF of each of these orders that had no bill until it was paid; what had one is not sent again."""
    business = business_service.get(session, business_id)
    if business is None or not makes_bills(business):
        return []
    query = select(Order).where(
        Order.business_id == business_id,
        Order.reference.in_(list(references)),
        Order.status.not_in(UNBILLED),
    )
    orders = session.scalars(query.order_by(Order.id).options(*WHOLE)).all()
    return [pdf([issue_for_order(session, order)]) for order in orders if bill_of(session, order) is None]
