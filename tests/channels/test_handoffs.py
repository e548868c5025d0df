"""While people lead a conversation the bot is silent in it, and takes up again what comes after."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.turns import at_once, turn
from tests.channels.fakes import NUMBER, Books, Clock, Graph, Rasa
from tests.channels.writing import Person


async def do(pool: Pool, statement: str, *values: Any) -> None:
    async with pool.connection() as connection:
        await connection.execute(statement, values)


async def hand_over(pool: Pool, clock: Clock, person: Person, opened_by: str | None = None) -> None:
    """From now on people lead this person's conversation: one of them has written."""
    handoff = (NUMBER, person.phone, clock(), opened_by, clock())
    await do(
        pool,
        "INSERT INTO handoffs (phone_number_id, person, since, reason, opened_by, written_at)"
        " VALUES (%s, %s, %s, 'asked', %s, %s)",
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


async def test_who_called_for_people_is_served_until_somebody_has_written(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await hand_over(pool, clock, priya)
    await do(pool, "UPDATE handoffs SET written_at = NULL")
    await priya.writes("2 kilo aata")
    assert await graph.gets(1) == ["heard 2 kilo aata"]
    await do(pool, "UPDATE handoffs SET written_at = %s", clock())
    await priya.writes("aur ek doodh")
    await states(pool, "answered", "for_people")
    assert rasa.texts == ["2 kilo aata"]


async def test_who_answers_through_the_bot_is_told_of_what_comes_back(
    running: Connector, priya: Person, books: Books, pool: Pool, clock: Clock
) -> None:
    await hand_over(pool, clock, priya)
    await do(pool, "UPDATE handoffs SET answered_by = '919000000001'")
    wamid = await priya.writes("theek hai, kab tak?")
    await states(pool, "for_people")
    (told,) = books.told
    assert told.url.path == f"/api/businesses/kirana/handoffs/{NUMBER}/{priya.phone}/heard"
    assert json.loads(told.content) == {"text": "theek hai, kab tak?"}
    assert told.headers["Idempotency-Key"] == wamid


async def test_books_that_are_away_leave_the_message_with_people_all_the_same(
    running: Connector, priya: Person, graph: Graph, books: Books, pool: Pool, clock: Clock, monkeypatch: Any
) -> None:
    monkeypatch.setattr(turn, "WAITS", (timedelta(0),))
    books.decisions = [httpx.Response(503), httpx.Response(503)]
    await hand_over(pool, clock, priya)
    await do(pool, "UPDATE handoffs SET answered_by = '919000000001'")
    await priya.writes("kab tak?")
    await states(pool, "for_people")
    assert graph.sent == []


async def answering(pool: Pool, clock: Clock, person: Person, begun_by: str = "wamid.tap") -> None:
    """This person has tapped that they answer a customer."""
    await do(
        pool,
        "INSERT INTO answering VALUES (%s, %s, %s, '919000000101', %s, %s)",
        *(NUMBER, person.phone, NUMBER, clock(), begun_by),
    )


async def still_answering(pool: Pool) -> bool:
    async with pool.connection() as connection:
        return await (await connection.execute("SELECT 1 FROM answering")).fetchone() is not None


async def test_the_next_message_of_who_answers_is_passed_on_whatever_its_words_are(
    running: Connector, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    owner = Person(running, "919000000001", "Ramesh")
    await answering(pool, clock, owner)
    await owner.writes("haan ji, /cancel nahi, 2 kilo aata bhej diya")
    await owner.writes("namaste")
    assert await graph.gets(2) == ["heard /pass_on_answer", "heard namaste"]
    assert rasa.heard[0].metadata["passed_on"] == "haan ji, /cancel nahi, 2 kilo aata bhej diya"
    assert "passed_on" not in rasa.heard[1].metadata


async def test_a_turn_that_failed_passes_the_same_on_again(
    running: Connector, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock, monkeypatch: Any
) -> None:
    monkeypatch.setattr(turn, "WAITS", (timedelta(0),))
    rasa.faults = [ValueError("the answer was lost")]
    owner = Person(running, "919000000001", "Ramesh")
    await answering(pool, clock, owner)
    await owner.writes("5 minute")
    assert await graph.gets(1) == ["heard /pass_on_answer"]
    assert [message.metadata["passed_on"] for message in rasa.heard] == ["5 minute", "5 minute"]
    assert not await still_answering(pool)


async def test_stop_is_no_answer_and_neither_is_what_comes_too_late(
    running: Connector, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    owner = Person(running, "919000000001", "Ramesh")
    await answering(pool, clock, owner)
    await owner.writes("STOP")
    assert await graph.gets(1) == ["heard /opt_out"]
    await answering(pool, clock, owner)
    clock.moves(minutes=15)
    await owner.writes("haan")
    assert (await graph.gets(2))[1] == "heard haan"


async def test_a_tap_in_between_ends_it(
    running: Connector, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    owner = Person(running, "919000000001", "Ramesh")
    await answering(pool, clock, owner)
    await owner.taps("unknown")
    assert await graph.gets(1) == ["utter_stale_button"]
    assert not await still_answering(pool)


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
