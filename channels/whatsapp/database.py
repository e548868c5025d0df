"""The connector's connections to PostgreSQL."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from psycopg import AsyncConnection, OperationalError

from engine.pool import LastingPool

ANSWER_WITHIN_SECONDS = 1.5  # who asks over HTTP has an answer in two

Connection = AsyncConnection[Any]
Pool = LastingPool[Connection]


def new_pool(url: str, size: int = 16, *, on_disk: bool = True) -> Pool:
    """A pool, not open yet, whose connections see the assistant's schema first.

    A statement is a transaction of its own, unless it stands in `connection.transaction()`.

    Without `on_disk`, a commit is not waited for until it is on the disk: see docs/decisions/0007-on-disk.md.
    """
    waits = "" if on_disk else " -c synchronous_commit=off"
    return LastingPool(
        url,
        connection_class=AsyncConnection[Any],
        kwargs={"options": "-c search_path=assistant,public" + waits},
        min_size=2,
        max_size=size,
        configure=_commit_each_statement,
    )


class NotInTime(OperationalError):
    """The database did not answer in time."""


async def in_time[Result](
    work: Coroutine[Any, Any, Result], seconds: float = ANSWER_WITHIN_SECONDS
) -> Result:
    """What comes of the work, for somebody who does not wait for a database that is away. Raises NotInTime.

    Work that is late is cancelled and not waited for: that, too, takes as long as the database does not answer.
    """
    task = asyncio.create_task(work)
    await asyncio.wait({task}, timeout=seconds)
    if task.done():
        return task.result()
    task.add_done_callback(_leave)
    task.cancel()
    raise NotInTime("the database does not answer")


def _leave(task: "asyncio.Task[Any]") -> None:
    """Nobody asks any more how it ended."""
    if not task.cancelled():
        task.exception()


async def _commit_each_statement(connection: Connection) -> None:
    await connection.set_autocommit(True)
