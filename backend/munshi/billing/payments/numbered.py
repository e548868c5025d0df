"""Sums that are the number of an order: *1003 de diya* may be money, or the order that was handed over."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.payments.drafts import Told
from munshi.orders.models import Order

SPOKEN_OF = timedelta(days=14)  # so long an order is called by its number


def payer_of(session: Session, business_id: str, reference: str) -> int | None:
    """Whose order it is, who has paid where nobody else is named."""
    query = select(Order.person_id).where(Order.business_id == business_id, Order.reference == reference)
    return session.scalar(query)


def order_of(session: Session, business_id: str, told: Told) -> str | None:
    """The order of late that has this sum as its number, unless it is sure that money is meant."""
    if told.is_sum or told.once_more or told.paise is None or told.paise % 100:
        return None
    query = select(Order.reference).where(
        Order.business_id == business_id,
        Order.reference == f"ORD-{told.paise // 100}",
        Order.placed_at >= clock.now() - SPOKEN_OF,
    )
    return session.scalar(query)
