"""A gateway that behaves as Razorpay's documentation says, for payment links alone: for demonstration and tests.

Links, payments and refunds live in memory. Webhooks are signed over the raw body, come at least once, and are tried
again with growing gaps; what a test switches (`Behaviour`) makes them come twice, backwards, or not at all.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

import httpx
from fastapi import APIRouter, Form, Header, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

SHORTEST_LIFE = 15 * 60
LEAST_PAISE = 100
PAUSES = (0.2, 1.0, 4.0, 15.0)
OPEN = ("created", "partially_paid")


Authorization = Annotated[str | None, Header()]


class Refused(Exception):
    """A call that Razorpay answers with BAD_REQUEST_ERROR."""


@dataclass
class Behaviour:
    """What tests may switch: away for callers, webhooks `copies` times, backwards, or held back."""

    away: bool = False
    copies: int = 1
    backwards: bool = False
    silent: bool = False
    webhooks: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)


@dataclass
class Vendor:
    """The gateway with all its accounts; an account's key id ends with the business that it is of."""

    key_secret: str
    webhook_secret: str
    webhook_url: str
    own_url: str
    client: httpx.AsyncClient
    now: Callable[[], float] = time.time
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    behaviour: Behaviour = field(default_factory=Behaviour)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def account(self, authorization: str | None) -> str:
        """The business of the key that a call carries. Raises Refused."""
        try:
            key_id, _, secret = (
                base64.b64decode((authorization or "").removeprefix("Basic ")).decode().partition(":")
            )
        except ValueError:
            key_id, secret = "", ""
        if not key_id.startswith("rzp_test_") or not hmac.compare_digest(
            secret.encode(), self.key_secret.encode()
        ):
            raise Refused("Authentication failed")
        return key_id.removeprefix("rzp_test_")

    def create(self, account: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """A link. Raises Refused for what Razorpay would not make."""
        amount, until = int(wanted["amount"]), int(wanted.get("expire_by") or 0)
        if amount < LEAST_PAISE:
            raise Refused("The amount must be at least INR 1.00")
        if until and until < self.now() + SHORTEST_LIFE:
            raise Refused("expire_by should be at least 15 minutes after current time")
        reference = wanted.get("reference_id") or ""
        if any(
            each["reference_id"] == reference and each["account"] == account for each in self.links.values()
        ):
            raise Refused(f"payment link with given reference_id: {reference} already exists")
        id_ = f"plink_{secrets.token_hex(7)}"
        link = {
            "id": id_,
            "account": account,
            "amount": amount,
            "amount_paid": 0,
            "currency": "INR",
            "status": "created",
            "accept_partial": bool(wanted.get("accept_partial")),
            "reference_id": reference,
            "description": wanted.get("description"),
            "order_id": f"order_{secrets.token_hex(7)}",
            "expire_by": until,
            "expired_at": 0,
            "cancelled_at": 0,
            "short_url": f"{self.own_url}/pay/{id_}",
            "notes": wanted.get("notes") or [],
            "callback_url": wanted.get("callback_url"),
            "payments": [],
            "created_at": int(self.now()),
        }
        self.links[id_] = link
        return link

    def link(self, id_: str) -> dict[str, Any]:
        """The link as it stands now. Raises Refused."""
        if id_ not in self.links:
            raise Refused("The id provided does not exist")
        link = self.links[id_]
        if link["status"] in OPEN and link["expire_by"] and link["expire_by"] <= self.now():
            link.update(status="expired", expired_at=link["expire_by"])
            self.tell("payment_link.expired", link)
        return link

    def cancel(self, id_: str) -> dict[str, Any]:
        """Raises Refused for one that was paid, or part of it."""
        link = self.link(id_)
        if link["status"] != "created":
            raise Refused(f"Cannot cancel a payment link that is {link['status']}")
        link.update(status="cancelled", cancelled_at=int(self.now()))
        self.tell("payment_link.cancelled", link)
        return link

    def pay(self, id_: str, paise: int, *, succeeds: bool = True) -> dict[str, Any]:
        """The customer pays on the vendor's page, or fails to. Raises Refused."""
        link = self.link(id_)
        left = link["amount"] - link["amount_paid"]
        if (
            link["status"] not in OPEN
            or not 0 < paise <= left
            or (paise < left and not link["accept_partial"])
        ):
            raise Refused("The payment link cannot be paid so")
        payment = {
            "id": f"pay_{secrets.token_hex(7)}",
            "entity": "payment",
            "amount": paise,
            "currency": "INR",
            "status": "captured" if succeeds else "failed",
            "order_id": link["order_id"],
            "method": "upi",
            "amount_refunded": 0,
            "captured": succeeds,
            "acquirer_data": {"rrn": f"{secrets.randbelow(10**12):012d}"},
            "notes": link["notes"],
            "created_at": int(self.now()),
        }
        self.payments[payment["id"]] = payment
        if not succeeds:
            self.tell("payment.failed", None, payment)
            return payment
        link["amount_paid"] += paise
        link["status"] = "paid" if link["amount_paid"] == link["amount"] else "partially_paid"
        link["payments"].append(
            {"payment_id": payment["id"], "amount": paise, "status": "captured", "method": "upi"}
        )
        self.tell("payment.captured", None, payment)
        self.tell(f"payment_link.{link['status']}", link, payment)
        return payment

    def refund(self, payment_id: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """Raises Refused for more than is there."""
        payment = self.payments.get(payment_id)
        paise = int(wanted.get("amount") or 0)
        if (
            payment is None
            or not payment["captured"]
            or not 0 < paise <= payment["amount"] - payment["amount_refunded"]
        ):
            raise Refused("The refund amount provided is greater than amount captured")
        refund = {
            "id": f"rfnd_{secrets.token_hex(7)}",
            "entity": "refund",
            "amount": paise,
            "payment_id": payment_id,
            "status": "processed",
            "receipt": wanted.get("receipt"),
            "created_at": int(self.now()),
        }
        self.refunds[refund["id"]] = refund
        payment["amount_refunded"] += paise
        payment["status"] = "refunded" if payment["amount_refunded"] == payment["amount"] else "captured"
        self.tell("refund.processed", None, payment, refund)
        return refund

    def tell(
        self,
        event: str,
        link: dict[str, Any] | None,
        payment: dict[str, Any] | None = None,
        refund: dict[str, Any] | None = None,
    ) -> None:
        """Writes a webhook, signed, and has it posted."""
        account = (link or self._link_of(payment))["account"]
        parts = {"payment_link": link, "payment": payment, "refund": refund}
        entities = {name: {"entity": _shown(each)} for name, each in parts.items() if each}
        body = {
            "entity": "event",
            "account_id": f"acc_{account}",
            "event": event,
            "contains": list(entities),
            "payload": entities,
            "created_at": int(self.now()),
        }
        raw = json.dumps(body, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Razorpay-Signature": hmac.new(self.webhook_secret.encode(), raw, hashlib.sha256).hexdigest(),
            "x-razorpay-event-id": f"evt_{secrets.token_hex(7)}",
        }
        self.behaviour.webhooks.append((raw, headers))
        if not self.behaviour.silent:
            task = asyncio.ensure_future(self._post(f"{self.webhook_url}/{account}", raw, headers))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    def _link_of(self, payment: dict[str, Any] | None) -> dict[str, Any]:
        return next(
            link for link in self.links.values() if payment and link["order_id"] == payment["order_id"]
        )

    async def _post(self, url: str, raw: bytes, headers: dict[str, str]) -> None:
        for _ in range(self.behaviour.copies):
            for pause in (0.0, *PAUSES):
                await asyncio.sleep(pause)
                try:
                    if (await self.client.post(url, content=raw, headers=headers)).is_success:
                        break
                except httpx.HTTPError:
                    continue


def router(vendor: Vendor) -> APIRouter:
    """`/v1/payment_links`, `/v1/payments`, and the page on which a link is paid."""
    routes = APIRouter(include_in_schema=False)
    _add_calls(routes, vendor)
    _add_page(routes, vendor)
    return routes


def _add_calls(routes: APIRouter, vendor: Vendor) -> None:  # noqa: C901 - one short function for each call
    def answer(authorization: str | None, work: Callable[[str], Any]) -> Response:
        if vendor.behaviour.away:
            return JSONResponse({"error": {"code": "SERVER_ERROR", "description": "away"}}, 503)
        try:
            return JSONResponse(_shown(work(vendor.account(authorization))))
        except Refused as refusal:
            return JSONResponse({"error": {"code": "BAD_REQUEST_ERROR", "description": str(refusal)}}, 400)

    @routes.post("/v1/payment_links")
    async def create(request: Request, authorization: Authorization = None) -> Response:
        wanted = await request.json()
        return answer(authorization, lambda account: vendor.create(account, wanted))

    @routes.get("/v1/payment_links")
    async def some(authorization: Authorization = None, reference_id: str = "") -> Response:
        def work(account: str) -> Any:
            every = [link for link in vendor.links.values() if link["account"] == account]
            return {"payment_links": [_shown(link) for link in every if link["reference_id"] == reference_id]}

        return answer(authorization, work)

    @routes.get("/v1/payment_links/{id_}")
    async def one(id_: str, authorization: Authorization = None) -> Response:
        return answer(authorization, lambda _: vendor.link(id_))

    @routes.post("/v1/payment_links/{id_}/cancel")
    async def cancel(id_: str, authorization: Authorization = None) -> Response:
        return answer(authorization, lambda _: vendor.cancel(id_))

    @routes.get("/v1/payments/{id_}")
    async def payment(id_: str, authorization: Authorization = None) -> Response:
        return answer(authorization, lambda _: vendor.payments[id_])

    @routes.post("/v1/payments/{id_}/refund")
    async def refund(id_: str, request: Request, authorization: Authorization = None) -> Response:
        wanted = await request.json()
        return answer(authorization, lambda _: vendor.refund(id_, wanted))

    @routes.get("/v1/payments/{id_}/refunds")
    async def refunds(id_: str, authorization: Authorization = None) -> Response:
        def work(_: str) -> Any:
            return {"items": [each for each in vendor.refunds.values() if each["payment_id"] == id_]}

        return answer(authorization, work)


def _add_page(routes: APIRouter, vendor: Vendor) -> None:
    @routes.get("/pay/{id_}")
    async def page(id_: str) -> HTMLResponse:
        try:
            link = vendor.link(id_)
        except Refused:
            return HTMLResponse(PAGE.format(text="No such link.", form=""), 404)
        left = link["amount"] - link["amount_paid"]
        form = FORM.format(rupees=f"{left / 100:.2f}") if link["status"] in OPEN else ""
        return HTMLResponse(PAGE.format(text=f"{link['description']}: {link['status']}", form=form))

    @routes.post("/pay/{id_}")
    async def pay(
        id_: str, outcome: Annotated[str, Form()], rupees: Annotated[float, Form()] = 0
    ) -> Response:
        try:
            if outcome == "cancel":
                vendor.cancel(id_)
            else:
                vendor.pay(id_, round(rupees * 100), succeeds=outcome == "pay")
        except Refused as refusal:
            return HTMLResponse(PAGE.format(text=refusal, form=""), 400)
        back = vendor.link(id_)["callback_url"]
        return RedirectResponse(back if back and outcome == "pay" else f"{vendor.own_url}/pay/{id_}", 303)


def _shown(entity: Any) -> Any:
    """What the vendor shows of it; whose account it is, it does not."""
    return (
        {key: each for key, each in entity.items() if key != "account"}
        if isinstance(entity, dict)
        else entity
    )


PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Trial gateway</title>
<style>body{{font:16px/1.5 system-ui;max-width:24rem;margin:2rem auto;padding:0 16px}}
button,input{{font:inherit;width:100%;min-height:48px;margin-top:8px}}</style>
<h1>Trial gateway</h1><p>No money moves here.</p><p>{text}</p>{form}</html>"""
FORM = """<form method="post"><input name="rupees" value="{rupees}" inputmode="decimal" aria-label="Rupees">
<button name="outcome" value="pay">Pay</button><button name="outcome" value="fail">Fail</button>
<button name="outcome" value="cancel">Cancel the link</button></form>"""
