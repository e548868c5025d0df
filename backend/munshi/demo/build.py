"""Puts the simulator together and hangs it into an application."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import httpx
from fastapi import FastAPI

from munshi.demo import account, control, graph, page, paying, razorpay
from munshi.demo.cast import Cast
from munshi.demo.faults import FaultPlan
from munshi.demo.links import Links
from munshi.demo.postman import Postman
from munshi.demo.razorpay import Vendor
from munshi.demo.simulator import Simulator

PATH = "/demo/graph"
GATEWAY_PATH = "/demo/razorpay"
WEBHOOK = "/webhooks/whatsapp/webhook"


@dataclass(frozen=True)
class Connection:
    """Where the simulator and the assistant find each other, and their shared secrets."""

    graph_url: str
    access_token: str
    app_secret: str
    assistant_url: str


def simulator(
    connection: Connection,
    cast: Cast,
    now: Callable[[], datetime],
    transport: httpx.AsyncBaseTransport | None = None,
) -> Simulator:
    """A simulator with its clients; `transport` takes the place of the network in tests."""
    faults = FaultPlan()
    posting = httpx.AsyncClient(timeout=20, trust_env=False, transport=transport)
    fetching = httpx.AsyncClient(timeout=10, trust_env=False, transport=transport)
    postman = Postman(posting, connection.assistant_url.rstrip("/") + WEBHOOK, connection.app_secret, faults)
    graph_url = connection.graph_url.rstrip("/")
    return Simulator(graph_url, connection.access_token, now, cast, postman, Links(fetching), faults)


def gateway(backend_url: str, keys: tuple[str, str], now: Callable[[], datetime]) -> Vendor:
    """A gateway for the demonstration; `keys` are the secret of every account there and that of its webhooks."""
    client = httpx.AsyncClient(timeout=10, trust_env=False)
    webhooks = f"{backend_url}/api/payments/webhooks/razorpay"
    own_url = f"{backend_url}{GATEWAY_PATH}"
    return Vendor(*keys, webhooks, own_url, client, now=lambda: now().timestamp())


def mount_gateway(app: FastAPI, vendor: Vendor) -> None:
    """Adds the gateway to an application."""
    app.include_router(razorpay.router(vendor), prefix=GATEWAY_PATH)


def mount(app: FastAPI, simulator: Simulator) -> None:
    """Adds the simulator, its control and the chat page to an application."""
    app.include_router(account.router(simulator), prefix=PATH)
    app.include_router(paying.router(simulator), prefix=PATH)
    app.include_router(graph.router(simulator), prefix=PATH)
    app.include_router(paying.page_router(simulator), prefix="/demo")
    app.include_router(control.router(simulator), prefix="/demo/graph-control")
    app.include_router(page.router(simulator), prefix="/demo")
    app.mount("/demo/static", page.PageFiles(packages=[("munshi.demo", "static")]), name="demo-static")


async def close(simulator: Simulator) -> None:
    """Ends deliveries under way and closes the clients."""
    with suppress(RuntimeError):
        await simulator.postman.close()
        await simulator.links.client.aclose()
