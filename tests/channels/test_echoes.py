"""What the business writes in WhatsApp's own app is kept, once, and makes the bot silent; what else the app brings."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.incoming import payload
from channels.whatsapp.operating import metrics
from tests.channels.fakes import NUMBER, Clock, Graph, Rasa
from tests.channels.test_handoffs import hand_back, states
from tests.channels.writing import Person, echo, echoes, update

HERE = Path(__file__).parent


async def rows(pool: Pool, query: str) -> list[Any]:
    async with pool.connection() as connection:
        return await (await connection.execute(query)).fetchall()


async def test_from_then_on_people_lead_the_conversation(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await running.receive(echoes(echo(str(priya.phone))))
    await priya.writes("theek hai")
    await states(pool, "for_people")
    assert rasa.texts == graph.sent == []
    led = await rows(pool, "SELECT phone_number_id, person, reason, written_at, ended_at FROM handoffs")
    assert led == [(NUMBER, priya.phone, "wrote", clock(), None)]
    await Person(running, "919000000102", "Arjun").writes("namaste")
    assert await graph.gets(1) == ["heard namaste"]


async def test_brought_again_it_is_known(connector: Connector, pool: Pool) -> None:
    written = echoes(echo("919000000101"), echo("919000000101", "image", {"id": "7"}))
    await connector.pool.open(wait=True)
    for _ in range(2):
        await connector.receive(written)
    assert await rows(pool, "SELECT kind FROM echoes ORDER BY id") == [("text",), ("image",)]
    assert len(await rows(pool, "SELECT 1 FROM handoffs")) == 1
    assert await rows(pool, "SELECT 1 FROM inbox UNION ALL SELECT 1 FROM persons") == []


async def test_each_message_makes_it_last_longer(
    running: Connector, priya: Person, pool: Pool, clock: Clock
) -> None:
    person = str(priya.phone)
    await running.receive(echoes(echo(person)))
    clock.moves(minutes=20)
    await running.receive(echoes(echo(person)))
    assert await rows(pool, "SELECT written_at FROM handoffs") == [(clock(),)]
    earlier = clock() - timedelta(minutes=5)
    await running.receive(echoes(echo(person, timestamp=str(int(earlier.timestamp())))))
    assert await rows(pool, "SELECT written_at FROM handoffs") == [(clock(),)]


async def test_what_was_written_before_the_conversation_was_handed_back_does_not_take_it_again(
    running: Connector, priya: Person, graph: Graph, pool: Pool, clock: Clock
) -> None:
    person, written = str(priya.phone), clock()
    await running.receive(echoes(echo(person)))
    clock.moves(minutes=2)
    await hand_back(pool, clock)
    clock.moves(minutes=2)
    late = written + timedelta(minutes=1)
    await running.receive(echoes(echo(person, timestamp=str(int(late.timestamp())))))
    await priya.writes("namaste")
    assert await graph.gets(1) == ["heard namaste"]
    await running.receive(echoes(echo(person)))
    assert await rows(pool, "SELECT count(*) FROM handoffs WHERE ended_at IS NULL") == [(1,)]


@pytest.mark.parametrize("kind", ["edit", "revoke", "reaction"])
async def test_what_only_changes_a_message_is_kept_and_takes_nothing_over(
    running: Connector, priya: Person, pool: Pool, kind: str
) -> None:
    await running.receive(echoes(echo(str(priya.phone), kind, {"original_message_id": "wamid.1"})))
    assert await rows(pool, "SELECT kind FROM echoes") == [(kind,)]
    assert await rows(pool, "SELECT 1 FROM handoffs") == []


async def test_what_we_have_sent_ourselves_is_no_word_of_people(
    running: Connector, priya: Person, graph: Graph, pool: Pool
) -> None:
    await priya.writes("namaste")
    await graph.gets(1)
    for _ in range(500):
        if await rows(pool, "SELECT 1 FROM outbox WHERE wamid = 'wamid.out1'"):
            break
    await running.receive(echoes({**echo(str(priya.phone)), "id": "wamid.out1"}))
    assert await rows(pool, "SELECT 1 FROM handoffs UNION ALL SELECT 1 FROM echoes") == []


async def test_a_person_who_is_known_by_an_id_alone_is_the_one_who_wrote(
    running: Connector, graph: Graph, rasa: Rasa, pool: Pool
) -> None:
    asha = Person(running, "919000000105", "Asha", "IN.4f3a2b")
    await asha.writes("namaste")
    await graph.gets(1)
    written = echo("x", to_user_id="IN.4f3a2b")
    del written["to"]
    await running.receive(echoes(written))
    await asha.writes("haan")
    await states(pool, "answered", "for_people")


@pytest.mark.parametrize(
    "item",
    [
        None,
        "text",
        {},
        {"id": "wamid.1"},
        {"to": "919000000101"},
        {"id": "wamid.2", "to": {"a": 1}, "type": 7},
    ],
)
async def test_nothing_in_it_is_trusted_and_the_rest_is_taken(
    running: Connector, priya: Person, pool: Pool, item: Any
) -> None:
    await running.receive(echoes(item, echo(str(priya.phone))))
    assert await rows(pool, "SELECT person FROM echoes") == [(priya.phone,)]
    assert [state for (state,) in await rows(pool, "SELECT state FROM inbox")] == ["malformed"]


@pytest.mark.parametrize("file", sorted((HERE / "webhooks" / "pywa").glob("outgoing_message__*.json")))
def test_recorded_webhooks_name_the_person_whichever_side_they_stand_on(file: Path) -> None:
    recorded = file.read_text().replace("<BUSINESS_DISPLAY_PHONE_NUMBER>", "972123456789")
    read = payload.read(recorded.replace("<WHATSAPP_USER_PHONE_NUMBER>", "972987654321").encode())
    assert read.inbound == []
    assert [each.wa_id for each in read.echoes] == ["972987654321"]


@pytest.mark.parametrize("field", ["history", "smb_app_state_sync"])
async def test_what_the_app_hands_over_is_counted_and_dropped_unless_it_is_wanted(
    running: Connector, pool: Pool, field: str
) -> None:
    value = {
        "metadata": {"phone_number_id": NUMBER},
        "history": [{"threads": [{"messages": [{"id": "wamid.1"}]}]}],
    }
    handed = json.dumps({"entry": [{"id": "1", "changes": [{"field": field, "value": value}]}]}).encode()
    before = metrics.APP_DATA_DECLINED.labels(field)._value.get()
    await running.receive(handed)
    assert metrics.APP_DATA_DECLINED.labels(field)._value.get() == before + 1
    assert await rows(pool, "SELECT 1 FROM inbox") == []
    running.takes_app_data = True
    await running.receive(handed)
    assert await rows(pool, "SELECT kind, state FROM inbox") == [(f"field:{field}", "ignored")]


async def test_where_meta_answers_itself_the_bot_only_looks_on(
    running: Connector, priya: Person, pool: Pool, rasa: Rasa
) -> None:
    led = update(priya.value(priya.message("text", {"body": "namaste"})))
    led["entry"][0]["changes"][0]["field"] = "standby"
    await running.receive(json.dumps(led).encode())
    await states(pool, "ignored")
    assert rasa.texts == []
