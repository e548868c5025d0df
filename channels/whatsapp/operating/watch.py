"""Takes up what a process left undone that died, or lost the database, in the middle of it."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.incoming import inbox
from channels.whatsapp.outgoing import outbox
from channels.whatsapp.queue import DEAD_AFTER_SECONDS, Queue, defer_send
from channels.whatsapp.turns import notices

logger = logging.getLogger(__name__)

INTERVAL_SECONDS = 2.0

AGAIN = (
    "UPDATE assistant.procrastinate_jobs SET status = 'todo', attempts = attempts + 1, scheduled_at = NULL"
)

OF_THE_DEAD = f"""
{AGAIN}
WHERE status = 'doing' AND (worker_id IS NULL OR worker_id IN (
    SELECT id FROM assistant.procrastinate_workers WHERE last_heartbeat < now() - make_interval(secs => %s)
))
RETURNING id
"""

MARKED_AS_DOING = "SELECT id FROM assistant.procrastinate_jobs WHERE status = 'doing' AND worker_id = ANY(%s)"
DROPPED = f"{AGAIN} WHERE status = 'doing' AND worker_id = ANY(%s) AND id = ANY(%s)"


class Watch:
    """Looks every few seconds for work that nobody does any more."""

    def __init__(self, pool: Pool, queue: Queue, clock: Callable[[], datetime]) -> None:
        self.pool = pool
        self.queue = queue
        self.clock = clock
        self._suspects: set[int] = set()

    async def keep(self) -> None:
        """Goes on until it is cancelled; a fault is for the next look."""
        while True:
            try:
                await self.look()
            except Exception:
                logger.exception("the watch could not look")
            await asyncio.sleep(INTERVAL_SECONDS)

    async def look(self) -> None:
        """Gives back to the queue the jobs of dead processes, those that we dropped, and messages without a job."""
        async with self.pool.connection() as connection:
            taken = await (await connection.execute(OF_THE_DEAD, (DEAD_AFTER_SECONDS,))).fetchall()
            if taken:
                logger.warning("took up %d jobs of processes that are gone", len(taken))
            await self._look_for_dropped(connection)
            if deferred := await inbox.defer_forgotten(connection):
                logger.warning("%d messages waited and had no job", deferred)
            if deferred := await notices.defer_forgotten(connection):
                logger.warning("%d notices waited and had no job", deferred)
            for phone_number_id, person in await outbox.forgotten(connection, self.clock()):
                await defer_send(connection, phone_number_id, person)

    async def _look_for_dropped(self, connection: Connection) -> None:
        """Jobs that count as being done here, and twice in a row are not."""
        workers = self.queue.worker_ids()
        cursor = await connection.execute(MARKED_AS_DOING, (workers,))
        missing = {row[0] for row in await cursor.fetchall()} - self.queue.doing()
        dropped = missing & self._suspects
        self._suspects = missing
        if dropped:
            logger.warning("took up %d jobs that were dropped", len(dropped))
            await connection.execute(DROPPED, (workers, list(dropped)))
