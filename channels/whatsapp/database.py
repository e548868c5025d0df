"""The connector's connections to PostgreSQL."""

from typing import Any

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

Connection = AsyncConnection[Any]
Pool = AsyncConnectionPool[Connection]

SCHEMA_FIRST = {"options": "-c search_path=assistant,public"}


def new_pool(url: str, size: int = 16) -> Pool:
    """A pool, not open yet, whose connections see the assistant's schema first; dead connections are replaced.

    A statement is a transaction of its own, unless it stands in `connection.transaction()`.
    """
    return AsyncConnectionPool(
        url,
        connection_class=AsyncConnection[Any],
        kwargs=SCHEMA_FIRST,
        min_size=2,
        max_size=size,
        open=False,
        configure=_commit_each_statement,
        check=AsyncConnectionPool.check_connection,
    )


async def _commit_each_statement(connection: Connection) -> None:
    await connection.set_autocommit(True)
