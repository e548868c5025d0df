"""The connector's connections to PostgreSQL."""

from typing import Any

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

Connection = AsyncConnection[Any]
Pool = AsyncConnectionPool[Connection]


def new_pool(url: str, size: int = 16, *, on_disk: bool = True) -> Pool:
    """A pool, not open yet, whose connections see the assistant's schema first.

    A statement is a transaction of its own, unless it stands in `connection.transaction()`. A connection that died
    is found out by who uses it, and then replaced: whoever works here tries again, and looking first costs time.

    Without `on_disk`, a commit is not waited for until it is on the disk: see docs/decisions/0007-on-disk.md.
    """
    waits = "" if on_disk else " -c synchronous_commit=off"
    return AsyncConnectionPool(
        url,
        connection_class=AsyncConnection[Any],
        kwargs={"options": "-c search_path=assistant,public" + waits},
        min_size=2,
        max_size=size,
        open=False,
        configure=_commit_each_statement,
    )


async def _commit_each_statement(connection: Connection) -> None:
    await connection.set_autocommit(True)
