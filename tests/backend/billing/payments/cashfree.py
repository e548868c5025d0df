"""A gateway that behaves as Cashfree's documentation of 2025-01-01 says, for payment links alone."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response


@dataclass
class Cashfree:
    """One account; sums are in rupees, and what is ours by name is there by our name."""

    secret: str
    now: Callable[[], datetime]
    url: str = ""
    away: bool = False
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    orders: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    refunds: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    webhooks: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))

    def link(self, link_id: str) -> dict[str, Any] | None:
        """The link as it stands now."""
        found = self.links.get(link_id)
        is_open = found is not None and found["link_status"] in ("ACTIVE", "PARTIALLY_PAID")
        if found and is_open and datetime.fromisoformat(found["link_expiry_time"]) <= self.now():
            found["link_status"] = "EXPIRED"
        return found

    def pay(self, link_id: str, rupees: str, *, succeeds: bool = True) -> str:
        """The customer pays; the id of the order."""
        link = self.links[link_id]
        order_id = f"CFPay_{next(self.numbers)}"
        paid = {
            "order_id": order_id,
            "order_amount": float(rupees),
            "order_status": "PAID" if succeeds else "ACTIVE",
            "payment": {
                "cf_payment_id": next(self.numbers),
                "payment_status": "SUCCESS" if succeeds else "FAILED",
                "payment_amount": float(rupees),
                "payment_group": "upi",
                "bank_reference": f"{next(self.numbers):012d}",
                "payment_completion_time": self.now().isoformat(),
            },
        }
        self.orders.setdefault(link_id, []).append(paid)
        if succeeds:
            link["link_amount_paid"] = link["link_amount_paid"] + float(rupees)
            whole = link["link_amount_paid"] >= link["link_amount"]
            link["link_status"] = "PAID" if whole else "PARTIALLY_PAID"
        self.tell(link, paid)
        return order_id

    def tell(self, link: dict[str, Any], order: dict[str, Any]) -> None:
        """Writes the one kind of webhook, signed over its timestamp and its raw body."""
        data = {
            **{key: link[key] for key in ("link_id", "link_status", "link_notes")},
            "link_amount": f"{link['link_amount']:.2f}",
            "link_amount_paid": f"{link['link_amount_paid']:.2f}",
            "order": {
                "order_id": order["order_id"],
                "order_amount": f"{order['order_amount']:.2f}",
                "transaction_id": order["payment"]["cf_payment_id"],
                "transaction_status": order["payment"]["payment_status"],
            },
        }
        body = {
            "type": "PAYMENT_LINK_EVENT",
            "version": 1,
            "event_time": self.now().isoformat(),
            "data": data,
        }
        raw, stamp = json.dumps(body).encode(), str(int(self.now().timestamp() * 1000))
        signed = hmac.new(self.secret.encode(), stamp.encode() + raw, hashlib.sha256).digest()
        headers = {"x-webhook-timestamp": stamp, "x-webhook-signature": base64.b64encode(signed).decode()}
        self.webhooks.append((raw, headers))


def router(vendor: Cashfree) -> APIRouter:
    """`/pg/links` and what belongs to them."""
    routes = APIRouter()

    @routes.api_route("/pg/{path:path}", methods=["GET", "POST"])
    async def every(path: str, request: Request) -> Response:
        if vendor.away:
            return JSONResponse({"message": "away", "code": "internal_error"}, 502)
        if request.headers.get("x-client-secret") != vendor.secret or not request.headers.get(
            "x-api-version"
        ):
            return JSONResponse({"message": "authentication Failed"}, 401)
        body = json.loads(await request.body() or b"{}")
        return _answer(vendor, request.method, path.split("/"), body)

    return routes


def _answer(vendor: Cashfree, method: str, path: list[str], body: dict[str, Any]) -> Response:
    match method, path:
        case "POST", ["links"]:
            return _create(vendor, body)
        case "GET", ["links", link_id]:
            found = vendor.link(link_id)
            return JSONResponse(found) if found else JSONResponse({"message": "link not found"}, 404)
        case "GET", ["links", link_id, "orders"]:
            orders = vendor.orders.get(link_id, [])
            return JSONResponse([{k: v for k, v in each.items() if k != "payment"} for each in orders])
        case "POST", ["links", link_id, "cancel"]:
            if vendor.links[link_id]["link_status"] != "ACTIVE":
                return JSONResponse({"message": "link cannot be cancelled"}, 400)
            vendor.links[link_id]["link_status"] = "CANCELLED"
            return JSONResponse(vendor.links[link_id])
        case "GET", ["orders", order_id, "payments"]:
            every = [each for orders in vendor.orders.values() for each in orders]
            return JSONResponse([each["payment"] for each in every if each["order_id"] == order_id])
        case "GET", ["orders", order_id, "refunds"]:
            return JSONResponse(vendor.refunds.get(order_id, []))
        case "GET", ["orders", order_id, "refunds", refund_id]:
            return JSONResponse(next(r for r in vendor.refunds[order_id] if r["refund_id"] == refund_id))
        case "POST", ["orders", order_id, "refunds"]:
            return _refund(vendor, order_id, body)
    return JSONResponse({"message": "not found"}, 404)


def _create(vendor: Cashfree, body: dict[str, Any]) -> Response:
    if body["link_id"] in vendor.links:
        return JSONResponse({"message": "link already exists", "code": "link_already_exists"}, 409)
    if datetime.fromisoformat(body["link_expiry_time"]) <= vendor.now().astimezone(UTC):
        return JSONResponse({"message": "link_expiry_time invalid"}, 400)
    url = f"{vendor.url}/link/{body['link_id']}"
    vendor.links[body["link_id"]] = {
        **body,
        "link_status": "ACTIVE",
        "link_amount_paid": 0.0,
        "link_url": url,
    }
    return JSONResponse(vendor.links[body["link_id"]])


def _refund(vendor: Cashfree, order_id: str, body: dict[str, Any]) -> Response:
    there = vendor.refunds.setdefault(order_id, [])
    if any(each["refund_id"] == body["refund_id"] for each in there):
        return JSONResponse({"message": "refund already exists"}, 409)
    paid = next(
        e["order_amount"] for orders in vendor.orders.values() for e in orders if e["order_id"] == order_id
    )
    if sum(each["refund_amount"] for each in there) + body["refund_amount"] > paid:
        return JSONResponse({"message": "refund amount is more than paid"}, 400)
    there.append({**body, "refund_status": "SUCCESS"})
    return JSONResponse(there[-1])
