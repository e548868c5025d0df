"""Pools of connections that outlive the death of PostgreSQL, and keep nobody waiting for long while it is away."""

import asyncio
import contextlib
import select
from typing import Any, TypeVar

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from engine.database import CONNECT_WITHIN

WAIT_SECONDS = 10.0  # for a connection out of the pool
TRY_SECONDS = 5.0  # to connect, ever more seldom; then the tries begin anew

Connection = TypeVar("Connection", bound=AsyncConnection[Any])


class LastingPool(AsyncConnectionPool[Connection]):
    """A pool, not open yet, that hands out no connection which PostgreSQL has ended, and never gives up."""

    def __init__(self, url: str, *, kwargs: dict[str, Any], **chosen: Any) -> None:
        super().__init__(
            url,
            kwargs={**CONNECT_WITHIN, **kwargs},
            open=False,
            timeout=WAIT_SECONDS,
            reconnect_timeout=TRY_SECONDS,
            reconnect_failed=self._try_on,
            **chosen,
        )
        self._trying: set[asyncio.Task[None]] = set()

    async def getconn(self, timeout: float | None = None) -> Connection:
        """A connection that lives, as far as can be seen without asking PostgreSQL, which takes a round trip."""
        connection = await super().getconn(timeout)
        for _ in range(self.max_size):
            if not _has_ended(connection):
                break
            await connection.close()
            await self.putconn(connection)
            connection = await super().getconn(timeout)
        return connection

    async def _try_on(self, _: Any) -> None:
        """Begins the tries anew: who waits for a connection already does not bring that about."""
        task = asyncio.create_task(self._ask())
        self._trying.add(task)
        task.add_done_callback(self._trying.discard)

    async def _ask(self) -> None:
        with contextlib.suppress(PoolTimeout, PoolClosed):
            async with self.connection():
                pass


def _has_ended(connection: AsyncConnection[Any]) -> bool:
    """Whether something is there to be read, which is PostgreSQL's goodbye on a connection that nobody uses."""
    unread = select.poll()
    unread.register(connection.fileno(), select.POLLIN)
    return bool(unread.poll(0))
