"""A person who changes their number, or whom WhatsApp gives another id."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from tests.channels.fakes import NUMBER, Books, Graph, Rasa
from tests.channels.writing import Person

OLD, NEW = "919000000101", "919000000199"
PATH = "/api/businesses/kirana/people/new-ids"


def changed_number(person: Person, **told: Any) -> dict[str, Any]:
    """What Meta tells of a new number."""
    return person.message("system", {"type": "user_changed_number", "wa_id": NEW, "body": "changed", **told})


async def known(pool: Pool) -> list[tuple[Any, ...]]:
    """Who is known under which ids."""
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT person, wa_id, user_id FROM persons ORDER BY person")
        return list(await cursor.fetchall())


async def handled(pool: Pool, wamid: str) -> str:
    """How far a message got, once it does not wait any more."""
    for _ in range(1000):
        async with pool.connection() as connection:
            row = await (
                await connection.execute("SELECT state FROM inbox WHERE wamid = %s", (wamid,))
            ).fetchone()
        if row and row[0] != "waiting":
            return str(row[0])
        await asyncio.sleep(0.01)
    raise AssertionError(wamid)


async def test_the_books_learn_a_new_number_once_and_nobody_is_answered(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, books: Books, pool: Pool
) -> None:
    await priya.writes("namaste")
    await graph.gets(1)
    told = changed_number(priya, previous_user_id="IN.old", user_id="IN.new")
    for _ in range(2):
        await priya.sends(told)
    assert await handled(pool, told["id"]) == "ignored"
    (request,) = books.told
    assert (request.url.path, request.headers["Idempotency-Key"]) == (PATH, told["id"])
    assert json.loads(request.content) == {"gone": ["919000000101", "IN.old"], "new": [NEW, "IN.new"]}
    assert await known(pool) == [(NEW, NEW, "IN.new")]
    assert rasa.texts == ["namaste"]
    assert len(graph.sent) == 1


async def test_who_wrote_from_the_new_number_already_is_one_person_from_then_on(
    running: Connector, connector: Connector, priya: Person, graph: Graph, pool: Pool
) -> None:
    await priya.writes("namaste")
    await Person(connector, NEW, "Priya").writes("naya number")
    await graph.gets(2)
    told = changed_number(priya)
    await priya.sends(told)
    await handled(pool, told["id"])
    assert await known(pool) == [(NEW, NEW, None)]


async def test_a_new_id_alone_leaves_the_conversation_where_it_is(
    running: Connector, connector: Connector, graph: Graph, books: Books, pool: Pool
) -> None:
    await Person(connector, OLD, "Priya", "IN.old").writes("namaste")
    await graph.gets(1)
    nameless = Person(connector, None, "Priya", "IN.new")
    told = {"type": "user_changed_user_id", "user_id": "IN.new", "previous_user_id": "IN.old"}
    wamid = await nameless.sends(nameless.message("system", told))
    await handled(pool, wamid)
    assert json.loads(books.told[0].content) == {"gone": ["IN.old"], "new": ["IN.new"]}
    assert await known(pool) == [(OLD, OLD, "IN.new")]


async def test_what_is_open_goes_along(running: Connector, priya: Person, graph: Graph, pool: Pool) -> None:
    await priya.writes("namaste")
    await graph.gets(1)
    async with pool.connection() as connection:
        await connection.execute(
            """
            INSERT INTO notices (phone_number_id, person, name, facts, key, written_at)
            VALUES (%(number)s, %(old)s, 'order_ready', '{}', 'k', now());
            """,
            {"number": NUMBER, "old": OLD},
        )
        await connection.execute(
            "INSERT INTO handoffs (phone_number_id, person, since, reason) VALUES (%s, %s, now(), 'asked')",
            (NUMBER, OLD),
        )
    told = changed_number(priya)
    await priya.sends(told)
    await handled(pool, told["id"])
    async with pool.connection() as connection:
        query = "SELECT person FROM notices UNION ALL SELECT person FROM handoffs"
        assert await (await connection.execute(query)).fetchall() == [(NEW,), (NEW,)]


@pytest.mark.parametrize(
    "decision",
    [httpx.Response(200, json={"outcome": "taken"}), httpx.Response(422), httpx.Response(404)],
)
async def test_what_the_books_refuse_moves_nobody(
    running: Connector, priya: Person, graph: Graph, books: Books, pool: Pool, decision: httpx.Response
) -> None:
    await priya.writes("namaste")
    await graph.gets(1)
    books.decisions.append(decision)
    told = changed_number(priya)
    await priya.sends(told)
    assert await handled(pool, told["id"]) == "ignored"
    assert await known(pool) == [(OLD, OLD, None)]


async def test_books_that_are_away_are_asked_again(
    running: Connector, priya: Person, graph: Graph, books: Books, pool: Pool
) -> None:
    await priya.writes("namaste")
    await graph.gets(1)
    books.decisions.append(httpx.Response(503))
    told = changed_number(priya)
    await priya.sends(told)
    assert await handled(pool, told["id"]) == "ignored"
    assert len(books.told) == 2
    assert await known(pool) == [(NEW, NEW, None)]


@pytest.mark.parametrize("told", [{"wa_id": None}, {"wa_id": OLD}, {"wa_id": {"x": 1}}])
async def test_a_change_without_a_new_id_changes_nothing(
    running: Connector, priya: Person, graph: Graph, books: Books, pool: Pool, told: dict[str, Any]
) -> None:
    message = changed_number(priya, **told)
    await priya.sends(message)
    assert await handled(pool, message["id"]) == "ignored"
    assert books.told == []
