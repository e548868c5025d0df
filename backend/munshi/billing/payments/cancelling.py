"""Cancelling attempts at a gateway: what they were for is settled or gone, and nobody shall pay them any more."""

import logging

from sqlalchemy import select

from munshi import database
from munshi.billing.payments import attempts, booking, notices
from munshi.billing.payments.gateways.configured import gateway_of
from munshi.billing.payments.gateways.port import GatewayFault, GatewayRefused, Link
from munshi.billing.payments.gateways.whatsapp import NAME as WHATSAPP
from munshi.billing.payments.models import PaymentAttempt
from munshi.billing.payments.statuses import Attempt, may_attempt_move

log = logging.getLogger(__name__)


def cancel_unwanted() -> None:
    """Cancels what is not to be paid any more; a gateway that is away is asked again."""
    query = select(PaymentAttempt.business_id, PaymentAttempt.reference).where(
        PaymentAttempt.unwanted_at.is_not(None), PaymentAttempt.status.in_((Attempt.WAITING, Attempt.CREATED))
    )
    with database.transaction() as session:
        found = session.execute(query).all()
    for business_id, reference in found:
        try:
            cancel(business_id, reference)
        except GatewayFault as fault:
            log.info("%s of %s is not cancelled yet: %s", reference, business_id, fault)


def cancel(business_id: str, reference: str) -> None:
    """Nobody can pay the attempt any more; one that was paid meanwhile is booked instead."""
    with database.transaction() as session:
        attempt, business = attempts.named(session, business_id, reference)
        if attempt.status == Attempt.WAITING:
            attempt.status = Attempt.CANCELLED
            return
        if attempt.gateway_link_id is None or not may_attempt_move(
            Attempt(attempt.status), Attempt.CANCELLED
        ):
            return
        gateway = gateway_of(business, attempt.gateway)
        link = Link(attempt.gateway_link_id, attempt.url or "")
    try:
        gateway.cancel(link, reference)
    except GatewayRefused:
        booking.look_up(business_id, reference)
        return
    with database.transaction() as session:
        attempt = attempts.locked(session, business_id, reference)
        if may_attempt_move(Attempt(attempt.status), Attempt.CANCELLED):
            attempt.status = Attempt.CANCELLED
            if attempt.gateway == WHATSAPP:
                notices.tell_of_closed_card(session, attempt)
