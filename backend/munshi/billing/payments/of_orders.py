"""What an order's move means for what was paid for it, and for what is still asked."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments import letting_off, notices, service
from munshi.billing.payments.models import Payment, PaymentPart
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.said import holds
from munshi.billing.payments.service import WHOLE
from munshi.billing.payments.statuses import Status
from munshi.orders.kept import Payment as Way
from munshi.orders.models import Order
from munshi.orders.statuses import Status as OrderStatus
from munshi.people.models import Person

JUST_BEFORE = timedelta(minutes=30)  # so long before it is placed a payment may be told of that is for it


def order_moved(session: Session, order: Order, by: Person | None) -> None:
    """What is cancelled is not to be paid any more; what was paid for it the owner may give back."""
    if order.status != OrderStatus.CANCELLED:
        return
    service.want_no_more(session, order.business_id, order.person_id, order.reference)
    letting_off.order_cancelled(session, order, by)
    for payment in paid_for(session, order):
        notices.tell_of_refund_due(session, payment, order)
        notices.tell_of_cancelled(session, payment, order)


def order_placed(session: Session, order: Order) -> None:
    """What its customer has just said to have paid, and not for what, is for this order, where it is not more."""
    if order.payment == Way.KHATA:
        return
    query = select(Payment).where(
        Payment.business_id == order.business_id,
        Payment.person_id == order.person_id,
        Payment.status == Status.REPORTED,
        Payment.named.is_(None),
        Payment.paise <= order.total_paise,
        Payment.at >= order.placed_at - JUST_BEFORE,
    )
    for claim in session.scalars(query):
        if not (names_a_khata(claim.note) or holds(claim.note or "", "old")):
            claim.named = order.reference
    session.flush()


def confirmed_late(session: Session, payment: Payment) -> None:
    """What is found only after the order was cancelled that stood when it was paid is to be given back as well."""
    query = (
        select(Order)
        .where(
            Order.business_id == payment.business_id,
            Order.person_id == payment.person_id,
            Order.placed_at <= payment.at,
        )
        .order_by(Order.placed_at.desc(), Order.id.desc())
        .limit(1)
    )
    order = session.scalar(query.options(selectinload(Order.moves)))
    if order is None or order.status != OrderStatus.CANCELLED or order.moves[-1].at < payment.at:
        return
    if due_of(session, payment.business_id, payment.person_id).ahead_paise >= payment.paise:
        notices.tell_of_refund_due(session, payment, order)


def paid_for(session: Session, order: Order) -> list[Payment]:
    """The payments of which something was for this order, and not all went back."""
    query = (
        select(Payment)
        .where(
            Payment.business_id == order.business_id,
            Payment.status == Status.CONFIRMED,
            Payment.parts.any(PaymentPart.of == order.reference),
        )
        .order_by(Payment.id)
    )
    return list(session.scalars(query.options(*WHOLE)))


def came_for(session: Session, order: Order) -> list[Payment]:
    """The same, and what was said to be for it and is kept ahead, since the order was cancelled before it was seen."""
    query = select(Payment).where(
        Payment.business_id == order.business_id,
        Payment.person_id == order.person_id,
        Payment.status == Status.CONFIRMED,
        Payment.named == order.reference,
    )
    settled = paid_for(session, order)
    known = {each.id for each in settled}
    named = session.scalars(query.order_by(Payment.id).options(*WHOLE))
    return [*settled, *(each for each in named if each.id not in known)]


def told_for(session: Session, order: Order) -> list[Payment]:
    """The claims that wait of what its customer says to have paid for this order, or since it just what it comes to."""
    of_its_sum = (
        Payment.named.is_(None) & (Payment.paise == order.total_paise) & (Payment.at >= order.placed_at)
    )
    query = select(Payment).where(
        Payment.business_id == order.business_id,
        Payment.person_id == order.person_id,
        Payment.status == Status.REPORTED,
        (Payment.named == order.reference) | of_its_sum,
    )
    return list(session.scalars(query.order_by(Payment.id).options(*WHOLE)))
