"""What fails because something is away for a while is not held against the message."""

from typing import Any

import aiohttp
import psycopg
import psycopg_pool
import pytest

from channels.whatsapp import queue
from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.operating.outages import is_outage
from engine.outage import Away
from tests.channels.fakes import Graph, Rasa
from tests.channels.writing import Person


class Refused(aiohttp.ClientError):
    """An answer of the actions that is none, as Rasa tells of it."""

    def __init__(self, status: int) -> None:
        self.status = status


def told_by_rasa(cause: Exception) -> Exception:
    """The fault as it leaves Rasa."""
    fault = RuntimeError("an action failed")
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("cause", "outage"),
    [
        (psycopg.OperationalError("the server closed the connection"), True),
        (psycopg_pool.PoolTimeout("no connection"), True),
        (aiohttp.ServerDisconnectedError(), True),
        (Away("the books"), True),
        (Refused(503), True),
        (Refused(500), False),
        (psycopg.errors.UniqueViolation("twice"), False),
        (ValueError("a fault of ours"), False),
    ],
)
def test_what_does_not_answer_is_told_from_what_answers_badly(cause: Exception, outage: bool) -> None:
    assert is_outage(told_by_rasa(cause)) is outage


async def tries(connector: Connector, letter: int, times: int = 1) -> None:
    """Turns of this message that fail."""
    for _ in range(times):
        with pytest.raises(queue.Again):
            await connector.queue.app.tasks["turn"].func(letter=letter)


async def letters(pool: Pool) -> list[tuple[Any, ...]]:
    """Id, state and attempts of each message."""
    async with pool.connection() as connection:
        return await (
            await connection.execute("SELECT id, state, attempts FROM inbox ORDER BY id")
        ).fetchall()


async def test_a_message_that_meets_one_outage_after_the_other_is_not_given_up(
    connector: Connector, priya: Person, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("one")
    [(letter, _, _)] = await letters(pool)
    for number in range(3):
        rasa.faults = [Away("the books"), Away("the books")]
        await tries(connector, letter, times=2)
        assert (await letters(pool))[0] == (letter, "waiting", 2)
        await somebody_is_answered(connector, pool, number)
    await connector.queue.app.tasks["turn"].func(letter=letter)
    assert (letter, "answered", 2) in await letters(pool)


async def test_an_outage_that_does_not_end_is_told_after_four_attempts(
    connector: Connector, priya: Person, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("one")
    [(letter, _, _)] = await letters(pool)
    rasa.faults = [Away("the books") for _ in range(4)]
    await tries(connector, letter, times=3)
    await connector.queue.app.tasks["turn"].func(letter=letter)
    assert await letters(pool) == [(letter, "dead", 4)]


async def test_a_fault_of_ours_counts_whatever_succeeds_beside_it(
    connector: Connector, priya: Person, rasa: Rasa, pool: Pool, graph: Graph
) -> None:
    await priya.writes("one")
    [(letter, _, _)] = await letters(pool)
    rasa.faults = [ValueError("a fault of ours")]
    await tries(connector, letter)
    await somebody_is_answered(connector, pool, 1)
    rasa.faults = [ValueError("a fault of ours")]
    await tries(connector, letter)
    assert (letter, "waiting", 2) in await letters(pool)


async def somebody_is_answered(connector: Connector, pool: Pool, number: int) -> None:
    """Another person's message has its turn, so everything is there."""
    await Person(connector, f"91900000020{number}", "Arjun Patel").writes("namaste")
    await connector.queue.app.tasks["turn"].func(letter=(await letters(pool))[-1][0])
