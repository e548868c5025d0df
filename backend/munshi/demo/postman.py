"""Carries signed webhooks to the assistant, in order within a chat, until they are taken."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import httpx

from munshi.demo import webhooks
from munshi.demo.faults import FaultPlan

logger = logging.getLogger(__name__)

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, *(30.0,) * 20)
"""Seconds between attempts; Meta goes on for days, this for about ten minutes."""


@dataclass
class Postman:
    """Delivers to one webhook with one app secret."""

    client: httpx.AsyncClient
    url: str
    secret: str
    faults: FaultPlan
    locks: dict[tuple[str, str], asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs something beside the request that asked for it."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def encode(self, update: dict[str, Any]) -> bytes:
        """The raw bytes of an update."""
        return webhooks.encode(update)

    async def deliver(self, update: dict[str, Any], number: str, person: str) -> str | None:
        """One attempt at one webhook, faults included; None when it was taken, else what went wrong."""
        field = "messages" if "messages" in update["entry"][0]["changes"][0]["value"] else "statuses"
        struck = self.faults.strikes("webhook", number, person, field)
        body = self.encode(update)
        if "drop" in struck:
            return None
        if "delay" in struck or "reorder" in struck:
            seconds = (
                struck["delay"].seconds
                if "delay" in struck
                else self.faults.jitter(struck["reorder"].seconds)
            )
            await asyncio.sleep(seconds)
            problem = await self.post(body)
        else:
            async with self.locks[(number, person)]:
                problem = await self.post(body)
        for _ in range(struck["repeat"].copies if "repeat" in struck else 0):
            await self.post(body)
        return problem

    async def post(self, body: bytes, sign: str | None = None) -> str | None:
        """Posts raw bytes, signed with the secret (or the given signature); None when answered 2xx."""
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": sign if sign is not None else webhooks.signature(body, self.secret),
        }
        try:
            response = await self.client.post(self.url, content=body, headers=headers)
        except httpx.HTTPError as error:
            return f"{type(error).__name__}: no answer from {self.url}"
        return None if response.is_success else f"HTTP {response.status_code} from {self.url}"

    async def reaches(self) -> bool:
        """Whether anybody answers where the webhook is, whatever the answer."""
        try:
            await self.client.get(self.url, timeout=3)
        except httpx.HTTPError:
            return False
        return True

    async def close(self) -> None:
        """Ends what is still under way."""
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.client.aclose()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            logger.error("a delivery of the simulator ended badly", exc_info=task.exception())
