"""While people lead a conversation the bot is silent in it, and takes up again what comes after."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.turns import at_once, turn
from tests.channels.fakes import NUMBER, Clock, Graph, Rasa
from tests.channels.writing import Person


async def do(pool: Pool, statement: str, *values: Any) -> None:
    async with pool.connection() as connection:
        await connection.execute(statement, values)


async def hand_over(pool: Pool, clock: Clock, person: Person, opened_by: str | None = None) -> None:
    """From now on people lead this person's conversation."""
    handoff = (NUMBER, person.phone, clock(), opened_by)
    await do(
        pool,
        "INSERT INTO handoffs (phone_number_id, person, since, reason, opened_by) VALUES (%s, %s, %s, 'asked', %s)",
        *handoff,
    )


async def hand_back(pool: Pool, clock: Clock) -> None:
    await do(pool, "UPDATE handoffs SET ended_at = %s WHERE ended_at IS NULL", clock())


async def states(pool: Pool, *wanted: str) -> None:
    """Waits until the stored messages are in these states."""
    found: list[str] = []
    for _ in range(500):
        async with pool.connection() as connection:
            rows = await (await connection.execute("SELECT state FROM inbox ORDER BY id")).fetchall()
        found = [row[0] for row in rows]
        if found == list(wanted):
            return
        await asyncio.sleep(0.01)
    assert found == list(wanted)


async def test_what_is_written_to_people_is_kept_for_them_and_not_answered(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await hand_over(pool, clock, priya)
    await priya.writes("mera order galat aaya")
    await priya.sends(priya.message("location", {"latitude": 22.7, "longitude": 75.8}))
    await priya.taps("unknown")
    await states(pool, "for_people", "for_people", "for_people")
    assert rasa.texts == []
    assert graph.requests == []  # nor shown as read: nobody has read it


async def test_another_persons_conversation_goes_on(
    running: Connector, priya: Person, graph: Graph, pool: Pool, clock: Clock
) -> None:
    await hand_over(pool, clock, priya)
    await Person(running, "919000000102", "Arjun").writes("namaste")
    assert await graph.gets(1) == ["heard namaste"]


async def test_what_waited_when_people_took_over_is_theirs_too(
    connector: Connector, priya: Person, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await priya.writes("2 kilo aata")
    clock.moves(seconds=1)
    await hand_over(pool, clock, priya)
    await connector.start()
    await states(pool, "for_people")
    assert rasa.texts == []
    await connector.stop()


async def test_a_turn_that_handed_over_and_then_failed_is_still_answered(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock, monkeypatch: Any
) -> None:
    monkeypatch.setattr(turn, "WAITS", (timedelta(0),))
    message = priya.message("text", {"body": "kisi insaan se baat karao"})
    rasa.faults = [ValueError("the answer was lost")]
    await hand_over(pool, clock, priya, opened_by=message["id"])
    await priya.sends(message)
    assert await graph.gets(1) == ["heard kisi insaan se baat karao"]
    await priya.writes("jaldi")
    await states(pool, "answered", "for_people")


async def test_handed_back_the_next_message_is_the_bots_and_what_people_had_is_not(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await hand_over(pool, clock, priya)
    await priya.writes("one")
    await states(pool, "for_people")
    await hand_back(pool, clock)
    await priya.writes("two")
    assert await graph.gets(1) == ["heard two"]
    assert rasa.texts == ["two"]


async def test_stop_acts_also_while_people_lead_the_conversation(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await hand_over(pool, clock, priya)
    await priya.writes("Stop!")
    assert await graph.gets(1) == ["heard /opt_out"]
    await priya.writes("bus kab rukti hai, stop kahan hai")
    await states(pool, "answered", "for_people")


async def test_a_file_for_people_is_fetched_while_meta_has_it(
    running: Connector, priya: Person, graph: Graph, pool: Pool, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []

    async def fetch(number: str, attachment: dict[str, Any]) -> dict[str, Any]:
        fetched.append(attachment["media_id"])
        return attachment

    await hand_over(pool, clock, priya)
    monkeypatch.setattr("channels.whatsapp.incoming.media.Media.fetched", lambda _, *what: fetch(*what))
    await priya.sends(priya.message("image", {"id": "700"}))
    await states(pool, "for_people")
    assert fetched == ["700"]


@pytest.mark.parametrize(
    "words",
    [
        "STOP",
        "stop.",
        " Stop !",
        "unsubscribe",
        "band karo",
        "Band  karo",
        "बंद",
        "बंद करो।",
        "mat bhejo 🙏",
        "ＳＴＯＰ",
    ],
)
def test_words_that_stop_everything_stand_alone_in_any_script_and_case(words: str) -> None:
    assert at_once.command(words) == "/opt_out"


@pytest.mark.parametrize("words", ["START", "start!", "मैसेज चालू करो"])
def test_words_that_let_messages_come_again(words: str) -> None:
    assert at_once.command(words) == "/opt_in"


@pytest.mark.parametrize(
    "words",
    ["", "🙏", "bread mat bhejo", "stop the bus", "start se batao", "dukan kab band hoti hai", "/opt_out"],
)
def test_in_other_words_it_is_understood_as_everything_is(words: str) -> None:
    assert at_once.command(words) is None
