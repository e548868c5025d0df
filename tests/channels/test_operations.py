"""What the operator sees of the connector: figures, whether it is ready, and the log."""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
import structlog

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.operating import metrics, operations
from channels.whatsapp.outgoing.halts import digest
from channels.whatsapp.queue import Again
from channels.whatsapp.turns import turn
from engine.logs import Lines
from engine.settings import load
from tests.channels.fakes import NUMBER, TOKEN, Clock, Graph, Rasa
from tests.channels.writing import Person, body, status
from tests.conftest import clean_environment

PHONE = "919000000101"


@pytest.fixture
def counted() -> Callable[..., float]:
    """How much a figure has grown since the test began."""

    def value(name: str, labels: dict[str, str]) -> float:
        return metrics.REGISTRY.get_sample_value(name, labels) or 0.0

    began = {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in metrics.REGISTRY.collect()
        for sample in family.samples
    }

    def grown(name: str, **labels: str) -> float:
        return value(name, labels) - began.get((name, tuple(sorted(labels.items()))), 0.0)

    return grown


@pytest.fixture
def logged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], list[str]]]:
    """The lines that the connector logs from the level INFO on, as they stand in the log of the assistant."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines(load(clean_environment(tmp_path_factory.mktemp("log")))))
    ours = logging.getLogger("channels")
    level = ours.level
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    structlog.configure(
        processors=[structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    yield lambda: written.getvalue().splitlines()
    structlog.reset_defaults()
    ours.setLevel(level)
    ours.removeHandler(handler)


@pytest.fixture
def look(connector: Connector) -> Callable[..., Awaitable[float]]:
    """A figure that is looked up in the database."""

    async def look(name: str, **labels: str) -> float:
        await operations.look(connector)
        found = metrics.REGISTRY.get_sample_value(name, labels)
        assert found is not None
        return found

    return look


async def take_turns(connector: Connector, pool: Pool) -> None:
    """The turns of all that wait, without anything being sent."""
    for letter in await ask(pool, "SELECT id FROM inbox WHERE state = 'waiting' ORDER BY id"):
        await connector.queue.app.tasks["turn"].func(letter=letter)


async def ask(pool: Pool, query: str, *parameters: Any) -> list[Any]:
    """The first column of what the database says."""
    async with pool.connection() as connection:
        return [row[0] for row in await (await connection.execute(query, parameters)).fetchall()]


async def send(connector: Connector) -> None:
    """Sends what is due to Priya; a pause that the sender asks for is not taken."""
    with suppress(Again):
        await connector.queue.app.tasks["send"].func(phone_number_id=NUMBER, person=PHONE)


async def until(condition: Callable[[], bool]) -> None:
    """Waits until it holds."""

    async def wait() -> None:
        while not condition():
            await asyncio.sleep(0.01)

    await asyncio.wait_for(wait(), 10)


# --- the figures ---


async def test_a_message_is_counted_once_and_what_meta_repeats_apart(
    connector: Connector, priya: Person, counted: Callable[..., float]
) -> None:
    message = priya.message("text", {"body": "namaste"})
    await priya.sends(message)
    await priya.sends(message)
    await priya.sends(priya.message("from_the_future", {}))
    assert counted("munshi_messages_received_total", kind="text") == 1
    assert counted("munshi_messages_received_total", kind="other") == 1
    assert counted("munshi_messages_duplicate_total") == 1


async def test_news_of_messages_is_counted_by_status(
    connector: Connector, counted: Callable[..., float]
) -> None:
    await connector.receive(body(status("wamid.1", "read"), status("wamid.1", "vanished")))
    assert counted("munshi_statuses_received_total", status="read") == 1
    assert counted("munshi_statuses_received_total", status="other") == 1


async def test_turns_are_counted_by_what_came_of_them_and_timed(
    connector: Connector, pool: Pool, priya: Person, rasa: Rasa, counted: Callable[..., float]
) -> None:
    await priya.writes("namaste")
    rasa.faults = [RuntimeError("the actions are away")]
    with pytest.raises(Again):
        await take_turns(connector, pool)
    await take_turns(connector, pool)
    rasa.model = False
    await priya.writes("aur")
    with pytest.raises(Again):
        await take_turns(connector, pool)
    grown = {
        result: counted("munshi_turns_total", result=result) for result in ("failed", "answered", "again")
    }
    assert grown == {"failed": 1, "answered": 1, "again": 1}
    assert counted("munshi_turn_seconds_count") == 3


async def test_a_turn_that_was_had_before_is_not_counted_again(
    connector: Connector, pool: Pool, priya: Person, counted: Callable[..., float]
) -> None:
    await priya.writes("namaste")
    (letter,) = await ask(pool, "SELECT id FROM inbox")
    for _ in range(2):
        await connector.queue.app.tasks["turn"].func(letter=letter)
    assert counted("munshi_turn_seconds_count") == 1


async def test_what_meta_does_not_accept_is_counted_by_its_code(
    connector: Connector, pool: Pool, priya: Person, graph: Graph, clock: Clock, counted: Callable[..., float]
) -> None:
    await priya.writes("namaste")
    await take_turns(connector, pool)
    graph.refuses(130429)
    await send(connector)
    clock.moves(seconds=2)
    await send(connector)
    assert counted("munshi_send_errors_total", code="130429", verdict="later") == 1
    assert counted("munshi_messages_sent_total") == 1


async def test_depth_and_age_of_what_waits_are_looked_up(
    connector: Connector, pool: Pool, priya: Person, clock: Clock, look: Callable[..., Awaitable[float]]
) -> None:
    await priya.writes("namaste")
    clock.moves(seconds=90)
    await priya.writes("koi hai?")
    assert await look("munshi_inbox", state="waiting") == 2
    assert await look("munshi_inbox_oldest_seconds", state="waiting") == 90
    assert await look("munshi_jobs", queue="turns") == 2
    await take_turns(connector, pool)
    clock.moves(seconds=30)
    assert await look("munshi_inbox", state="waiting") == 0
    assert await look("munshi_inbox_oldest_seconds", state="waiting") == 0
    assert await look("munshi_outbox", state="waiting") == 2
    assert await look("munshi_outbox_oldest_seconds", state="waiting") == 30
    assert await look("munshi_database_answers") == 1


async def test_what_was_given_up_or_held_is_looked_up(
    connector: Connector,
    pool: Pool,
    priya: Person,
    rasa: Rasa,
    clock: Clock,
    look: Callable[..., Awaitable[float]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turn, "WAITS", ())
    rasa.faults = [RuntimeError("down")]
    await priya.writes("namaste")
    await take_turns(connector, pool)
    clock.moves(hours=25)
    await send(connector)
    async with pool.connection() as connection:
        await connection.execute(
            "INSERT INTO handoffs (phone_number_id, person, since, reason) VALUES (%s, %s, now(), 'asked')",
            (NUMBER, PHONE),
        )
        await connection.execute(
            "INSERT INTO halts VALUES (%s, %s, 190, now()), ('2', 'of an earlier token', 190, now())",
            (NUMBER, digest(TOKEN)),
        )
    assert await look("munshi_inbox", state="dead") == 1
    assert await look("munshi_outbox", state="held") == 1
    assert await look("munshi_handoffs_open") == 1
    assert await look("munshi_halts") == 1


async def test_without_the_database_the_figures_say_so(connector: Connector) -> None:
    await operations.look(connector)
    await connector.pool.close()
    await operations.look(connector)
    assert metrics.REGISTRY.get_sample_value("munshi_database_answers") == 0
    assert b"munshi_turns_total" in metrics.text()


# --- is it ready? ---


async def test_an_assistant_is_ready_once_it_works(running: Connector, rasa: Rasa) -> None:
    assert set((await operations.wrong(running)).values()) == {None}
    rasa.model = False
    assert (await operations.wrong(running))["model"] == "none is loaded"


async def test_an_assistant_that_has_not_started_or_is_being_stopped_is_not_ready(
    connector: Connector,
) -> None:
    assert await operations.wrong(None) == {"connector": "has not started"}
    assert (await operations.wrong(connector))["workers"] == "do not take jobs"


async def test_an_assistant_without_the_database_is_not_ready(connector: Connector) -> None:
    await connector.pool.close()
    assert (await operations.wrong(connector))["database"] == "does not answer (PoolClosed)"


# --- the log ---


async def test_every_line_of_a_turn_and_of_sending_says_whose_it_is(
    running: Connector, priya: Person, rasa: Rasa, logged: Callable[[], list[str]]
) -> None:
    rasa.faults = [RuntimeError("do kilo aata could not be read")]
    wamid = await priya.writes("do kilo aata")
    await until(lambda: any(" sent as " in line for line in logged()))
    of_turn = [line for line in logged() if "whatsapp.turns.turn" in line or "event=turn" in line]
    of_sending = [line for line in logged() if "whatsapp.outgoing.sender" in line]
    assert [line.partition(" result=")[2].split()[0] for line in of_turn if "result=" in line] == [
        "failed",
        "answered",
    ]
    assert len(of_sending) == 1
    assert all(f" turn={wamid} conversation={NUMBER}:{PHONE}" in line for line in of_turn + of_sending)


async def test_nothing_that_people_said_stands_in_the_log(
    running: Connector, priya: Person, rasa: Rasa, graph: Graph, logged: Callable[[], list[str]]
) -> None:
    rasa.faults = [ValueError("do kilo aata could not be read for Priya Joshi")]
    graph.refuses(130429)
    await priya.writes("do kilo aata")
    await until(lambda: any(" not sent: " in line for line in logged()))
    assert any("ValueError" in line for line in logged())
    for said in ("aata", "Priya", "Joshi", "heard", TOKEN):
        assert said not in "\n".join(logged())
