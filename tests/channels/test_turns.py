"""One message is one turn: in order, once, kept whole or not at all."""

import asyncio

import httpx
import pytest
from psycopg import OperationalError

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.operating import outages
from channels.whatsapp.turns import conversation, turn
from tests.channels.fakes import Books, Graph, Rasa
from tests.channels.writing import Person, body


async def states(pool: Pool) -> list[str]:
    """How far each stored message is."""
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT state FROM inbox ORDER BY id")
        return [row[0] for row in await cursor.fetchall()]


async def test_a_message_gets_one_answer(running: Connector, priya: Person, graph: Graph, pool: Pool) -> None:
    await priya.writes("namaste")
    assert await graph.gets(1) == ["heard namaste"]
    assert graph.sent[0]["to"] == "919000000101"
    assert await states(pool) == ["answered"]


async def test_rasa_learns_who_wrote_what_and_how(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    message = priya.message("text", {"body": "namaste"}, context={"id": "wamid.before"})
    await priya.sends(message)
    await graph.gets(1)
    assert rasa.heard[0].sender_id == "100000000000001:919000000101"
    assert rasa.heard[0].input_channel == "whatsapp"
    assert rasa.heard[0].metadata == {
        "wamid": message["id"],
        "phone_number_id": "100000000000001",
        "person": "919000000101",
        "person_also": None,
        "profile_name": "Priya Joshi",
        "kind": "text",
        "attachment": None,
        "came_by": None,
        "reply_to": "wamid.before",
    }


async def test_ten_quick_messages_are_answered_in_order_without_waiting(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    rasa.seconds = 0.01
    await asyncio.gather(*(priya.writes(f"{number}") for number in range(10)))
    await graph.gets(10, within=1.5)
    assert len(set(rasa.texts)) == 10
    assert graph.texts == [f"heard {text}" for text in rasa.texts]
    assert rasa.most_busy == 1


async def test_a_turn_that_a_dead_database_has_lost_is_done_before_what_was_written_later(
    running: Connector, priya: Person, graph: Graph
) -> None:
    turn_of, lost = running.queue.app.tasks["turn"], []
    take = turn_of.func

    async def leaves_nothing_at_first(letter: int) -> None:
        if lost:
            await take(letter=letter)
        lost.append(letter)

    turn_of.func = leaves_nothing_at_first
    await priya.writes("one")
    await priya.writes("two")
    assert await graph.gets(2, within=10) == ["heard one", "heard two"]


async def test_what_waited_while_nobody_was_there_is_answered_without_waiting(
    connector: Connector, priya: Person, graph: Graph
) -> None:
    for number in range(10):
        await priya.writes(f"{number}")
    await connector.start()
    assert await graph.gets(10, within=1.5) == [f"heard {number}" for number in range(10)]
    await connector.stop()


async def test_a_batch_is_taken_in_its_order(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    messages = [priya.message("text", {"body": f"{number}"}) for number in range(5)]
    await running.receive(body(priya.value(*messages)))
    await graph.gets(5, within=1.5)
    assert rasa.texts == ["0", "1", "2", "3", "4"]


async def test_one_person_does_not_wait_for_another(running: Connector, graph: Graph, rasa: Rasa) -> None:
    rasa.seconds = 0.4
    people = [Person(running, f"9190000002{number:02}", "X") for number in range(6)]
    await asyncio.gather(*(person.writes("hi") for person in people))
    await graph.gets(6, within=1.5)


async def test_a_webhook_that_comes_again_does_nothing(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    message = priya.message("text", {"body": "namaste"})
    await asyncio.gather(*(priya.sends(message) for _ in range(3)))
    await graph.gets(1)
    await priya.sends(message)
    await asyncio.sleep(0.2)
    assert rasa.texts == ["namaste"]
    assert len(graph.sent) == 1


async def test_a_turn_that_fails_keeps_nothing_and_is_tried_again(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "WAITS", (turn.timedelta(0),))
    rasa.faults = [ValueError("the action broke")]
    await priya.writes("one")
    await priya.writes("two")
    assert await graph.gets(2) == ["heard one", "heard two"]
    assert rasa.texts == ["one", "one", "two"]


async def test_a_turn_that_fails_always_gets_one_apology_and_is_kept_for_the_operator(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "WAITS", (turn.timedelta(0),) * 2)
    rasa.faults = [ValueError("broken") for _ in range(3)]
    await priya.writes("one")
    await priya.writes("two")
    assert await graph.gets(2) == ["utter_apology", "heard two"]
    assert await states(pool) == ["dead", "answered"]


async def test_a_turn_has_one_more_attempt_in_an_outage(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "WAITS", (turn.timedelta(0),) * 2)
    monkeypatch.setattr(outages, "LAST_WAIT", turn.timedelta(0))
    rasa.faults = [OperationalError("gone") for _ in range(3)]
    await priya.writes("one")
    assert await graph.gets(1) == ["heard one"]
    rasa.faults = [OperationalError("gone") for _ in range(4)]
    await priya.writes("two")
    assert await graph.gets(2) == ["heard one", "utter_apology"]
    assert await states(pool) == ["answered", "dead"]


def test_a_turn_has_three_attempts() -> None:
    assert len(turn.WAITS) + 1 == 3


async def test_a_turn_that_does_not_end_is_ended_and_tried_again(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "LONGEST_TURN_SECONDS", 0.1)
    rasa.seconds = 60
    await priya.writes("namaste")
    await asyncio.sleep(0.3)
    rasa.seconds = 0
    assert await graph.gets(1) == ["heard namaste"]


async def test_without_a_model_messages_wait(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "UNTIL_A_MODEL", turn.timedelta(milliseconds=100))
    rasa.model = False
    await priya.writes("namaste")
    await asyncio.sleep(0.3)
    assert await states(pool) == ["waiting"]
    rasa.model = True
    assert await graph.gets(1) == ["heard namaste"]


async def test_a_number_of_no_business_is_kept_and_not_answered(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await running.receive(body(priya.value(priya.message("text", {"body": "hi"})), number="999"))
    await priya.writes("namaste")
    assert await graph.gets(1) == ["heard namaste"]
    assert await states(pool) == ["unknown_number", "answered"]


async def test_a_business_that_has_just_opened_is_served_from_its_first_message(
    running: Connector, priya: Person, graph: Graph, books: Books, pool: Pool
) -> None:
    await running.receive(body(priya.value(priya.message("text", {"body": "hi"})), number="999"))
    while await states(pool) == ["waiting"]:
        await asyncio.sleep(0.01)
    opened = httpx.Response(200, json=[{"id": "kirana", "numbers": ["999"]}])
    books.files["/api/businesses"] = lambda: opened
    await running.receive(body(priya.value(priya.message("text", {"body": "namaste"})), number="999"))
    assert await graph.gets(1) == ["heard namaste"]
    assert await states(pool) == ["unknown_number", "answered"]


async def test_the_message_is_shown_as_read(running: Connector, priya: Person, graph: Graph) -> None:
    wamid = await priya.writes("namaste")
    await graph.gets(1)
    await asyncio.sleep(0.1)
    assert graph.reads == [{"messaging_product": "whatsapp", "status": "read", "message_id": wamid}]


async def test_who_waits_long_sees_us_typing_before_the_answer(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    rasa.seconds = 1.0
    await priya.writes("namaste")
    await graph.gets(1)
    assert graph.requests[0]["typing_indicator"] == {"type": "text"}
    assert len(graph.reads) == 1
