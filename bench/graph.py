"""Meta's part while we measure: takes every message at once and, on wish, reports it as sent and as delivered.

The simulator of the demonstration would refuse answers to people who write hundreds of messages in a minute.
"""

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, NamedTuple

from aiohttp import web

STATUSES = ("sent", "delivered")
STATUS_AFTER = 0.05  # seconds

Deliver = Callable[[dict[str, Any]], Awaitable[None]]
"""Sends one webhook with this `value` of its change."""


class Taken(NamedTuple):
    """A message that was sent to a person, and the moment, in seconds, at which it came here."""

    at: float
    message: dict[str, Any]


class Graph:
    """The Graph API's `/messages` of every number."""

    def __init__(self, deliver: Deliver) -> None:
        self.deliver = deliver
        self.reports = False
        self.taken: list[Taken] = []
        self._ids = itertools.count(1)
        self._under_way: set[asyncio.Task[None]] = set()

    async def take(self, request: web.Request) -> web.Response:
        """A message, or the news that one was read."""
        at, message = time.perf_counter(), await request.json()
        if "status" in message:
            return web.json_response({"success": True})
        self.taken.append(Taken(at, message))
        wamid = f"wamid.answer.{next(self._ids)}"
        if self.reports:
            task = asyncio.create_task(self._report(request.match_info["number"], wamid, message))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        person = {"input": message["to"], "wa_id": message["to"]}
        return web.json_response(
            {"messaging_product": "whatsapp", "contacts": [person], "messages": [{"id": wamid}]}
        )

    async def _report(self, number: str, wamid: str, message: dict[str, Any]) -> None:
        for status in STATUSES:
            await asyncio.sleep(STATUS_AFTER)
            told = {
                "id": wamid,
                "status": status,
                "timestamp": str(int(time.time())),
                "recipient_id": message["to"],
                "biz_opaque_callback_data": message.get("biz_opaque_callback_data"),
            }
            await self.deliver({"metadata": {"phone_number_id": number}, "statuses": [told]})

    async def settled(self) -> None:
        """Waits until everything taken has been reported; a system that has ended does not hear it."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)


@contextlib.asynccontextmanager
async def serving(graph: Graph, port: int) -> AsyncIterator[None]:
    """Listens on this port for the length of the block."""
    application = web.Application()
    application.router.add_post("/{version}/{number}/messages", graph.take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
    finally:
        await graph.settled()
        await runner.cleanup()
