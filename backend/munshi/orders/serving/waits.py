"""How long an order waits for the shop's answer: whose turn it is, and until when."""

from datetime import timedelta

from sqlalchemy.orm import Session

from munshi import clock, kept_rows
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.orders.models import Order
from munshi.orders.sections import OrderSections
from munshi.orders.serving.models import OrderWait


def begin(session: Session, order: Order) -> None:
    """The first in line have been told; while the business is closed the time does not run."""
    business = session.get_one(Business, order.business_id)
    since = max(clock.now(), order.opens_at or clock.now())
    wait = {"step": 0, "due_at": since + patience(business)}
    whose = {"business_id": order.business_id, "order_id": order.id}
    kept_rows.put(session, OrderWait, whose, wait)


def hold(session: Session, order: Order, minutes: int | None) -> None:
    """The shop has answered something: nobody is reminded for so many minutes, or at all."""
    wait = session.get(OrderWait, (order.business_id, order.id), populate_existing=True)
    if wait is not None:
        wait.due_at = None if minutes is None else clock.now() + timedelta(minutes=minutes)


def resume(session: Session, order: Order) -> None:
    """The customer has answered: it is the shop's turn again."""
    business = session.get_one(Business, order.business_id)
    hold(session, order, of(business, OrderSections).orders.answer_within_minutes)


def step_of(session: Session, order: Order) -> int:
    """How far the line has been asked."""
    wait = session.get(OrderWait, (order.business_id, order.id))
    return wait.step if wait else 0


def patience(business: Business) -> timedelta:
    """How long the business lets an order wait."""
    return timedelta(minutes=of(business, OrderSections).orders.answer_within_minutes)
