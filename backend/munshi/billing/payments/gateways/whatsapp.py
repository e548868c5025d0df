"""WhatsApp's own payments: the link is a card in the chat, which the connector sends; the rest is asked of Meta.

Its news comes with WhatsApp's webhook, to the connector, and so has no signature to be read here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from munshi.billing.payments.gateways.port import (
    Event,
    GatewayAway,
    GatewayRefused,
    Link,
    Paid,
    Refund,
    Request,
    State,
)
from munshi.billing.payments.statuses import Attempt

NAME = "whatsapp"
TIMEOUT = httpx.Timeout(8.0, connect=3.0)
AGAIN = frozenset({408, 429})
# Meta's pages and resellers name them differently; the transactions decide.
CAPTURED = frozenset({"captured", "success"})
ENDED = {"canceled": Attempt.CANCELLED, "cancelled": Attempt.CANCELLED, "expired": Attempt.EXPIRED}


class WhatsApp:
    """A payment configuration of one of the business's numbers."""

    name = NAME

    def __init__(self, url: str, token: str, configuration: str) -> None:
        self._configuration = configuration
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT, trust_env=False)

    def create(self, request: Request) -> Link:
        """The card is the link."""
        return Link(request.reference, "")

    def look_up(self, link: Link, reference: str) -> State:
        """A card is paid once: at most one of its transactions is a success."""
        answer = self._ask("GET", f"/payments/{self._configuration}/{reference}")
        found = next((each for each in answer["payments"] if each["reference_id"] == reference), None)
        if found is None:
            return State(Attempt.CREATED)
        paid = tuple(_paid(each) for each in found.get("transactions") or () if each["status"] == "success")
        if paid:
            return State(Attempt.PAID, paid)
        return State(ENDED.get(str(found["status"]).lower(), Attempt.CREATED))

    def cancel(self, link: Link, reference: str) -> None:
        """A card is cancelled by a message to the customer, which the connector sends."""

    def refund(self, payment_id: str, paise: int, reference: str) -> Refund:
        """`reference` is the attempt's: a card is refunded by it."""
        wanted = {
            "reference_id": reference.partition("/")[0],
            "speed": "normal",
            "payment_config_id": self._configuration,
            "amount": {"currency": "INR", "value": str(paise), "offset": "100"},
        }
        made = self._ask("POST", "/payments_refund", wanted)
        return Refund(made["id"], paise, made["status"] == "completed")

    def read(self, headers: Mapping[str, str], raw: bytes) -> Event | None:
        """Nothing comes this way."""
        return None

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        try:
            response = self._client.request(method, path, json=body)
        except httpx.TransportError as fault:
            raise GatewayAway(repr(fault)) from fault
        if response.is_server_error or response.status_code in AGAIN:
            raise GatewayAway(f"{method} {path}: {response.status_code}")
        if response.is_error:
            raise GatewayRefused(f"{response.status_code}: {response.text[:500]}")
        return response.json()


def _paid(transaction: Mapping[str, Any]) -> Paid:
    refunds = transaction.get("refunds") or ()
    moment = transaction.get("updated_timestamp") or transaction["created_timestamp"]
    return Paid(
        id=transaction.get("pg_transaction_id") or transaction["id"],
        paise=_paise(transaction["amount"]),
        method=(transaction.get("method") or {}).get("type"),
        utr=None,
        at=datetime.fromtimestamp(int(moment), UTC),
        refunded_paise=sum(
            _paise(each["amount"]) for each in refunds if each["status"] in ("success", "completed")
        ),
    )


def _paise(amount: Mapping[str, Any]) -> int:
    return int(amount["value"]) * 100 // int(amount["offset"])
