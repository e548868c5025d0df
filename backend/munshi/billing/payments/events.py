"""News of gateways: each kept once, and a reason to look. It books nothing by itself."""

import logging
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from munshi import clock, database
from munshi.billing.payments import booking
from munshi.billing.payments.gateways.configured import gateway_of
from munshi.billing.payments.gateways.port import Event, GatewayFault
from munshi.billing.payments.models import GatewayEvent, Payment, PaymentAttempt
from munshi.callers import the_business

AT_ONCE = 200

log = logging.getLogger(__name__)


def take(business_id: str, gateway: str, headers: Mapping[str, str], raw: bytes) -> int | None:
    """Keeps a webhook's news; its number, None where it was known.

    Raises NotFound for no business, Forged, GatewayAway where it has no such gateway, ValueError for what is no news.
    """
    with database.transaction() as session:
        account = gateway_of(the_business(session, business_id), gateway)
    event = account.read(headers, raw)
    return keep(business_id, gateway, event) if event else None


def keep(business_id: str, gateway: str, event: Event) -> int | None:
    """The number of the event; None for one that came before."""
    values = {
        "business_id": business_id,
        "gateway": gateway,
        "event_id": event.id,
        "kind": event.kind,
        "reference": event.reference,
        "link_id": event.link_id,
        "payment_id": event.payment_id,
        "body": _storable(event.body),
        "received_at": clock.now(),
    }
    with database.transaction() as session:
        statement = insert(GatewayEvent).values(values).on_conflict_do_nothing().returning(GatewayEvent.id)
        return session.scalar(statement)


def follow(business_id: str, number: int) -> None:
    """Looks up what the event hints at. A gateway that is away is asked again later, of what is nobody's nothing is."""
    with database.transaction() as session:
        event = session.get_one(GatewayEvent, (business_id, number))
        reference = _attempt_of(session, event)
    try:
        if reference is not None:
            booking.look_up(business_id, reference)
    except GatewayFault as fault:
        log.warning("event %s of %s waits for its gateway: %s", number, business_id, fault)
        return
    with database.transaction() as session:
        session.get_one(GatewayEvent, (business_id, number)).handled_at = clock.now()


def follow_what_waits() -> None:
    """Looks up what no look-up followed yet, the oldest first."""
    query = select(GatewayEvent.business_id, GatewayEvent.id).where(GatewayEvent.handled_at.is_(None))
    with database.transaction() as session:
        found = session.execute(query.order_by(GatewayEvent.received_at).limit(AT_ONCE)).all()
    for business_id, number in found:
        follow(business_id, number)


def _attempt_of(session: Any, event: GatewayEvent) -> str | None:
    """The attempt that the event is about: by our reference, by the gateway's link, or by a payment that is known."""
    ours = select(PaymentAttempt.reference).where(
        PaymentAttempt.business_id == event.business_id, PaymentAttempt.gateway == event.gateway
    )
    for column, value in (
        (PaymentAttempt.reference, event.reference),
        (PaymentAttempt.gateway_link_id, event.link_id),
    ):
        if value and (found := session.scalar(ours.where(column == value))):
            return str(found)
    if event.payment_id is None:
        return None
    of_payment = ours.join(
        Payment,
        (Payment.business_id == PaymentAttempt.business_id) & (Payment.attempt_id == PaymentAttempt.id),
    )
    known: str | None = session.scalar(of_payment.where(Payment.gateway_payment_id == event.payment_id))
    return known


def _storable(value: Any) -> Any:
    """JSON without what PostgreSQL cannot keep."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {str(_storable(key)): _storable(each) for key, each in value.items()}
    return [_storable(each) for each in value] if isinstance(value, list) else value
