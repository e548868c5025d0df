"""A pool outlives what PostgreSQL does to its connections."""

from typing import Any

import psycopg

from engine.pool import LastingPool


async def test_no_connection_that_postgresql_has_ended_is_handed_out(url: str) -> None:
    pool = LastingPool[psycopg.AsyncConnection[Any]](url, kwargs={"autocommit": True}, min_size=3, max_size=3)
    await pool.open(wait=True)
    try:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as other:
            ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            await other.execute(f"{ended} WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
        for _ in range(3):
            async with pool.connection() as connection:
                await connection.execute("SELECT 1")
    finally:
        await pool.close()
