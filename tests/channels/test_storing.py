"""What webhooks bring is stored in an order that holds, and nobody waits long for a database that is away."""

import asyncio
from datetime import UTC, datetime

import pytest

from channels.whatsapp.database import NotInTime, Pool, in_time
from channels.whatsapp.incoming import inbox, payload
from tests.channels.writing import Person, body

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)


async def stored(pool: Pool) -> list[str]:
    """What people wrote, in the order in which it has its turn."""
    async with pool.connection() as connection:
        texts = "SELECT payload #>> '{text,body}' FROM inbox JOIN procrastinate_jobs AS j"
        cursor = await connection.execute(f"{texts} ON (j.args ->> 'letter')::int = inbox.id ORDER BY j.id")
        return [text for (text,) in await cursor.fetchall()]


async def waiting(pool: Pool) -> bool:
    """Whether somebody waits for somebody else to have stored."""
    async with pool.connection() as connection:
        asked = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"
        row = await (await connection.execute(asked)).fetchone()
        return bool(row and row[0])


async def test_of_two_webhooks_of_one_person_the_second_waits_for_the_first(
    pool: Pool, priya: Person
) -> None:
    def written(text: str) -> list[payload.Inbound]:
        message = priya.message("text", {"body": text})
        return list(payload.read(body(priya.value(message))).inbound)

    async def store_the_second() -> None:
        async with pool.connection() as connection:
            await inbox.store(connection, written("second"), NOW)

    async with pool.connection() as first, first.transaction():
        await inbox.store(first, written("first"), NOW)
        second = asyncio.create_task(store_the_second())
        while not await waiting(pool):
            assert not second.done()
            await asyncio.sleep(0.01)
    await second
    assert await stored(pool) == ["first", "second"]


async def test_who_asks_hears_in_time_that_the_database_does_not_answer() -> None:
    ended = asyncio.Event()

    async def stubborn() -> None:
        try:
            await asyncio.sleep(600)
        finally:
            await ended.wait()

    with pytest.raises(NotInTime):
        await in_time(stubborn(), 0.01)
    ended.set()


async def test_a_fault_in_time_is_the_fault() -> None:
    async def fails() -> None:
        raise LookupError("nobody knows it")

    with pytest.raises(LookupError, match="nobody knows it"):
        await in_time(fails())
