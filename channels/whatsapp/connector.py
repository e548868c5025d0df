"""Everything of the connector in one process: its pool, client, queue; started and stopped with the assistant."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import psycopg
from rasa.core.agent import Agent

import engine.clock
import engine.database
from channels.whatsapp import payments
from channels.whatsapp.database import Pool, in_time, new_pool
from channels.whatsapp.incoming import echoes, inbox, payload, statuses
from channels.whatsapp.incoming.hearing import Hearing
from channels.whatsapp.incoming.media import Media
from channels.whatsapp.incoming.payload import Inbound, Update
from channels.whatsapp.numbers import Numbers
from channels.whatsapp.operating import metrics
from channels.whatsapp.operating.watch import Watch
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.sender import Sender
from channels.whatsapp.outgoing.templates import news
from channels.whatsapp.outgoing.templates.review import Review
from channels.whatsapp.outgoing.uploads import Uploads
from channels.whatsapp.queue import Queue
from channels.whatsapp.turns import notices
from channels.whatsapp.turns.attention import Attention
from channels.whatsapp.turns.turn import Turns
from engine.settings import DEMONSTRATION_ACCOUNT, Settings


class Connector:
    """Takes what Meta brings, has it answered, and sends the answers."""

    def __init__(
        self,
        pool: Pool,
        queue_pool: Pool,
        client: GraphClient,
        numbers: Numbers,
        media_folder: Path,
        agent: Callable[[], Agent],
        clock: Callable[[], datetime],
        accounts: Sequence[str] = (),
        *,
        takes_app_data: bool = False,
    ) -> None:
        self.pool = pool
        self.queue_pool = queue_pool
        self.client = client
        self.numbers = numbers
        self.agent = agent
        self.clock = clock
        self.takes_app_data = takes_app_data
        self.attention = Attention(client)
        turns = Turns(pool, agent, numbers, Media(pool, client, media_folder, clock), self.attention, clock)
        told = notices.Notices(pool, agent, numbers, clock)
        self.review = Review(pool, client, accounts, clock, creates=DEMONSTRATION_ACCOUNT in accounts)
        self.hearing = Hearing(clock)
        uploads = Uploads(pool, client, numbers.books, clock)
        self.sender = Sender(pool, client, uploads, clock, self.review, self.hearing)
        self.queue = Queue(queue_pool, turns.take, told.tell, self.sender.drain, self._waits)
        self.watch = Watch(pool, self.queue, clock)

    async def start(self) -> None:
        """Opens the database and begins to work."""
        await self.pool.open(wait=True)
        await self.queue_pool.open(wait=True)
        self.hearing.missed()
        await self.queue.start()
        self._watching = asyncio.gather(self.watch.keep(), self.review.keep())

    async def stop(self) -> None:
        """Ends what is under way within seconds; the rest waits in the queue."""
        self._watching.cancel()
        with suppress(asyncio.CancelledError):
            await self._watching
        await self.queue.stop()
        await self.attention.close()
        await self.client.close()
        await self.numbers.close()
        await self.queue_pool.close()
        await self.pool.close()

    async def receive(self, body: bytes) -> None:
        """Stores a webhook's content, for good when this returns. Raises payload.NotAnUpdate, psycopg.Error.

        What is stored although it took too long is known when Meta brings it again.
        """
        update = payload.read(body)
        try:
            await in_time(self._keep(update))
        except psycopg.OperationalError:
            self.hearing.missed()
            raise

    async def _keep(self, update: Update) -> None:
        try:
            await self._store(update)
        except psycopg.OperationalError:
            await self.pool.check()  # the connection was dead, others may be
            await self._store(update)

    async def _store(self, update: Update) -> None:
        """Messages and statuses are each stored by one statement; what Meta brings again after a fault is known."""
        now = self.clock()
        inbound = [*update.inbound, *self._taken(update)]
        async with self.pool.connection() as connection:
            metrics.ECHOES.inc(await echoes.store(connection, update.echoes, now))
            new = await inbox.store(connection, inbound, now)
            metrics.received(new, len(inbound) - len(new))
            of_payments = [status for status in update.statuses if payments.is_of_payment(status)]
            of_messages = [status for status in update.statuses if not payments.is_of_payment(status)]
            await payments.store(connection, of_payments, now)
            await statuses.store(connection, of_messages, now)
            metrics.heard(status.status for status in of_messages)
            await news.note(connection, update.account_news, now)

    async def _waits(self, task: str, id_: int) -> bool:
        """Whether a message, or a notice, still waits for its turn and may have it."""
        async with self.pool.connection() as connection:
            if task == "notice":
                return await notices.read(connection, id_) is not None
            return await inbox.waits(connection, id_)

    def _taken(self, update: Update) -> list[Inbound]:
        """What the business's app hands over, where that is wanted; else it is counted."""
        if self.takes_app_data:
            return update.of_the_app
        for each in update.of_the_app:
            metrics.APP_DATA_DECLINED.labels(each.message["field"]).inc()
        return []


def connector(settings: Settings, agent: Callable[[], Agent]) -> Connector:
    """The connector of this process."""
    url = engine.database.url()
    return Connector(
        new_pool(url),
        new_pool(url, on_disk=False),
        GraphClient(settings.graph_url, settings.graph_version, settings.access_token),
        Numbers(settings.backend_url, settings.operator_token),
        settings.state_dir / "media",
        agent,
        engine.clock.now,
        settings.business_account_ids,
        takes_app_data=settings.takes_app_data,
    )
