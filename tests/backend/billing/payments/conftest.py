"""Customers of the kirana who pay, its owner who writes it down, and the gateway at which they pay online."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from munshi import clock
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind
from munshi.billing.payments.gateways import configured
from munshi.billing.payments.gateways.razorpay import Razorpay
from munshi.business.models import Business
from munshi.callers import Caller
from munshi.demo import razorpay
from munshi.demo.razorpay import Vendor
from munshi.people import service as people
from munshi.people.models import Person
from tests.backend.books import KIRANA, OWNER, opened
from tests.backend.orders.conftest import FATIMA, Customer, Decision, at_home

KEYS = ("rzp_test_sharma-kirana", "munshi-demo-gateway", "munshi-demo-gateway-webhook")


@dataclass
class Payer(Customer):
    """Somebody who pays, or writes down what was paid."""

    def reports(self, rupees: float | None = None, **more: Any) -> Decision:
        """*Bhej diye*, with a sum, a bank's reference, a picture."""
        return self.do("/payments/reported", reading=reading("report_payment", rupees, **more))

    def records(self, who: str | None = None, rupees: float | None = None, **more: Any) -> Decision:
        """*Sunita ne 500 diye*."""
        return self.do("/payments/recorded", reading=reading("record_payment", rupees, person=who, **more))

    def decides(self, reference: str, verdict: str) -> Decision:
        """A tap below what was told."""
        return self.do(f"/payments/{reference}/decision", verdict=verdict)

    def pays(self, reference: str | None = None) -> Decision:
        """*Payment link bhejo*."""
        return self.do("/payments/due", reference=reference)

    def undoes(self, act: int) -> Decision:
        """The button below what was done."""
        return self.do("/acts/undone", act=act)


def reading(
    intent: str, rupees: float | None = None, *, says: str = "", shot: str | None = None, **values: Any
) -> dict[str, Any]:
    """A message as the parser reads it."""
    read = [{"entity": name, "value": value} for name, value in values.items() if value is not None]
    if rupees is not None:
        read.append({"entity": "money", "value": {"paise": round(rupees * 100)}})
    picture = (
        {"kind": "image", "path": f"{shot}.jpg", "sha256": shot * 64, "mime_type": "image/jpeg"}
        if shot
        else None
    )
    return {
        "text": says or "…",
        "intents": [{"name": intent, "confidence": 0.9}],
        "values": read,
        "attachment": picture,
    }


def person(phone: str = FATIMA) -> Person:
    """Who has this phone."""
    with opened() as session:
        found = people.find(session, KIRANA, phone)
        assert found
        return found


def caller(phone: str = FATIMA) -> Caller:
    """The same as the books see who calls."""
    with opened() as session:
        business, who = session.get_one(Business, KIRANA), person(phone)
        return Caller(business, who, people.roles_of(business, who))


def owes(rupees: float, phone: str = FATIMA, key: str = "a") -> None:
    """An older debt of somebody's."""
    with opened() as session:
        accounts.post(
            session, KIRANA, person(phone).id, Kind.OPENING, round(rupees * 100), f"opening:{phone}:{key}"
        )


def balance(phone: str = FATIMA) -> float:
    """What somebody owes, in rupees."""
    with opened() as session:
        return accounts.balance(session, KIRANA, person(phone).id) / 100


def told(phone: str) -> list[str]:
    """The names of what somebody was told unasked of payments, in order."""
    query = "SELECT name FROM assistant.notices WHERE person = :phone AND name LIKE '%pay%' ORDER BY id"
    with opened() as session:
        return list(session.scalars(text(query), {"phone": phone}))


def last_told(phone: str) -> dict[str, Any]:
    """The facts of the last of it."""
    query = "SELECT facts FROM assistant.notices WHERE person = :phone ORDER BY id DESC LIMIT 1"
    with opened() as session:
        found: dict[str, Any] = session.scalar(text(query), {"phone": phone})
        return found


@pytest.fixture
def payer(client: TestClient, books: None) -> Payer:
    """A customer of the kirana, who hears from it."""
    with opened() as session:
        fatima = people.find(session, KIRANA, FATIMA)
        assert fatima
        fatima.opted, fatima.opted_at = "in", clock.now()
    return Payer(client, FATIMA)


@pytest.fixture
def fatima(client: TestClient, books: None) -> Customer:
    """The same, who orders."""
    return at_home(Customer(client, FATIMA))


@pytest.fixture
def owner(client: TestClient, books: None) -> Payer:
    """The owner of the kirana."""
    return Payer(client, OWNER)


@contextmanager
def serving(app: FastAPI) -> Iterator[tuple[str, Callable[[Callable[[], Any]], Any]]]:
    """An application on a port of its own; its address, and a way to do something on its event loop."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)

    def on_loop(work: Callable[[], Any]) -> Any:
        async def done() -> Any:
            return work()

        return asyncio.run_coroutine_threadsafe(done(), loop).result(5)

    yield f"http://127.0.0.1:{port}", on_loop
    server.should_exit = True
    thread.join(5)
    loop.close()


@dataclass
class Counter:
    """The vendor, as a test does something there; webhooks are kept, and brought when the test says so."""

    vendor: Vendor
    client: TestClient
    on_loop: Callable[[Callable[[], Any]], Any]

    def pays(self, url: str, rupees: float, *, succeeds: bool = True) -> dict[str, Any]:
        """The customer pays on the vendor's page."""
        id_ = url.rpartition("/")[2]
        paid: dict[str, Any] = self.on_loop(
            lambda: self.vendor.pay(id_, round(rupees * 100), succeeds=succeeds)
        )
        return paid

    def brings(self, *places: int) -> list[int]:
        """Posts the webhooks that are written, all or those at these places; the answers' statuses."""
        written = self.vendor.behaviour.webhooks
        return [self.post(*written[place]) for place in places or range(len(written))]

    def post(self, raw: bytes, headers: dict[str, str], business: str = KIRANA) -> int:
        """One webhook."""
        answer = self.client.post(f"/api/payments/webhooks/razorpay/{business}", content=raw, headers=headers)
        return int(answer.status_code)


@pytest.fixture
def counter(client: TestClient, books: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """The gateway of the kirana."""
    app = FastAPI()
    vendor = Vendor(*KEYS[1:], "http://nowhere", "", httpx.AsyncClient())
    vendor.behaviour.silent = True
    vendor.now = lambda: clock.now().timestamp()
    app.include_router(razorpay.router(vendor))
    with serving(app) as (url, on_loop):
        vendor.own_url = url
        monkeypatch.setattr(configured, "_razorpay", lambda *keys: Razorpay(*keys[:-1], url))
        yield Counter(vendor, client, on_loop)
