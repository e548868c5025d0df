"""Giving money back: in the books at once, and through the gateway by which it came as soon as that answers."""

import logging

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock, database
from munshi.billing.payments import notices, service
from munshi.billing.payments.gateways.configured import gateway_of
from munshi.billing.payments.gateways.port import (
    Gateway,
    GatewayAway,
    GatewayFault,
    GatewayRefused,
    Link,
    Refund,
)
from munshi.billing.payments.gateways.whatsapp import NAME as WHATSAPP
from munshi.billing.payments.models import Payment, PaymentAttempt, PaymentRefund
from munshi.billing.payments.rules import Way
from munshi.business import service as business_service
from munshi.people.models import Person

log = logging.getLogger(__name__)


def begin(
    session: Session,
    payment: Payment,
    by: Person | None,
    paise: int | None = None,
    *,
    is_told: bool = True,
    way: Way | None = None,
) -> PaymentRefund:
    """All of a payment, or a part, goes back; what came by hand is given back by hand, and is done. It is locked.

    `is_told`: the payer is told of what is done; else whoever gives it back tells them. `way`: by which it goes back
    by hand, though it came by another.
    """
    through_gateway = payment.gateway is not None
    by_hand = None if through_gateway else way
    step = service.refund(session, payment, by, paise, done=not through_gateway, way=by_hand)
    if is_told and not through_gateway:
        notices.tell_of_refund(session, payment)
    return step


def carry_out() -> None:
    """Asks the gateways for the refunds that none was asked for yet."""
    query = (
        select(Payment.business_id, Payment.reference, PaymentRefund.position)
        .join(
            PaymentRefund,
            (PaymentRefund.business_id == Payment.business_id) & (PaymentRefund.payment_id == Payment.id),
        )
        .where(PaymentRefund.done_at.is_(None), PaymentRefund.gateway_refund_id.is_(None))
    )
    with database.transaction() as session:
        found = session.execute(query.order_by(PaymentRefund.at)).all()
    for business_id, reference, position in found:
        try:
            _give_back(business_id, reference, position)
        except GatewayAway as fault:
            log.info("the refund of %s of %s waits for its gateway: %s", reference, business_id, fault)


def _give_back(business_id: str, reference: str, position: int) -> None:
    with database.transaction() as session:
        payment = service.find(session, business_id, reference)
        business = business_service.get(session, business_id)
        assert payment
        assert business
        assert payment.gateway
        assert payment.gateway_payment_id
        step = _step(payment, position)
        attempt = (
            session.get(PaymentAttempt, (business_id, payment.attempt_id)) if payment.attempt_id else None
        )
        once = f"{attempt.reference if attempt else business_id}/{reference}-R{position}"
        asked = (payment.gateway_payment_id, step.paise, once)
        gateway = gateway_of(business, payment.gateway)
        gone = payment.refunded_paise  # of the payment, once this has gone back too
    try:
        made = _gone_already(gateway, asked, gone) or gateway.refund(*asked)
    except GatewayRefused as refusal:
        _refused(business_id, reference, position, refusal)
        return
    with database.transaction() as session:
        locked = service.locked(session, business_id, reference)
        assert locked is not None
        step = _step(locked, position)
        step.gateway_refund_id, step.done_at = made.id, clock.now() if made.done else None
        notices.tell_of_refund(session, locked)


def _gone_already(gateway: Gateway, asked: tuple[str, int, str], gone: int) -> Refund | None:
    """A refund whose answer was lost: WhatsApp alone would make it a second time, so it is looked for first."""
    if gateway.name != WHATSAPP:
        return None
    payment_id, paise, once = asked
    reference = once.partition("/")[0]
    state = gateway.look_up(Link(reference, ""), reference)
    there = any(paid.id == payment_id and paid.refunded_paise >= gone for paid in state.paid)
    return Refund(once, paise, done=True) if there else None


def _refused(business_id: str, reference: str, position: int, refusal: GatewayFault) -> None:
    """The gateway will not: the books say so again, and the owners hear it."""
    log.warning("the refund of %s of %s is refused: %s", reference, business_id, refusal)
    with database.transaction() as session:
        payment = service.locked(session, business_id, reference)
        assert payment is not None
        service.take_back_refund(session, payment, _step(payment, position))
        notices.tell_of_refused_refund(session, payment)


def _step(payment: Payment, position: int) -> PaymentRefund:
    return next(each for each in payment.refunds if each.position == position)
