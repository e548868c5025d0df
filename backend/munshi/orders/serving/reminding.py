"""What nobody answers: the shop is reminded of an order, then the next in line are told; customers' silence is said."""

import logging

from sqlalchemy import select, union
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.business.models import Business
from munshi.orders.models import Order
from munshi.orders.serving import duty, notices, waits
from munshi.orders.serving.models import OrderWait, RunOut
from munshi.orders.serving.rules import step_after
from munshi.orders.statuses import Status

log = logging.getLogger(__name__)

OF_THE_ORDER = (Order.business_id == OrderWait.business_id) & (Order.id == OrderWait.order_id)
HAS_RUN_OUT = (Order.business_id == RunOut.business_id) & (Order.id == RunOut.order_id)


def remind_everywhere() -> None:
    """Reminds of what is due, each business in a transaction of its own; several processes may do so at once.

    A fault at one business is logged and keeps no other from its own.
    """
    with database.transaction() as session:
        now = clock.now()
        due = session.scalars(
            union(
                select(OrderWait.business_id)
                .join(Order, OF_THE_ORDER)
                .where(OrderWait.due_at <= now, Order.status == Status.PLACED),
                select(RunOut.business_id).where(RunOut.due_at <= now, RunOut.outcome.is_(None)),
            )
        ).all()
    for business_id in due:
        try:
            with database.transaction() as session:
                remind(session, business_id)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("Nobody could be reminded of the orders of %s.", business_id)


def remind(session: Session, business_id: str) -> None:
    """Reminds of everything that is due at a business."""
    _of_orders(session, business_id)
    _of_questions(session, business_id)


def _of_orders(session: Session, business_id: str) -> None:
    """Orders that another process is at are left to it."""
    business = session.get_one(Business, business_id)
    groups, patience = len(duty.line(session, business)), waits.patience(business)
    query = (
        select(OrderWait, Order)
        .join(Order, OF_THE_ORDER)
        .where(
            OrderWait.business_id == business_id,
            OrderWait.due_at <= clock.now(),
            Order.status == Status.PLACED,
        )
        .with_for_update(of=Order, skip_locked=True)
    )
    for wait, order in session.execute(query).all():
        step = step_after(wait.step, groups)
        wait.due_at = None if step is None else clock.now() + patience
        if step is not None:
            wait.step = step
            notices.remind(session, order, step)


def _of_questions(session: Session, business_id: str) -> None:
    query = (
        select(RunOut, Order)
        .join(Order, HAS_RUN_OUT)
        .where(
            RunOut.business_id == business_id,
            RunOut.due_at <= clock.now(),
            RunOut.outcome.is_(None),
        )
        .with_for_update(of=Order, skip_locked=True)
    )
    for run_out, order in session.execute(query).all():
        run_out.due_at = None
        notices.tell_no_answer(session, order, run_out)
