"""What the bot says first: told once, in its turn, never over the head of people, and kept whole or not at all."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.turns import notices
from tests.channels.fakes import NUMBER, Clock, Graph, Rasa
from tests.channels.writing import Person

PRIYA, ARJUN = "919000000101", "919000000102"
BILL = {"text": "₹96. Pakka?", "buttons": [{"title": "Haan", "payload": '/affirm{"summary": "s1"}'}]}
READY = {
    "text": "ORD-1001 taiyar hai",
    "buttons": [{"title": "Order kahan hai", "payload": '/track_order{"reference": "ORD-1001"}'}],
}


@pytest.fixture(autouse=True)
def replies(rasa: Rasa, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages, as far as these tests need them; what fails is tried again at once."""
    monkeypatch.setattr(notices, "WAITS", (timedelta(0),) * 2)
    said: dict[str | None, dict[str, Any]] = {"bill": BILL, "/receive_notice": READY}
    rasa.reply = lambda message: said.get(message.text, {"text": f"heard {message.text}"})


async def write(
    connection: Connection, person: str = PRIYA, key: str = "ORD-1001:ready", **facts: Any
) -> int:
    """A notice as the books write it; its id."""
    cursor = await connection.execute(
        """
        INSERT INTO notices (phone_number_id, person, name, facts, language, key, written_at)
        VALUES (%s, %s, 'order_ready', %s, 'hi', %s, now()) RETURNING id
        """,
        (NUMBER, person, Jsonb({"reference": "ORD-1001", **facts}), key),
    )
    row = await cursor.fetchone()
    assert row
    return int(row[0])


async def defer(connection: Connection) -> None:
    """The jobs of what waits, as the books write them with a notice, and when people hand a conversation back."""
    await connection.execute(
        """
        INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args)
        SELECT 'turns', 'notice', concat(phone_number_id, ':', person), jsonb_build_object('notice', id)
        FROM notices WHERE state = 'waiting' ORDER BY id
        """
    )


async def tell(pool: Pool, person: str = PRIYA, key: str = "ORD-1001:ready", **facts: Any) -> int:
    """A notice and its job, in one transaction; its id."""
    async with pool.connection() as connection, connection.transaction():
        notice = await write(connection, person, key, **facts)
        await defer(connection)
    return notice


async def ask(pool: Pool, query: str) -> list[Any]:
    """The first column of what the database says."""
    async with pool.connection() as connection:
        return [row[0] for row in await (await connection.execute(query)).fetchall()]


async def sees(pool: Pool, query: str, *answer: Any) -> None:
    """Waits until the database says this."""
    for _ in range(500):
        if (found := await ask(pool, query)) == list(answer):
            return
        await asyncio.sleep(0.01)
    assert found == list(answer)


async def is_settled(pool: Pool, *states: str) -> None:
    """Waits until no job is left and the notices are in these states."""
    await sees(pool, "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notice'", 0)
    assert await ask(pool, "SELECT state FROM notices ORDER BY id") == list(states)


async def hand_over(pool: Pool) -> None:
    """From now on people speak with Priya."""
    async with pool.connection() as connection:
        await connection.execute(
            "INSERT INTO handoffs VALUES (%s, %s, now(), 'asked', NULL, NULL, now())", (NUMBER, PRIYA)
        )


async def test_a_notice_is_a_turn_of_its_receivers_conversation(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("namaste")
    await graph.gets(1)
    notice = await tell(pool)
    assert (await graph.gets(2))[1] == "ORD-1001 taiyar hai"
    heard = rasa.heard[1]
    assert heard.sender_id == f"{NUMBER}:{PRIYA}"
    assert heard.input_channel == "whatsapp"
    assert heard.message_id == f"notice:{notice}"
    assert heard.metadata == {
        "phone_number_id": NUMBER,
        "person": PRIYA,
        "notice": {"name": "order_ready", "facts": {"reference": "ORD-1001"}},
    }
    assert await ask(pool, "SELECT told_at IS NOT NULL AND state = 'told' FROM notices") == [True]


async def test_who_has_not_written_is_told_in_the_language_of_the_books(
    running: Connector, rasa: Rasa, pool: Pool
) -> None:
    await tell(pool)
    await is_settled(pool, "told")
    assert rasa.texts == ['/receive_notice{"notice_language": "hi"}']


async def test_who_has_written_is_told_in_the_language_of_the_conversation(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("hello")
    await graph.gets(1)
    await tell(pool)
    await graph.gets(2)
    assert rasa.texts == ["hello", "/receive_notice"]


async def test_a_notice_whose_job_comes_twice_is_told_once(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("hello")
    async with pool.connection() as connection, connection.transaction():
        await write(connection)
        for _ in range(3):
            await defer(connection)
    await is_settled(pool, "told")
    await priya.writes("thanks")
    assert await graph.gets(3) == ["heard hello", "ORD-1001 taiyar hai", "heard thanks"]


async def test_a_notice_comes_in_its_turn_between_messages(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    rasa.seconds = 0.02
    for number in range(3):
        await priya.writes(f"{number}")
        await tell(pool, key=f"ORD-100{number}:ready")
    await graph.gets(6)
    assert rasa.texts == ["0", "/receive_notice", "1", "/receive_notice", "2", "/receive_notice"]
    assert rasa.most_busy == 1


async def test_a_notice_that_fails_keeps_nothing_and_is_told_later(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("hello")
    await graph.gets(1)
    rasa.faults = [ValueError("the action broke"), OSError("gone")]
    await tell(pool)
    await priya.writes("one")
    assert await graph.gets(3) == ["heard hello", "ORD-1001 taiyar hai", "heard one"]


async def test_after_three_failures_a_notice_is_kept_for_the_operator_and_the_person_goes_on(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("hello")
    await graph.gets(1)
    rasa.faults = [ValueError("the action broke") for _ in range(3)]
    await tell(pool)
    await priya.writes("one")
    assert await graph.gets(2) == ["heard hello", "heard one"]
    await is_settled(pool, "dead")
    assert await ask(pool, "SELECT attempts FROM notices") == [3]


async def test_a_notice_that_waits_without_a_job_is_found_and_told(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("hello")
    async with pool.connection() as connection:
        await write(connection)
    await running.watch.look()
    assert (await graph.gets(2))[1] == "ORD-1001 taiyar hai"


async def test_what_no_page_says_is_not_taken_for_told(running: Connector, rasa: Rasa, pool: Pool) -> None:
    rasa.reply = lambda message: {}
    await tell(pool)
    await is_settled(pool, "dead")
    assert await ask(pool, "SELECT count(*) FROM outbox") == [0]


async def test_who_is_with_people_is_told_once_the_conversation_is_handed_back(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("hello")
    await graph.gets(1)
    await hand_over(pool)
    await tell(pool)
    await tell(pool, ARJUN)
    await running.watch.look()
    await is_settled(pool, "waiting", "told")
    async with pool.connection() as connection, connection.transaction():
        await connection.execute("UPDATE handoffs SET ended_at = now()")
        await defer(connection)
    assert (await graph.gets(2))[1] == "ORD-1001 taiyar hai"
    await is_settled(pool, "told", "told")


@pytest.mark.parametrize("meanwhile", ["withdrawn", "people"])
async def test_what_becomes_unwanted_while_it_is_said_is_not_sent(
    running: Connector, rasa: Rasa, pool: Pool, meanwhile: str
) -> None:
    rasa.seconds = 0.5
    await tell(pool)
    while not rasa.heard:
        await asyncio.sleep(0.01)
    if meanwhile == "people":
        await hand_over(pool)
    else:
        await ask(pool, "UPDATE notices SET state = 'withdrawn' RETURNING id")
    await is_settled(pool, "waiting" if meanwhile == "people" else "withdrawn")
    assert await ask(pool, "SELECT count(*) FROM outbox") == [0]


async def test_a_notice_from_a_number_that_no_business_has_any_more_is_withdrawn(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("hello")
    await graph.gets(1)
    async with pool.connection() as connection, connection.transaction():
        await write(connection)
        await connection.execute("UPDATE notices SET phone_number_id = '999'")
        await defer(connection)
    await is_settled(pool, "withdrawn")
    assert rasa.texts == ["hello"]


async def test_without_a_model_notices_wait(
    running: Connector, rasa: Rasa, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "UNTIL_A_MODEL", timedelta(milliseconds=50))
    rasa.model = False
    await tell(pool)
    await sees(pool, "SELECT attempts > 1 FROM procrastinate_jobs WHERE task_name = 'notice'", True)
    assert await ask(pool, "SELECT attempts FROM notices") == [0]
    rasa.model = True
    await is_settled(pool, "told")


@pytest.mark.parametrize(
    ("facts", "answer"),
    [({}, 'heard /affirm{"summary": "s1"}'), ({"asking": "approve_request"}, "utter_stale_button")],
)
async def test_an_open_question_can_be_answered_after_a_notice_unless_that_asks_another(
    running: Connector,
    priya: Person,
    graph: Graph,
    pool: Pool,
    clock: Clock,
    facts: dict[str, str],
    answer: str,
) -> None:
    await priya.writes("bill")
    await graph.gets(1)
    clock.moves(seconds=1)
    await tell(pool, **facts)
    await graph.gets(2)
    yes = graph.sent[0]["interactive"]["action"]["buttons"][0]["reply"]["id"]
    await priya.taps(yes)
    assert (await graph.gets(3))[2] == answer


async def test_the_button_of_a_notice_acts(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    await priya.writes("hello")
    await tell(pool)
    await graph.gets(2)
    await priya.writes("bill")
    await graph.gets(3)
    await priya.taps(graph.sent[1]["interactive"]["action"]["buttons"][0]["reply"]["id"])
    await graph.gets(4)
    assert rasa.texts[-1] == '/track_order{"reference": "ORD-1001"}'
