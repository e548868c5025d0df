"""A message that is edited or taken back, before its turn and after."""

import asyncio
from typing import Any

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from tests.channels.fakes import Graph, Rasa
from tests.channels.writing import Person, new_wamid

TOO_LATE = "utter_edited_too_late"


def edit(person: Person, wamid: str, text: str) -> dict[str, Any]:
    """The person words a message anew."""
    edited = {"type": "text", "text": {"body": text}, "context": {"id": "M0"}}
    return person.message("edit", {"original_message_id": wamid, "message": edited})


def withdrawal(person: Person, wamid: str) -> dict[str, Any]:
    """The person takes a message back."""
    return person.message("revoke", {"original_message_id": wamid})


async def states(pool: Pool) -> list[str]:
    """How far each message got, in the order in which they came."""
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT state FROM inbox ORDER BY id")
        return [state for (state,) in await cursor.fetchall()]


async def settled(pool: Pool) -> list[str]:
    """The same, once nothing waits any more."""
    for _ in range(500):
        if "waiting" not in (now := await states(pool)):
            return now
        await asyncio.sleep(0.01)
    raise AssertionError(now)


@pytest.fixture
async def started(connector: Connector) -> Any:
    """Lets the connector begin to work, and ends it."""
    began = []

    async def start() -> None:
        began.append(connector)
        await connector.start()

    yield start
    for each in began:
        await each.stop()


async def test_an_edit_before_the_turn_replaces_what_is_said(
    started: Any, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    wamid = await priya.writes("do kilo aata")
    await priya.sends(edit(priya, wamid, "teen kilo aata"))
    await priya.sends(edit(priya, wamid, "chaar kilo aata"))
    await priya.writes("aur ande")
    await started()
    assert await graph.gets(2) == ["heard chaar kilo aata", "heard aur ande"]
    assert await settled(pool) == ["answered", "ignored", "ignored", "answered"]
    assert rasa.heard[0].message_id == wamid


async def test_an_edit_after_the_turn_is_answered_once(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    wamid = await priya.writes("do kilo aata")
    await graph.gets(1)
    await priya.sends(edit(priya, wamid, "teen kilo aata"))
    assert await graph.gets(2) == ["heard do kilo aata", TOO_LATE]
    await priya.sends(edit(priya, wamid, "chaar kilo aata"))
    assert await settled(pool) == ["answered", "answered", "ignored"]
    assert rasa.texts == ["do kilo aata"]
    assert len(graph.sent) == 2


async def test_several_edits_after_the_turn_get_one_answer(
    started: Any, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    wamid = await priya.writes("do kilo aata")
    await started()
    await graph.gets(1)
    rasa.seconds = 0.3
    await priya.writes("ruko")  # while this is answered, two edits come
    await priya.sends(edit(priya, wamid, "teen kilo aata"))
    await priya.sends(edit(priya, wamid, "chaar kilo aata"))
    assert await graph.gets(3) == ["heard do kilo aata", "heard ruko", TOO_LATE]
    assert await settled(pool) == ["answered", "answered", "answered", "ignored"]


async def test_an_edit_during_the_turn_comes_too_late(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    rasa.seconds = 0.3
    wamid = await priya.writes("do kilo aata")
    while not rasa.heard:
        await asyncio.sleep(0.01)
    await priya.sends(edit(priya, wamid, "teen kilo aata"))
    assert await graph.gets(2) == ["heard do kilo aata", TOO_LATE]


async def test_an_edit_that_comes_before_its_message_is_said_in_its_place(
    started: Any, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    late = priya.message("text", {"body": "do kilo aata"})
    await priya.sends(edit(priya, late["id"], "teen kilo aata"))
    await priya.sends(late)
    await started()
    assert await settled(pool) == ["answered", "ignored"]
    assert rasa.texts == ["teen kilo aata"]
    assert await graph.gets(1) == ["heard teen kilo aata"]


async def test_an_edit_stands_for_a_message_that_was_given_up(
    running: Connector, priya: Person, graph: Graph, pool: Pool
) -> None:
    wamid = await priya.writes("do kilo aata")
    await graph.gets(1)
    async with pool.connection() as connection:
        await connection.execute("UPDATE inbox SET state = 'dead' WHERE wamid = %s", (wamid,))
    await priya.sends(edit(priya, wamid, "teen kilo aata"))
    assert await graph.gets(2) == ["heard do kilo aata", "heard teen kilo aata"]


@pytest.mark.parametrize("first", ["do kilo aata", "teen kilo aata"])
async def test_once_a_turn_was_tried_its_words_stand(
    started: Any, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, first: str
) -> None:
    wamid = await priya.writes("do kilo aata")
    if first != "do kilo aata":
        await priya.sends(edit(priya, wamid, first))
    rasa.faults.append(RuntimeError("ordered"))
    await started()
    while not rasa.heard:
        await asyncio.sleep(0.01)
    await priya.sends(edit(priya, wamid, "chaar kilo aata"))
    assert await graph.gets(2) == [f"heard {first}", TOO_LATE]
    assert rasa.texts == [first, first]


async def test_a_message_that_is_taken_back_before_its_turn_is_not_answered(
    started: Any, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    wamid = await priya.writes("do kilo aata")
    await priya.sends(edit(priya, wamid, "teen kilo aata"))
    await priya.sends(withdrawal(priya, wamid))
    await priya.writes("namaste")
    await started()
    assert await graph.gets(1) == ["heard namaste"]
    assert await settled(pool) == ["ignored", "ignored", "ignored", "answered"]
    assert rasa.texts == ["namaste"]
    assert len(graph.reads) <= 1


async def test_a_message_that_is_taken_back_after_its_turn_changes_nothing(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    wamid = await priya.writes("do kilo aata")
    await graph.gets(1)
    await priya.sends(withdrawal(priya, wamid))
    await priya.writes("namaste")
    assert await graph.gets(2) == ["heard do kilo aata", "heard namaste"]


async def test_nobody_changes_what_another_person_wrote(
    started: Any, connector: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    arjun = Person(connector, "919000000102", "Arjun")
    wamid = await priya.writes("do kilo aata")
    await arjun.sends(withdrawal(arjun, wamid))
    await started()
    assert await graph.gets(1) == ["heard do kilo aata"]


async def test_an_edit_that_cannot_be_read_leaves_the_words(
    started: Any, priya: Person, graph: Graph
) -> None:
    wamid = await priya.writes("do kilo aata")
    for content in ({"message": 7}, {}, {"message": {}}):
        await priya.sends(priya.message("edit", {"original_message_id": wamid, **content}))
    await started()
    assert await graph.gets(1) == ["heard do kilo aata"]


async def test_an_edit_of_what_was_never_seen_is_asked_for_anew_where_it_says_nothing(
    running: Connector, priya: Person, graph: Graph
) -> None:
    await priya.sends(priya.message("edit", {"original_message_id": new_wamid()}))
    assert await graph.gets(1) == [TOO_LATE]
