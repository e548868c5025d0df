"""What becomes of an answer on its way to Meta."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import httpx
import psycopg
import pytest

from channels.whatsapp import queue
from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool, new_pool
from channels.whatsapp.numbers import Numbers
from channels.whatsapp.operating import watch
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.sender import Sender
from channels.whatsapp.outgoing.uploads import Uploads
from channels.whatsapp.turns import turn
from tests.channels.conftest import listening
from tests.channels.fakes import NUMBER, TOKEN, Books, Clock, Graph, Rasa
from tests.channels.writing import Person, body, status

PHONE = "919000000101"


@pytest.fixture
def sender(pool: Pool, client: GraphClient, connector: Connector, clock: Clock) -> Sender:
    return Sender(
        pool,
        client,
        Uploads(pool, client, connector.numbers.books, clock),
        clock,
        connector.review,
        connector.hearing,
    )


@pytest.fixture
def drain(sender: Sender) -> Callable[[], Any]:
    """Has the sender send to Priya what is due; how many seconds it wants to wait then."""

    async def drain() -> float | None:
        pause = await sender.drain(NUMBER, PHONE)
        return None if pause is None else pause.total_seconds()

    return drain


@pytest.fixture
async def answered(connector: Connector, priya: Person, pool: Pool) -> None:
    """Priya has written, and the answer waits in the outbox."""
    await take_turns(connector, priya, "namaste")


async def take_turns(connector: Connector, person: Person, *texts: str) -> None:
    """The turns of these messages, without anything being sent."""
    for text in texts:
        await person.writes(text)
    async with connector.pool.connection() as connection:
        letters = await (
            await connection.execute("SELECT id FROM inbox WHERE state = 'waiting' ORDER BY id")
        ).fetchall()
    for (letter,) in letters:
        await connector.queue.app.tasks["turn"].func(letter=letter)


async def outbox(pool: Pool) -> list[tuple[str, int, int | None]]:
    """State, attempts and error code of each message."""
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT state, attempts, error_code FROM outbox ORDER BY id")
        return await cursor.fetchall()


async def references(pool: Pool) -> list[str]:
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT reference::text FROM outbox ORDER BY id")
        return [row[0] for row in await cursor.fetchall()]


@pytest.mark.usefixtures("answered")
async def test_an_accepted_message_is_sent_once(drain: Any, graph: Graph, pool: Pool) -> None:
    assert await drain() is None
    assert await drain() is None
    assert graph.texts == ["heard namaste"]
    assert graph.sent[0]["biz_opaque_callback_data"] == (await references(pool))[0]
    assert await outbox(pool) == [("sent", 1, None)]


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(
    ("code", "first", "second"), [(131056, 4, 16), (130429, 2, 4), (80007, 2, 4), (4, 2, 4)]
)
async def test_who_is_too_fast_waits_longer_each_time(
    drain: Any, graph: Graph, pool: Pool, clock: Clock, code: int, first: int, second: int
) -> None:
    graph.refuses(code, times=2)
    assert await drain() == first
    clock.moves(seconds=first)
    assert await drain() == second
    clock.moves(seconds=second)
    assert await drain() is None
    assert graph.texts == ["heard namaste"]


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("code", [368, 131026, 131048, 131049, 131050, 100, 131009])
async def test_what_meta_will_never_take_is_not_sent_again(
    drain: Any, graph: Graph, pool: Pool, code: int
) -> None:
    graph.refuses(code)
    assert await drain() is None
    assert await outbox(pool) == [("failed", 1, code)]


@pytest.mark.usefixtures("answered")
async def test_a_closed_window_at_meta_holds_the_message(drain: Any, graph: Graph, pool: Pool) -> None:
    graph.refuses(131047)
    assert await drain() is None
    assert await outbox(pool) == [("held", 1, 131047)]


@pytest.mark.usefixtures("answered")
async def test_nothing_is_tried_24_hours_after_the_person_wrote(
    drain: Any, graph: Graph, pool: Pool, clock: Clock
) -> None:
    clock.moves(hours=24)
    assert await drain() is None
    assert graph.sent == []
    assert await outbox(pool) == [("held", 0, 131047)]


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(("days", "goes"), [(1, True), (6, True), (8, False)])
async def test_what_was_held_goes_once_the_person_writes_unless_nobody_waits_for_it_any_more(
    drain: Any, graph: Graph, pool: Pool, clock: Clock, priya: Person, days: int, goes: bool
) -> None:
    clock.moves(hours=24 * days)
    await drain()
    await priya.writes("hello?")
    jobs = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'sends' AND status = 'todo'"
    async with pool.connection() as connection:
        (deferred,) = await (await connection.execute(jobs)).fetchone() or (0,)
    assert deferred == 1 + goes
    assert await drain() is None
    assert graph.texts == (["heard namaste"] if goes else [])


@pytest.mark.usefixtures("answered")
async def test_what_meta_takes_for_too_late_goes_once_the_person_writes(
    drain: Any, graph: Graph, clock: Clock, priya: Person
) -> None:
    graph.refuses(131047)
    await drain()
    clock.moves(seconds=60)
    await priya.writes("hello?")
    assert await drain() is None
    assert graph.texts == ["heard namaste"]


@pytest.mark.usefixtures("answered")
async def test_what_was_held_for_another_reason_waits_for_the_operator(
    drain: Any, graph: Graph, pool: Pool, priya: Person
) -> None:
    graph.refuses(132001)
    await drain()
    await priya.writes("hello?")
    assert await drain() is None
    assert await outbox(pool) == [("held", 1, 132001)]


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("fault", [500, 503, httpx.ReadTimeout("late"), httpx.RemoteProtocolError("cut")])
async def test_an_unsure_message_is_sent_again_only_after_patience(
    drain: Any, graph: Graph, pool: Pool, clock: Clock, fault: int | Exception
) -> None:
    if isinstance(fault, int):
        graph.refuses(131016, status=fault)
    else:
        graph.answers.append(fault)
    assert await drain() == 20
    assert (await outbox(pool))[0][0] == "unsure"
    clock.moves(seconds=20)
    assert await drain() is None
    assert graph.texts == ["heard namaste"]


@pytest.mark.usefixtures("answered")
async def test_news_of_an_unsure_message_settles_that_it_was_sent(
    drain: Any, connector: Connector, graph: Graph, pool: Pool, clock: Clock
) -> None:
    graph.answers.append(httpx.ReadTimeout("late"))
    await drain()
    await connector.receive(body(status("wamid.theirs", "sent", (await references(pool))[0])))
    clock.moves(seconds=60)
    assert await drain() is None
    assert graph.sent == []
    assert (await outbox(pool))[0][0] == "sent"


@pytest.mark.usefixtures("answered")
async def test_an_unsure_message_waits_for_what_meta_has_to_bring_again(
    drain: Any, connector: Connector, graph: Graph, pool: Pool, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.answers.append(httpx.ReadTimeout("late"))
    assert await drain() == 20
    clock.moves(seconds=15)
    news = body(status("wamid.theirs", "sent", (await references(pool))[0]))
    with monkeypatch.context() as away:
        away.setattr(connector, "_store", AsyncMock(side_effect=psycopg.errors.DiskFull("no room")))
        with pytest.raises(psycopg.errors.DiskFull):
            await connector.receive(news)
    clock.moves(seconds=5)
    assert await drain() == 25
    clock.moves(seconds=10)
    await connector.receive(news)
    clock.moves(seconds=60)
    assert await drain() is None
    assert graph.sent == []


@pytest.mark.usefixtures("answered")
async def test_a_process_that_has_just_begun_waits_for_news_of_an_unsure_message(
    drain: Any, connector: Connector, graph: Graph, clock: Clock
) -> None:
    graph.answers.append(httpx.ReadTimeout("late"))
    assert await drain() == 20
    clock.moves(seconds=60)
    connector.hearing.missed()
    assert await drain() == 30
    clock.moves(seconds=30)
    assert await drain() is None
    assert graph.texts == ["heard namaste"]


@pytest.mark.usefixtures("answered")
async def test_a_connection_that_cannot_be_made_is_tried_again(
    drain: Any, graph: Graph, clock: Clock
) -> None:
    graph.answers.append(httpx.ConnectError("refused"))
    assert await drain() == 2
    clock.moves(seconds=2)
    assert await drain() is None
    assert graph.texts == ["heard namaste"]


@pytest.mark.usefixtures("answered")
async def test_a_refused_token_stops_the_number_until_it_is_replaced(
    drain: Any,
    connector: Connector,
    priya: Person,
    graph: Graph,
    pool: Pool,
    client: GraphClient,
    clock: Clock,
) -> None:
    graph.refuses(190, status=401)
    assert await drain() == 60
    clock.moves(minutes=2)
    assert await drain() == 60
    assert graph.sent == []
    client.token = "another"
    assert await drain() is None
    assert graph.texts == ["heard namaste"]


@pytest.mark.usefixtures("answered")
async def test_after_too_many_attempts_the_operator_has_the_message(
    drain: Any, graph: Graph, pool: Pool, clock: Clock
) -> None:
    graph.refuses(130429, times=8)
    for _ in range(8):
        await drain()
        clock.moves(minutes=10)
    assert await drain() is None
    assert await outbox(pool) == [("held", 8, 130429)]


@pytest.mark.usefixtures("answered")
async def test_later_messages_wait_for_the_one_before(
    drain: Any, connector: Connector, priya: Person, graph: Graph, clock: Clock
) -> None:
    await take_turns(connector, priya, "and")
    graph.refuses(131056)
    assert await drain() == 4
    clock.moves(seconds=4)
    await drain()
    assert graph.texts == ["heard namaste", "heard and"]


async def test_a_person_gets_45_messages_at_once_and_then_one_each_6_seconds(
    drain: Any, connector: Connector, priya: Person, graph: Graph, clock: Clock
) -> None:
    await take_turns(connector, priya, *(f"{number}" for number in range(47)))
    assert await drain() == 6
    assert len(graph.sent) == 45
    clock.moves(seconds=6)
    assert await drain() == 6
    assert len(graph.sent) == 46


@pytest.mark.usefixtures("answered")
async def test_a_clock_that_was_set_back_holds_nobody_up(
    drain: Any, connector: Connector, priya: Person, graph: Graph, clock: Clock
) -> None:
    await drain()
    clock.moves(days=-1)
    await take_turns(connector, priya, "again")
    assert await drain() is None
    assert len(graph.sent) == 2


@pytest.mark.parametrize(
    "order", [("sent", "delivered", "read"), ("read", "delivered", "sent"), ("delivered", "sent")]
)
@pytest.mark.usefixtures("answered")
async def test_statuses_only_move_forward(
    drain: Any, connector: Connector, graph: Graph, pool: Pool, order: tuple[str, ...]
) -> None:
    await drain()
    for state in order:
        await connector.receive(body(status("wamid.out1", state)))
        await connector.receive(body(status("wamid.out1", state)))
    async with pool.connection() as connection:
        row = await (await connection.execute("SELECT delivery FROM outbox")).fetchone()
    assert row is not None
    assert row[0] == max(order, key=["sent", "delivered", "read"].index)


@pytest.mark.usefixtures("answered")
async def test_a_late_failure_that_passes_sends_again_and_one_that_stays_does_not(
    drain: Any, connector: Connector, graph: Graph, pool: Pool, clock: Clock
) -> None:
    await drain()
    await connector.receive(body(status("wamid.out1", "failed", code=130429)))
    assert await drain() == 60
    clock.moves(minutes=1)
    await drain()
    await connector.receive(body(status("wamid.out2", "failed", code=131026)))
    assert await drain() is None
    assert len(graph.sent) == 2
    assert (await outbox(pool))[0][0] == "failed"


async def test_a_business_scoped_id_is_written_to_as_recipient(running: Connector, graph: Graph) -> None:
    await Person(running, None, "Arjun", user_id="IN.a1B2c3").writes("hi")
    await graph.gets(1)
    assert graph.sent[0]["recipient"] == "IN.a1B2c3"
    assert "to" not in graph.sent[0]


async def test_a_known_phone_is_used_for_a_business_scoped_id(
    running: Connector, graph: Graph, rasa: Rasa
) -> None:
    await Person(running, PHONE, "Arjun", user_id="IN.a1B2c3").writes("hi")
    await Person(running, None, "Arjun", user_id="IN.a1B2c3").writes("hi again")
    await graph.gets(2)
    assert [message.sender_id for message in rasa.heard] == [f"{NUMBER}:{PHONE}"] * 2
    assert rasa.heard[1].metadata is not None
    assert rasa.heard[1].metadata["person_also"] == "IN.a1B2c3"


async def test_a_slow_meta_holds_up_no_other_person(running: Connector, priya: Person, graph: Graph) -> None:
    graph.answers.append(httpx.ReadTimeout("late"))
    await priya.writes("one")
    await asyncio.sleep(0.1)
    await Person(running, "919000000102", "Arjun").writes("two")
    assert await graph.gets(1) == ["heard two"]


@pytest.mark.usefixtures("answered")
async def test_a_message_that_a_dead_process_was_sending_waits_for_news(
    drain: Any, graph: Graph, pool: Pool, clock: Clock
) -> None:
    async with pool.connection() as connection:
        await connection.execute("UPDATE outbox SET state = 'sending', attempts = 1")
    assert await drain() == 30
    clock.moves(seconds=29)
    assert await drain() == 1
    assert graph.sent == []
    clock.moves(seconds=1)
    assert await drain() is None
    assert graph.texts == ["heard namaste"]


async def test_jobs_of_a_dead_process_are_taken_up(
    connector: Connector, priya: Person, graph: Graph, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    await priya.writes("namaste")
    async with pool.connection() as connection:
        await connection.execute(
            """
            WITH dead AS (
                INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id
            )
            UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead
            """
        )
    await connector.start()
    assert await graph.gets(1) == ["heard namaste"]
    await connector.stop()


async def test_a_job_that_was_dropped_is_taken_up(
    running: Connector, priya: Person, graph: Graph, pool: Pool
) -> None:
    worker = running.queue.worker_ids()[0]
    async with pool.connection() as connection, connection.transaction():
        await queue.defer_send(connection, NUMBER, PHONE)
        await connection.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", (worker,))
    look = watch.Watch(pool, running.queue, running.clock).look
    await look()
    async with pool.connection() as connection:
        marked = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
        assert (await (await connection.execute(marked)).fetchone()) == (1,)
    await look()
    await asyncio.sleep(0.2)
    async with pool.connection() as connection:
        assert (await (await connection.execute(marked)).fetchone()) == (0,)


async def test_the_connections_to_the_database_may_be_lost(
    running: Connector, priya: Person, graph: Graph, pool: Pool
) -> None:
    async with pool.connection() as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        while not await listening(connection):
            await asyncio.sleep(0.05)
    await priya.writes("one")
    assert await graph.gets(1, within=10) == ["heard one"]
    await priya.writes("two")
    assert await graph.gets(2, within=0.9) == ["heard one", "heard two"]


async def test_an_operator_can_have_a_dead_message_tried_again(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "WAITS", ())
    rasa.faults = [ValueError("broken")]
    await priya.writes("one")
    await graph.gets(1)
    async with pool.connection() as connection:
        await connection.execute("UPDATE inbox SET state = 'waiting', attempts = 0 WHERE state = 'dead'")
    assert await graph.gets(2) == ["utter_apology", "heard one"]


async def writes_one_after_the_other(person: Person) -> None:
    for number in range(8):
        await person.writes(f"{number}")


async def test_two_replicas_share_the_work_and_keep_the_order(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, url: str, tmp_path: Path
) -> None:
    pools = new_pool(url, size=4), new_pool(url, size=4, on_disk=False)
    numbers = Numbers("http://books.test", "operator", Books())
    client = GraphClient("http://graph.test", "v25.0", TOKEN, graph)
    other = Connector(*pools, client, numbers, tmp_path, rasa, running.clock)
    await other.start()
    arjun = Person(other, "919000000102", "Arjun")
    rasa.seconds = 0.01
    await asyncio.gather(*(writes_one_after_the_other(person) for person in (priya, arjun)))
    await graph.gets(16)
    await other.stop()
    for person in (priya, arjun):
        said = [request["text"]["body"] for request in graph.sent if request["to"] == person.phone]
        assert said == [f"heard {number}" for number in range(8)]
    assert rasa.most_busy == 1


@pytest.mark.usefixtures("answered")
async def test_a_message_without_a_job_is_found(connector: Connector, graph: Graph, pool: Pool) -> None:
    async with pool.connection() as connection:
        await connection.execute("DELETE FROM procrastinate_jobs")
    await connector.start()
    assert await graph.gets(1) == ["heard namaste"]
    await connector.stop()
