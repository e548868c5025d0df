"""What is remembered of a conversation, by whom, and what happens when two write at once."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import AsyncConnection
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

import engine.rasa.turn
from engine.prepared import NotPrepared
from engine.rasa.tracker import MOST_EVENTS, LiveTracker
from engine.rasa.tracker_store import LiveTrackerStore
from engine.rasa.tracker_table import WrittenElsewhere
from tests.engine.conftest import DOMAIN
from tests.engine.talk import session, turn

Replica = Callable[[], LiveTrackerStore]
Rows = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def person() -> str:
    return f"100000000000001:{uuid.uuid4().int % 10**12}"


async def says(store: LiveTrackerStore, person: str, *events: Event) -> None:
    tracker = await store.get_or_create_tracker(person, append_action_listen=False)
    for event in events:
        tracker.update(event)
    await store.save(tracker)


async def texts(store: LiveTrackerStore, person: str) -> list[str]:
    tracker = await store.retrieve(person)
    return [event.text for event in tracker.events if event.type_name == "user"] if tracker else []


async def test_events_are_appended_once_and_cannot_be_changed(
    replica: Replica, rows: Rows, person: str, url: str
) -> None:
    store = replica()
    await says(store, person, *session(), *turn("one"))
    await says(store, person, *turn("two"))
    stored = f"FROM assistant.tracker_events WHERE sender_id = '{person}'"
    assert rows(f"SELECT count(*), max(position) {stored}") == [(11, 11)]
    assert rows(f"SELECT event ->> 'text' {stored} AND kind = 'user' ORDER BY position") == [
        ("one",),
        ("two",),
    ]
    with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.RaiseException):
        connection.execute("UPDATE assistant.tracker_events SET kind = 'other'")


async def test_a_conversation_that_has_not_begun_is_not_stored(replica: Replica, person: str) -> None:
    store = replica()
    await store.get_or_create_tracker(person)
    assert await store.exists(person)  # it waits for the person
    await store.get_or_create_tracker(f"{person}0", append_action_listen=False)
    assert not await store.exists(f"{person}0")
    assert person in await store.keys()
    assert f"{person}0" not in await store.keys()


async def test_replicas_agree(replica: Replica, person: str) -> None:
    here, there = replica(), replica()
    await says(here, person, *session(), *turn("one"))
    assert await texts(there, person) == ["one"]
    await says(there, person, *turn("two"), SlotSet("quantity", "2"))
    await says(here, person, *turn("three"))
    for store in (here, there, replica()):
        tracker = await store.retrieve(person)
        assert tracker is not None
        assert tracker.get_slot("quantity") == "2"
        assert await texts(store, person) == ["one", "two", "three"]


async def test_of_two_turns_upon_the_same_state_one_is_refused(replica: Replica, person: str) -> None:
    here, there = replica(), replica()
    await says(here, person, *session(), *turn("one"))
    mine, theirs = await here.retrieve(person), await there.retrieve(person)
    assert mine is not None
    assert theirs is not None
    for tracker, text in ((mine, "mine"), (theirs, "theirs")):
        for event in turn(text):
            tracker.update(event)
    await there.save(theirs)
    with pytest.raises(WrittenElsewhere):
        await here.save(mine)
    assert await texts(here, person) == ["one", "theirs"]


async def test_a_turn_that_broke_off_leaves_nothing(replica: Replica, person: str) -> None:
    store = replica()
    await says(store, person, *session(), *turn("one"))
    broken = await store.retrieve(person)
    assert broken is not None
    broken.update(turn("lost")[0])
    assert await texts(store, person) == ["one"]


async def test_what_a_turn_writes_is_kept_with_its_events(replica: Replica, rows: Rows, person: str) -> None:
    async def write(connection: AsyncConnection) -> None:
        await connection.execute("CREATE TABLE IF NOT EXISTS said (text text)")
        await connection.execute("INSERT INTO said VALUES (%s)", (person,))

    with engine.rasa.turn.begin("wamid.1") as unit:
        unit.on_save(write)
        await says(replica(), person, *session(), *turn("one"))
    assert rows(f"SELECT count(*) FROM assistant.said WHERE text = '{person}'") == [(1,)]


async def test_who_writes_with_a_turn_sees_the_conversation_as_it_is_kept(
    replica: Replica, person: str
) -> None:
    seen: list[list[str]] = []

    async def look(connection: AsyncConnection) -> None:
        assert unit.tracker is not None
        seen.append([event.text for event in unit.tracker.events if event.type_name == "user"])

    with engine.rasa.turn.begin("wamid.1") as unit:
        unit.on_save(look)
        await says(replica(), person, *session(), *turn("one"))
    assert seen == [["one"]]


async def test_where_a_turn_cannot_write_its_events_are_not_kept_either(
    replica: Replica, person: str
) -> None:
    async def refuse(connection: AsyncConnection) -> None:
        await connection.execute("CREATE TABLE never ()")
        raise RuntimeError("the outbox is full")

    store = replica()
    with engine.rasa.turn.begin("wamid.1") as unit:
        unit.on_save(refuse)
        with pytest.raises(RuntimeError, match="outbox"):
            await says(store, person, *session(), *turn("one"))
    assert await store.retrieve(person) is None


async def test_a_turn_with_a_fault_keeps_nothing(replica: Replica, person: str) -> None:
    store = replica()
    with engine.rasa.turn.begin("wamid.1") as unit:
        unit.fault = RuntimeError("an action raised this")
        with pytest.raises(RuntimeError, match="an action raised"):
            await says(store, person, *session(), *turn("one"))
    assert await store.retrieve(person) is None


async def test_a_long_session_stays_short_in_memory_and_to_read(replica: Replica, person: str) -> None:
    store = replica()
    await says(store, person, *session())
    for number in range(100):
        await says(store, person, SlotSet("quantity", str(number)), *turn(f"message {number}"))
    for reader in (store, replica()):
        tracker = await reader.retrieve(person)
        assert tracker is not None
        assert len(tracker.events) <= MOST_EVENTS
        assert tracker.get_slot("quantity") == "99"
        assert (await texts(reader, person))[-2:] == ["message 98", "message 99"]
        whole = await reader.retrieve_full_tracker(person)
        assert whole is not None
        assert len(whole.events) == 503


async def test_a_turn_late_in_a_session_costs_what_an_early_one_does(replica: Replica, person: str) -> None:
    store = replica()
    spent: dict[str, list[float]] = {"old": [], "young": []}
    for number in range(300):
        await says(store, f"{person}-old", *(turn(str(number)) if number else session()))
    for number in range(100):
        for name, who in (("old", f"{person}-old"), ("young", f"{person}-{number // 20}")):
            fresh = name == "young" and number % 20 == 0
            began = time.process_time()
            await says(store, who, *(session() if fresh else turn(str(number))))
            spent[name].append(time.process_time() - began)
    assert sum(spent["old"]) < 1.5 * sum(spent["young"])


async def test_a_new_session_begins_with_an_empty_table(replica: Replica, person: str) -> None:
    store = replica()
    await says(store, person, *session(), *turn("yesterday"))
    await says(store, person, *session(), *turn("today"))
    for reader in (store, replica()):
        assert await texts(reader, person) == ["today"]
    whole = await store.retrieve_full_tracker(person)
    assert whole is not None
    assert len(whole.events) == 14


async def test_a_history_set_by_hand_replaces_what_there_was(replica: Replica, person: str) -> None:
    here, there = replica(), replica()
    await says(here, person, *session(), *turn("one"), *turn("wrong"))
    assert await texts(there, person) == ["one", "wrong"]
    undone = DialogueStateTracker.from_events(person, [*session(), *turn("one")], DOMAIN.slots)
    await here.save(undone)
    await says(here, person, *turn("right"))
    for store in (here, there, replica()):
        assert await texts(store, person) == ["one", "right"]
        whole = await store.retrieve_full_tracker(person)
        assert whole is not None
        assert len(whole.events) == 11


async def test_no_turn_fails_after_a_restart_of_the_database(
    replica: Replica, rows: Rows, person: str
) -> None:
    store = replica()
    await says(store, person, *session(), *turn("one"))
    rows(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
    )
    await says(store, person, *turn("two"))
    assert await texts(store, person) == ["one", "two"]


async def test_a_turn_that_the_database_lost_in_a_crash_is_forgotten(
    replica: Replica, person: str, url: str
) -> None:
    store = replica()
    await says(store, person, *session(), *turn("one"))
    await says(store, person, *turn("lost"))
    _lose_after(url, person, len(session() + turn("one")))
    assert await texts(store, person) == ["one"]
    await says(store, person, *turn("lost"))
    assert await texts(replica(), person) == ["one", "lost"]


async def test_a_turn_upon_one_that_the_database_lost_is_refused(
    replica: Replica, person: str, url: str
) -> None:
    store = replica()
    await says(store, person, *session(), *turn("one"))
    await says(store, person, *turn("lost"))
    tracker = await store.get_or_create_tracker(person, append_action_listen=False)
    _lose_after(url, person, len(session() + turn("one")))
    for event in turn("upon it"):
        tracker.update(event)
    with pytest.raises(WrittenElsewhere):
        await store.save(tracker)
    assert await texts(store, person) == ["one"]


def _lose_after(url: str, person: str, position: int) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "DELETE FROM assistant.tracker_events WHERE sender_id = %s AND position > %s", (person, position)
        )


async def test_whatever_a_person_sends_can_be_stored(replica: Replica, person: str) -> None:
    odd = "नमस्ते 🙏 \x00 \ud800 \\u0000 'quoted'"
    await says(replica(), person, *session(), *turn(odd))
    assert await texts(replica(), person) == [odd]


async def test_a_new_model_brings_its_slots_at_once(replica: Replica, person: str) -> None:
    store = replica()
    await says(store, person, *session(), *turn("one"))
    store.domain = Domain.from_dict(
        {"version": "3.1", "slots": {"fresh": {"type": "any", "mappings": [{"type": "custom"}]}}}
    )
    tracker = await store.retrieve(person)
    assert tracker is not None
    assert "fresh" in tracker.slots


async def test_the_least_recent_conversations_leave_memory(url: str, person: str) -> None:
    store = LiveTrackerStore(DOMAIN, host=url, live_conversations=2)
    for number in range(4):
        await says(store, f"{person}{number}", *session(), *turn("one"))
    assert list(store._live) == [f"{person}2", f"{person}3"]
    assert await texts(store, f"{person}0") == ["one"]
    await store._pool.close()


def test_a_database_without_the_tables_ends_the_start(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE empty")
    config = EndpointConfig(
        url.replace("/postgres?", "/empty?"), type="engine.rasa.tracker_store.LiveTrackerStore"
    )
    with pytest.raises(NotPrepared, match="make run"):
        TrackerStore.create(config)


def test_a_database_that_does_not_answer_ends_the_start() -> None:
    config = EndpointConfig(
        "postgresql://127.0.0.1:1/none", type="engine.rasa.tracker_store.LiveTrackerStore"
    )
    with pytest.raises(Exception, match="cannot be reached"):
        TrackerStore.create(config)


def test_a_store_that_cannot_be_imported_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa itself would only warn, and keep everything in memory."""
    monkeypatch.setitem(__import__("sys").modules, "engine.rasa.tracker_store", None)
    monkeypatch.delitem(__import__("sys").modules, "engine.rasa.lock_store", raising=False)
    with pytest.raises(Exception, match=r"engine\.rasa\.lock_store"):
        LockStore.create(EndpointConfig(type="engine.rasa.lock_store.ToldLockStore"))


def test_a_store_that_is_misspelt_ends_the_start() -> None:
    with pytest.raises(ImportError):
        TrackerStore.create(EndpointConfig(type="engine.rasa.tracker_stor.LiveTrackerStore"))


def test_rasas_own_commands_use_these_stores() -> None:
    endpoints = (Path(__file__).parents[3] / "endpoints.yml").read_text()
    assert f"{LiveTrackerStore.__module__}.{LiveTrackerStore.__name__}" in endpoints
    assert "engine.rasa.lock_store.ToldLockStore" in endpoints
    assert issubclass(LiveTracker, DialogueStateTracker)
