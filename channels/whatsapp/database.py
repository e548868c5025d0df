"""The connector's connections to PostgreSQL."""

from typing import Any

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

Connection = AsyncConnection[Any]
Pool = AsyncConnectionPool[Connection]

SCHEMA_FIRST = {"options": "-c search_path=assistant,public"}


def new_pool(url: str, size: int = 16) -> Pool:
    """A pool, not open yet, whose connections see the assistant's schema first.

    A statement is a transaction of its own, unless it stands in `connection.transaction()`. A connection that died
    is found out by who uses it, and then replaced: whoever works here tries again, and looking first costs time.
    """
    return AsyncConnectionPool(
        url,
        connection_class=AsyncConnection[Any],
        kwargs=SCHEMA_FIRST,
        min_size=2,
        max_size=size,
        open=False,
        configure=_commit_each_statement,
    )


async def _commit_each_statement(connection: Connection) -> None:
    await connection.set_autocommit(True)
