"""Says in the database that this assistant runs and where it is found, so that a new model can be brought to it."""

import asyncio
import logging
from contextlib import suppress

import psycopg
import psycopg_pool

from channels.whatsapp.database import Connection, Pool, in_time
from engine.model import assistants
from engine.settings import Settings

logger = logging.getLogger(__name__)

INTERVAL_SECONDS = 2.0


class Presence:
    """Of the assistant that has these settings."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings
        self._telling: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Says every few seconds that it runs."""
        self._telling = asyncio.create_task(self._keep())

    async def end(self) -> None:
        """Says that it ends; where the database does not answer, that is seen by its silence."""
        if self._telling is not None:
            self._telling.cancel()
        with suppress(psycopg.Error, psycopg_pool.PoolTimeout):
            await in_time(self._leave())

    async def _keep(self) -> None:
        while True:
            try:
                async with self._pool.connection() as connection:
                    await assistants.note(connection, self._own(connection))
            except (psycopg.Error, psycopg_pool.PoolTimeout) as fault:
                logger.warning("nobody can be told that this assistant runs: %s", type(fault).__name__)
            await asyncio.sleep(INTERVAL_SECONDS)

    async def _leave(self) -> None:
        async with self._pool.connection() as connection:
            await assistants.forget(connection, self._own(connection))

    def _own(self, connection: Connection) -> assistants.Assistant:
        return assistants.own(self._settings.bind_host, self._settings.assistant_port, connection)
