"""What an order's move means for money: every wing that it concerns hears of it, in the transaction of the move."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from munshi.billing.accounts import of_orders as accounts
from munshi.billing.bills import of_orders as bills
from munshi.billing.bills.models import Bill
from munshi.billing.payments import of_orders as payments
from munshi.orders.models import Order
from munshi.people.models import Person

# The bill comes first: what is owed is what it says.
HEARS: Sequence[Callable[[Session, Order, Person | None], None]] = (
    bills.order_moved,
    accounts.order_moved,
    payments.order_moved,
)


def order_moved(session: Session, order: Order, by: Person | None) -> None:
    """The order has its new status; `by` made the move, nobody named is the operator."""
    for hears in HEARS:
        hears(session, order, by)


def not_delivered(session: Session, order: Order, since: datetime, by: Person | None) -> Bill | None:
    """It was called delivered by mistake, then: its sale is reversed and its bill credited; the credit note."""
    accounts.not_delivered(session, order, by)
    return bills.not_delivered(session, order, since, by)
