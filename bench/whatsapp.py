"""A turn of ours: from the signed webhook to the row in the outbox."""

import asyncio
import contextlib
import itertools
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import psycopg

from bench import graph
from bench.munshi import Munshi
from bench.processes import Failed
from channels.whatsapp.incoming import signature
from engine.settings import DEMONSTRATION

NUMBER = DEMONSTRATION["WHATSAPP_PHONE_NUMBER_ID"]
SECRET = DEMONSTRATION["WHATSAPP_APP_SECRET"]
ANSWERED_WITHIN = 60.0
SENT_WITHIN = 60.0
TURN_IS_OVER = '"procrastinate_queue_v1#sends"'  # the turn's transaction defers the sending of its answer
LOOK_ANYWAY = 0.02  # seconds
FORGIVING = 0.25

Connection = psycopg.AsyncConnection[Any]

_written = itertools.count(1)


def new_wamid() -> str:
    """The id of a message that nobody has written before."""
    return f"wamid.bench.{next(_written)}"


class Talk:
    """Sends signed webhooks and sees when the turn is in the database.

    Conversation, inbox and outbox are one transaction: from the moment at which another connection sees the message
    as answered, the outbox holds the answer.
    """

    def __init__(
        self, munshi: Munshi, session: aiohttp.ClientSession, database: Connection, listening: Connection
    ) -> None:
        self.munshi = munshi
        self.session = session
        self.database = database
        self.listening = listening
        self.graph = graph.Graph(self.deliver)
        self.webhooks = itertools.cycle([munshi.webhook])
        self.acknowledged: list[float] = []  # seconds of each webhook
        self.open: dict[str, asyncio.Future[float]] = {}

    async def __call__(self, person: str, text: str) -> float:
        """Seconds from before the webhook until the outbox holds the answer. Raises Failed."""
        wamid = new_wamid()
        answered = self.open[wamid] = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        try:
            await self.write(wamid, person, text)
            seen: float = await asyncio.wait_for(answered, ANSWERED_WITHIN)
            return seen - began
        except TimeoutError:
            raise Failed(f"{text!r} was not answered; {self.munshi.log.parent} says why.") from None
        finally:
            del self.open[wamid]

    async def write(self, wamid: str, person: str, text: str) -> None:
        """Sends one text of a person, and returns when it is acknowledged."""
        await self.deliver(_message(wamid, person, text))

    async def deliver(self, value: dict[str, Any]) -> None:
        """Sends one webhook with this value of its change."""
        change = {"field": "messages", "value": {"messaging_product": "whatsapp", **value}}
        entry = {"id": "100000000000000", "changes": [change]}
        body = json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
        headers = {signature.HEADER: signature.sign(body, SECRET), "Content-Type": "application/json"}
        began = time.perf_counter()
        async with self.session.post(next(self.webhooks), data=body, headers=headers) as response:
            response.raise_for_status()
        self.acknowledged.append(time.perf_counter() - began)

    async def settle(self) -> None:
        """Waits until everything that was said has been sent. Raises Failed."""
        until = time.monotonic() + SENT_WITHIN
        while time.monotonic() < until:
            await asyncio.sleep(0.1)
            cursor = await self.database.execute(
                "SELECT count(*) FROM assistant.outbox WHERE state IN ('waiting', 'sending', 'unsure')"
            )
            if await cursor.fetchone() == (0,):
                return
        raise Failed(f"Answers were not sent; {self.munshi.log.parent} says why.")

    async def look(self) -> None:
        """Looks for answered messages whenever PostgreSQL tells of an answer to send, until cancelled."""
        await self.listening.execute(f"LISTEN {TURN_IS_OVER}")
        while True:
            async for _ in self.listening.notifies(timeout=LOOK_ANYWAY, stop_after=1):
                pass
            if not self.open:
                continue
            cursor = await self.listening.execute(
                "SELECT wamid FROM assistant.inbox"
                " WHERE phone_number_id = %s AND wamid = ANY(%s) AND state = 'answered'",
                (NUMBER, list(self.open)),
            )
            rows = await cursor.fetchall()
            seen = time.perf_counter()
            for (wamid,) in rows:
                if wamid in self.open and not self.open[wamid].done():
                    self.open[wamid].set_result(seen)

    async def forgive_rates(self) -> None:
        """Lets the sender keep up as it does with people who write at a human pace, until cancelled."""
        while True:
            await asyncio.sleep(FORGIVING)
            await self.database.execute("DELETE FROM assistant.rates")


@contextlib.asynccontextmanager
async def talking(munshi: Munshi) -> AsyncIterator[Talk]:
    """What sends messages and sees the answers, with Meta's part beside it."""
    async with contextlib.AsyncExitStack() as stack:
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        )
        database, listening = [
            await stack.enter_async_context(
                await psycopg.AsyncConnection.connect(munshi.database_url, autocommit=True)
            )
            for _ in range(2)
        ]
        talk = Talk(munshi, session, database, listening)
        await stack.enter_async_context(graph.serving(talk.graph, munshi.graph_port))
        beside = [asyncio.create_task(talk.look()), asyncio.create_task(talk.forgive_rates())]
        try:
            yield talk
            await talk.settle()
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)


def _message(wamid: str, person: str, text: str) -> dict[str, Any]:
    """The value of a change that brings one text."""
    return {
        "metadata": {"display_phone_number": "919000000001", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": "Bench"}, "wa_id": person}],
        "messages": [
            {
                "from": person,
                "id": wamid,
                "timestamp": str(int(time.time())),
                "type": "text",
                "text": {"body": text},
            }
        ],
    }
