"""The gateway's part of a run: people pay there, and its news come late, doubled, out of order, or never."""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import httpx
import uvicorn
from fastapi import FastAPI

from bench.faults.meta import Meta, Taken
from munshi.demo import razorpay
from munshi.demo.razorpay import Refused, Vendor

KEYS = {
    "SHARMA_RAZORPAY_KEY_ID": "rzp_test_sharma-kirana",
    "SHARMA_RAZORPAY_KEY_SECRET": "faults-gateway",
    "SHARMA_RAZORPAY_WEBHOOK_SECRET": "faults-gateway-webhook",
}
LOOK_EVERY = 0.2  # seconds
LOST, DOUBLED, LATE = 0.1, 0.2, 0.3
LATE_BY = 5.0
REST = (0.3, 1.5)
PATIENCE = aiohttp.ClientTimeout(total=10)
WHO_PAY = 0.12  # of those who get a link; an owner can only be told so much in a run
FAILS = 0.2


@dataclass
class Gateway:
    """The vendor's double, which keeps its news until they are taken; what is lost the night brings to light."""

    vendor: Vendor
    session: aiohttp.ClientSession
    chance: random.Random
    counted: Counter[str] = field(default_factory=Counter)
    _under_way: set["asyncio.Task[None]"] = field(default_factory=set)

    @property
    def idle(self) -> bool:
        """Whether all news that are not lost were taken."""
        return not self._under_way

    @property
    def captured(self) -> dict[str, int]:
        """What people have paid, in paise by the gateway's id."""
        return {id_: each["amount"] for id_, each in self.vendor.payments.items() if each["captured"]}

    async def work(self) -> None:
        """Brings what the vendor has to tell, until cancelled."""
        brought = 0
        try:
            while True:
                await asyncio.sleep(LOOK_EVERY)
                news = self.vendor.behaviour.webhooks[brought:]
                brought += len(news)
                for raw, headers in news:
                    self._bring(raw, headers)
        finally:
            for task in self._under_way:
                task.cancel()

    def _bring(self, raw: bytes, headers: dict[str, str]) -> None:
        self.counted["news"] += 1
        if self.chance.random() < LOST:
            self.counted["news lost"] += 1
            return
        for _ in range(1 + (self.chance.random() < DOUBLED)):
            after = self.chance.uniform(0, LATE_BY) if self.chance.random() < LATE else 0.0
            task = asyncio.create_task(self._post(raw, headers, after))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _post(self, raw: bytes, headers: dict[str, str], after: float) -> None:
        await asyncio.sleep(after)
        url = f"{self.vendor.webhook_url}/sharma-kirana"
        while True:
            with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                async with self.session.post(url, data=raw, headers=headers, timeout=PATIENCE) as answer:
                    self.counted[f"news answered {answer.status}"] += 1
                    if answer.status == 200:
                        return
            await asyncio.sleep(self.chance.uniform(*REST))


@dataclass
class Payers:
    """Customers who tap the link below a bill, each link once, and pay; what does not open is tapped again."""

    gateway: Gateway
    meta: Meta
    chance: random.Random
    session: aiohttp.ClientSession

    async def work(self) -> None:
        """Pays now and then, until cancelled."""
        heard = 0
        while True:
            await asyncio.sleep(LOOK_EVERY)
            there, heard = self.meta.taken[heard:], len(self.meta.taken)
            for taken in self._who_pay(there):
                await self._pay(str(taken.link))

    def _who_pay(self, there: list[Taken]) -> Iterator[Taken]:
        return (each for each in there if each.link and self.chance.random() < WHO_PAY)

    async def _pay(self, page: str) -> None:
        """Opens the gateway from the pay page and pays there, once it has failed or at once."""
        address = await self._opened(page)
        if address is None:
            return
        vendor, id_ = self.gateway.vendor, address.rpartition("/")[2]
        with contextlib.suppress(Refused):  # it was paid another way meanwhile, and taken back
            link = vendor.link(id_)
            if self.chance.random() < FAILS:
                vendor.pay(id_, link["amount"], succeeds=False)
            vendor.pay(id_, link["amount"])
            self.gateway.counted["paid"] += 1

    async def _opened(self, page: str) -> str | None:
        """Where it is paid at the gateway; None where the page says that there is nothing to pay."""
        while True:
            with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                async with self.session.post(
                    f"{page}/online", allow_redirects=False, timeout=PATIENCE
                ) as answer:
                    if answer.status == 303:
                        there = answer.headers["Location"]
                        return there if there.startswith(self.gateway.vendor.own_url) else None
            await asyncio.sleep(self.chance.uniform(*REST))


@contextlib.asynccontextmanager
async def serving(
    port: int,
    backend_url: str,
    session: aiohttp.ClientSession,
    chance: random.Random,
    now: Callable[[], float],
) -> AsyncIterator[Gateway]:
    """The gateway on this port, for the length of the block."""
    async with httpx.AsyncClient() as unused:
        secret, hook = KEYS["SHARMA_RAZORPAY_KEY_SECRET"], KEYS["SHARMA_RAZORPAY_WEBHOOK_SECRET"]
        webhooks, own = f"{backend_url}/api/payments/webhooks/razorpay", f"http://127.0.0.1:{port}"
        vendor = Vendor(secret, hook, webhooks, own, unused, now)
        vendor.behaviour.silent = True
        served = FastAPI()
        served.include_router(razorpay.router(vendor))
        server = _Server(uvicorn.Config(served, port=port, log_level="error", lifespan="off"))
        task = asyncio.create_task(server.serve())
        try:
            yield Gateway(vendor, session, chance)
        finally:
            server.should_exit = True
            await asyncio.gather(task, return_exceptions=True)


class _Server(uvicorn.Server):
    """One that leaves Ctrl-C to the run."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield
