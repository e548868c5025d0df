"""Everything of the connector in one process: its pool, client, queue; started and stopped with the assistant."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import psycopg
from rasa.core.agent import Agent

import engine.clock
import engine.database
from channels.whatsapp import inbox, payload, queue, statuses
from channels.whatsapp.attention import Attention
from channels.whatsapp.client import GraphClient
from channels.whatsapp.database import new_pool
from channels.whatsapp.media import Media
from channels.whatsapp.payload import Update
from channels.whatsapp.queue import Queue
from channels.whatsapp.sender import Sender
from channels.whatsapp.turn import Turns
from channels.whatsapp.watch import Watch
from engine.settings import Settings


class Connector:
    """Takes what Meta brings, has it answered, and sends the answers."""

    def __init__(self, settings: Settings, agent: Callable[[], Agent]) -> None:
        clock = engine.clock.now
        self.clock = clock
        self.pool = new_pool(engine.database.url())
        self.client = GraphClient(settings.graph_url, settings.graph_version, settings.access_token)
        self.attention = Attention(self.client)
        media = Media(self.pool, self.client, settings.state_dir / "media", clock)
        turns = Turns(self.pool, agent, media, self.attention, clock)
        self.queue = Queue(self.pool, turns.take, Sender(self.pool, self.client, clock).drain)
        self.watch = Watch(self.pool, self.queue, clock)

    async def start(self) -> None:
        """Opens the database and begins to work."""
        await self.pool.open(wait=True)
        await self.queue.start()
        self._watching = asyncio.create_task(self.watch.keep())

    async def stop(self) -> None:
        """Ends what is under way within seconds; the rest waits in the queue."""
        self._watching.cancel()
        with suppress(asyncio.CancelledError):
            await self._watching
        await self.queue.stop()
        await self.attention.close()
        await self.client.close()
        await self.pool.close()

    async def receive(self, body: bytes) -> None:
        """Stores a webhook's content, for good when this returns. Raises payload.NotAnUpdate, psycopg.Error."""
        update = payload.read(body)
        try:
            await self._store(update)
        except psycopg.OperationalError:
            await self.pool.check()  # the connection was dead, others may be
            await self._store(update)

    async def _store(self, update: Update) -> None:
        now = self.clock()
        async with self.pool.connection() as connection, connection.pipeline(), connection.transaction():
            await inbox.store(connection, update.inbound, now, queue.defer_turns)
            await statuses.store(connection, update.statuses, now)
