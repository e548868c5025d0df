"""What an order's move means for its bill."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.bills.crediting import credit, replace_by
from munshi.billing.bills.models import Bill
from munshi.billing.bills.service import bill_of, issue_for_order
from munshi.billing.bills.terms import makes_bills, terms_of
from munshi.business import service as business_service
from munshi.orders.models import Order
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.people.models import Person

# Why a bill was taken back, as `words.yml` says it.
CANCELLED, CHANGED, NOT_DELIVERED = "order_cancelled", "order_changed", "not_delivered"


def order_moved(session: Session, order: Order, by: Person | None) -> None:
    """What is delivered is billed, where the business does not wait to be asked; what is cancelled is credited."""
    business = business_service.get(session, order.business_id)
    assert business is not None
    if not makes_bills(business) or not order.total_paise:
        return
    if order.status == Status.DELIVERED and terms_of(business).send == "delivered":
        issue_for_order(session, order, by)
    elif order.status == Status.CANCELLED and (bill := bill_of(session, order)) is not None:
        credit(session, bill, CANCELLED, by)


def promise(session: Session, order: Order) -> Outcome[Any]:
    """The bill of an order that the shop has not taken yet comes once it has."""
    order.bill_wanted = True
    session.flush()
    return Outcome[str](outcome="not_yet", facts={"reference": order.reference})


def not_delivered(session: Session, order: Order, since: datetime, by: Person | None) -> Bill | None:
    """The credit note for what was billed since it was called delivered by mistake; an earlier bill stands."""
    bill = bill_of(session, order)
    return replace_by(session, bill, NOT_DELIVERED, by) if bill and bill.issued_at >= since else None


def order_changed(session: Session, order: Order, by: Person | None) -> None:
    """An order that was billed already and has other lines now gets another bill in the place of the first."""
    if (bill := bill_of(session, order)) is not None:
        replace_by(session, bill, CHANGED, by)
        issue_for_order(session, order, by)


def due_paise(session: Session, order: Order) -> int:
    """What an order is paid with: by its bill, which may be rounded off, else as it was placed."""
    bill = bill_of(session, order)
    return bill.total_paise if bill else order.total_paise
