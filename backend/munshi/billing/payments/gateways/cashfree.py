"""Cashfree payment links, over its REST interface of 2025-01-01. Its sums are in rupees."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx

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
from munshi.billing.payments.rules import paise_of, rupees
from munshi.billing.payments.statuses import Attempt

VERSION = "2025-01-01"
TIMEOUT = httpx.Timeout(8.0, connect=3.0)
STATUSES = {
    "ACTIVE": Attempt.CREATED,
    "PARTIALLY_PAID": Attempt.PARTLY_PAID,
    "PAID": Attempt.PAID,
    "CANCELLED": Attempt.CANCELLED,
    "EXPIRED": Attempt.EXPIRED,
}
AGAIN = frozenset({408, 429})
TAKEN = 409  # the id is in use
LONGEST_PURPOSE = 500


class Cashfree:
    """An account at Cashfree. The key of a link there is our own reference."""

    name = "cashfree"

    def __init__(self, client_id: str, client_secret: str, url: str) -> None:
        self._secret = client_secret
        self._client = httpx.Client(
            base_url=f"{url.rstrip('/')}/pg",
            timeout=TIMEOUT,
            headers={
                "x-client-id": client_id,
                "x-client-secret": client_secret,
                "x-api-version": VERSION,
            },
        )

    def create(self, request: Request) -> Link:
        """A second one of a reference is refused there, and then is the first."""
        response = self._ask("POST", "/links", request.reference, json=_link(request))
        if response.status_code == TAKEN:
            response = self._ask("GET", f"/links/{request.reference}")
        made = _sound(response)
        return Link(made["link_id"], made["link_url"])

    def look_up(self, link: Link, reference: str) -> State:
        """The link, its orders, and the payment by which each was paid."""
        found = _sound(self._ask("GET", f"/links/{link.id}"))
        orders = _sound(self._ask("GET", f"/links/{link.id}/orders", params={"status": "PAID"}))
        paid = tuple(self._paid(order["order_id"]) for order in orders if order["order_status"] == "PAID")
        return State(STATUSES[found["link_status"]], paid)

    def cancel(self, link: Link, reference: str) -> None:
        """As the port says."""
        _sound(self._ask("POST", f"/links/{link.id}/cancel"))

    def refund(self, payment_id: str, paise: int, reference: str) -> Refund:
        """The id of a refund is ours, so a second one is the first."""
        wanted = {"refund_amount": float(rupees(paise)), "refund_id": reference, "refund_speed": "STANDARD"}
        response = self._ask("POST", f"/orders/{payment_id}/refunds", reference, json=wanted)
        if response.status_code == TAKEN:
            response = self._ask("GET", f"/orders/{payment_id}/refunds/{reference}")
        made = _sound(response)
        return Refund(made["refund_id"], paise_of(made["refund_amount"]), made["refund_status"] == "SUCCESS")

    def read(self, headers: Mapping[str, str], raw: bytes) -> Event | None:
        """The base64 HMAC-SHA256 of the timestamp and the raw body, with the client's secret; events have no id."""
        signed = headers.get("x-webhook-timestamp", "").encode() + raw
        expected = base64.b64encode(hmac.new(self._secret.encode(), signed, hashlib.sha256).digest())
        if not hmac.compare_digest(headers.get("x-webhook-signature", "").encode(), expected):
            raise Forged
        body = json.loads(raw)
        data = body["data"]
        order = data.get("order") or {}
        link_id = data.get("link_id")
        parts = (link_id, order.get("transaction_id") or order.get("order_id"), data.get("link_status"))
        refund = data.get("refund") or {}
        if refund:
            parts = (refund.get("refund_id"), refund.get("refund_status"))
        return Event(
            id=":".join(str(part) for part in parts if part),
            kind=str(data.get("link_status") or body["type"]),
            reference=link_id,
            link_id=link_id,
            payment_id=order.get("order_id") or refund.get("order_id"),
            body=body,
        )

    def _paid(self, order_id: str) -> Paid:
        payments = _sound(self._ask("GET", f"/orders/{order_id}/payments"))
        payment = next(each for each in payments if each["payment_status"] == "SUCCESS")
        refunds = _sound(self._ask("GET", f"/orders/{order_id}/refunds"))
        return Paid(
            id=order_id,
            paise=paise_of(payment["payment_amount"]),
            method=payment.get("payment_group"),
            utr=payment.get("bank_reference"),
            at=datetime.fromisoformat(payment["payment_completion_time"]),
            refunded_paise=sum(
                paise_of(each["refund_amount"]) for each in refunds if each["refund_status"] == "SUCCESS"
            ),
        )

    def _ask(self, method: str, path: str, once: str | None = None, **content: Any) -> httpx.Response:
        headers = {"x-idempotency-key": once} if once else {}
        try:
            response = self._client.request(method, path, headers=headers, **content)
        except httpx.TransportError as fault:
            raise GatewayAway(repr(fault)) from fault
        if response.is_server_error or response.status_code in AGAIN:
            raise GatewayAway(f"{method} {path}: {response.status_code}")
        return response


def _sound(response: httpx.Response) -> Any:
    if response.is_error:
        raise GatewayRefused(f"{response.status_code}: {response.text[:500]}")
    return response.json()


def _link(request: Request) -> dict[str, Any]:
    customer = {"customer_phone": (request.phone or "")[-10:], "customer_name": request.name}
    return {
        "link_id": request.reference,
        "link_amount": float(rupees(request.paise)),
        "link_currency": "INR",
        "link_purpose": request.description[:LONGEST_PURPOSE],
        "link_partial_payments": request.may_pay_part,
        "link_expiry_time": request.expires_at.isoformat(),
        "link_auto_reminders": False,
        "link_notify": {"send_sms": False, "send_email": False},
        "customer_details": {key: value for key, value in customer.items() if value},
        "link_meta": {"return_url": request.returns_to} if request.returns_to else {},
        "link_notes": {"reference": request.reference},
    }
