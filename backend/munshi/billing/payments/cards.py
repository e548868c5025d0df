"""The card of WhatsApp's own payments: an order with its sum, which the customer pays in the chat. After Meta's page.

`total = subtotal + tax + shipping`; quantities are whole, so what is weighed has its weight in its name.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.payments import attempts
from munshi.billing.payments.gateways.whatsapp import NAME
from munshi.billing.payments.models import GatewayEvent
from munshi.billing.payments.statuses import Attempt
from munshi.billing.payments.terms import terms_of
from munshi.business.models import Business
from munshi.columns import plain
from munshi.orders.models import Order
from munshi.people.models import Person

REFUSED = "refused"  # an event: Meta does not let the business send cards
REST = timedelta(days=1)  # before a card is tried again
LONGEST_NAME = 60
OFFSET = 100


def card_for(
    session: Session, business: Business, person: Person, paise: int, of: str | None
) -> dict[str, Any] | None:
    """The card, with an attempt of its own; None where the business has no configuration, or Meta refuses it now."""
    terms = terms_of(business)
    if terms.whatsapp is None or was_refused(session, business.id):
        return None
    until = clock.now() + timedelta(hours=terms.link_hours)
    attempts.give_up(session, person, of, NAME)  # Meta takes each reference once
    attempt = attempts.begin(session, person, paise, of, NAME, until)
    if attempt.status == Attempt.WAITING:
        attempt.status, attempt.gateway_link_id = Attempt.CREATED, attempt.reference
    order = session.scalar(select(Order).where(Order.business_id == business.id, Order.reference == of))
    whole = order if order is not None and order.total_paise == paise else None
    settings = {
        "type": terms.whatsapp.provider,
        "configuration_name": terms.whatsapp.configuration,
        terms.whatsapp.provider: {"receipt": attempt.reference},
    }
    return {
        "reference_id": attempt.reference,
        "type": "digital-goods",
        "payment_settings": [{"type": "payment_gateway", "payment_gateway": settings}],
        "currency": "INR",
        "total_amount": _amount(paise),
        "order": {
            "status": "pending",
            "expiration": {
                "timestamp": str(int(attempt.expires_at.timestamp())),
                "description": of or business.name,
            },
            **(_of_order(whole) if whole else _of_sum(paise, of or business.name)),
        },
    }


def was_refused(session: Session, business_id: str) -> bool:
    """Whether Meta has refused a card of the business within the last day: then the link takes its place."""
    query = select(GatewayEvent.id).where(
        GatewayEvent.business_id == business_id,
        GatewayEvent.gateway == NAME,
        GatewayEvent.kind == REFUSED,
        GatewayEvent.received_at >= clock.now() - REST,
    )
    return session.scalar(query.limit(1)) is not None


def _of_order(order: Order) -> dict[str, Any]:
    tax = 0 if order.gst_included else order.gst_paise
    items = [
        {
            "name": f"{line.name['en']} {plain(line.quantity)} {line.unit}"[:LONGEST_NAME],
            "amount": _amount(line.amount_paise),
            "quantity": 1,
        }
        for line in order.lines
    ]
    shipping = {"shipping": _amount(order.fee_paise)} if order.fee_paise else {}
    return {"items": items, "subtotal": _amount(order.goods_paise), "tax": _amount(tax), **shipping}


def _of_sum(paise: int, name: str) -> dict[str, Any]:
    items = [{"name": name[:LONGEST_NAME], "amount": _amount(paise), "quantity": 1}]
    return {"items": items, "subtotal": _amount(paise), "tax": _amount(0)}


def _amount(paise: int) -> dict[str, int]:
    return {"value": paise, "offset": OFFSET}
