"""Razorpay payment links, through the vendor's library.

The library blocks, and its own check of a signature wants the body as text: what is signed are the raw bytes.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import razorpay
import requests
from razorpay.errors import BadRequestError, GatewayError, ServerError

from munshi.billing.payments.gateways.port import (
    Event,
    Forged,
    GatewayAway,
    GatewayRefused,
    Link,
    Paid,
    Refund,
    Request,
    State,
)
from munshi.billing.payments.statuses import Attempt

SECONDS = 8
STATUSES = {
    "created": Attempt.CREATED,
    "partially_paid": Attempt.PARTLY_PAID,
    "paid": Attempt.PAID,
    "cancelled": Attempt.CANCELLED,
    "expired": Attempt.EXPIRED,
}
CAPTURED = ("captured", "refunded")  # what was refunded was captured before
LONGEST_DESCRIPTION = 2048


class Razorpay:
    """An account at Razorpay."""

    name = "razorpay"

    def __init__(self, key_id: str, key_secret: str, webhook_secret: str, url: str) -> None:
        self._webhook_secret = webhook_secret
        self._client = razorpay.Client(
            session=_Session(), auth=(key_id, key_secret), base_url=url.rstrip("/")
        )

    def create(self, request: Request) -> Link:
        """Looked for by its reference first: a create whose answer was lost may have made the link."""
        made = self._call(self._client.payment_link.all, {"reference_id": request.reference})
        found = next(iter(made.get("payment_links") or ()), None)
        if found is not None and found["amount"] != request.paise:
            raise GatewayRefused(f"{request.reference} was used before, for another sum")
        link = found or self._call(self._client.payment_link.create, _link(request))
        return Link(link["id"], link["short_url"])

    def look_up(self, link: Link, reference: str) -> State:
        """The link with its payments; each payment is asked for by itself, for what went back and its bank's number."""
        found = self._call(self._client.payment_link.fetch, link.id)
        ids = [each["payment_id"] for each in found.get("payments") or ()]
        payments = [self._call(self._client.payment.fetch, each) for each in ids]
        paid = tuple(_paid(each) for each in payments if each["status"] in CAPTURED)
        return State(STATUSES[found["status"]], paid)

    def cancel(self, link: Link, reference: str) -> None:
        """As the port says."""
        self._call(self._client.payment_link.cancel, link.id)

    def refund(self, payment_id: str, paise: int, reference: str) -> Refund:
        """Looked for by its receipt first, as a link is."""
        made = self._call(self._client.payment.fetch_multiple_refund, payment_id)
        same = (each for each in made.get("items") or () if each.get("receipt") == reference)
        refund = next(same, None) or self._call(
            self._client.payment.refund,
            payment_id,
            {"amount": paise, "speed": "normal", "receipt": reference},
        )
        return Refund(refund["id"], refund["amount"], refund["status"] == "processed")

    def read(self, headers: Mapping[str, str], raw: bytes) -> Event | None:
        """The hex HMAC-SHA256 of the raw body, with the webhook's secret."""
        expected = hmac.new(self._webhook_secret.encode(), raw, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(headers.get("x-razorpay-signature", "").encode(), expected.encode()):
            raise Forged
        body = json.loads(raw)
        entities = {name: each.get("entity", {}) for name, each in body.get("payload", {}).items()}
        link, payment = entities.get("payment_link", {}), entities.get("payment", {})
        digest = hashlib.sha256(raw).hexdigest()
        return Event(
            id=headers.get("x-razorpay-event-id") or digest,
            kind=str(body["event"]),
            reference=link.get("reference_id") or _noted(payment),
            link_id=link.get("id"),
            payment_id=payment.get("id") or entities.get("refund", {}).get("payment_id"),
            body=body,
        )

    def _call(self, ask: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return ask(*arguments)
        except BadRequestError as refusal:
            raise GatewayRefused(str(refusal)) from refusal
        except (GatewayError, ServerError, requests.RequestException, ValueError) as fault:
            raise GatewayAway(repr(fault)) from fault


class _Session(requests.Session):
    """Nobody waits for a gateway for ever."""

    def request(self, *arguments: Any, **options: Any) -> requests.Response:
        return super().request(*arguments, **{"timeout": SECONDS, **options})


def _link(request: Request) -> dict[str, Any]:
    customer = {"name": request.name, "contact": f"+{request.phone}" if request.phone else None}
    link: dict[str, Any] = {
        "amount": request.paise,
        "currency": "INR",
        "accept_partial": request.may_pay_part,
        "expire_by": int(request.expires_at.timestamp()),
        "reference_id": request.reference,
        "description": request.description[:LONGEST_DESCRIPTION],
        "customer": {key: value for key, value in customer.items() if value},
        "notify": {"sms": False, "email": False},
        "reminder_enable": False,
        "notes": {"reference": request.reference},
    }
    if request.returns_to:
        link |= {"callback_url": request.returns_to, "callback_method": "get"}
    return link


def _paid(payment: Mapping[str, Any]) -> Paid:
    return Paid(
        id=payment["id"],
        paise=payment["amount"],
        method=payment.get("method"),
        utr=(payment.get("acquirer_data") or {}).get("rrn"),
        at=datetime.fromtimestamp(payment["created_at"], UTC),
        refunded_paise=payment.get("amount_refunded") or 0,
    )


def _noted(payment: Mapping[str, Any]) -> str | None:
    """Our reference, which a payment has from its link; Razorpay writes no notes as an empty list."""
    notes = payment.get("notes")
    return notes.get("reference") if isinstance(notes, dict) else None
