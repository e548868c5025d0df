"""The connector's connections to PostgreSQL."""

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

Connection = AsyncConnection[TupleRow]
Pool = AsyncConnectionPool[Connection]

SEARCH_PATH = "assistant, public"


def new_pool(url: str, size: int = 16) -> Pool:
    """A pool, not open yet, whose connections see the assistant's schema first; dead connections are replaced."""
    return AsyncConnectionPool(
        url,
        connection_class=AsyncConnection[TupleRow],
        kwargs={"options": "-c search_path=assistant,public"},
        min_size=2,
        max_size=size,
        open=False,
        check=AsyncConnectionPool.check_connection,
    )
