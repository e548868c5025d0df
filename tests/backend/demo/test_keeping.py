"""The chats of the page are there again after a restart, and what was under way goes on."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from munshi import settings
from munshi.app import create
from munshi.demo import build, keeping, page
from munshi.demo.cast import Stage
from munshi.demo.simulator import Simulator
from munshi.demo.writing import Text
from tests.backend.books import opened
from tests.backend.conftest import Server
from tests.backend.demo.conftest import KIRANA, PRIYA, SECRET, TOKEN, Assistant

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def a_simulator(assistant: Assistant) -> Simulator:
    """One that has just begun."""
    connection = build.Connection("http://127.0.0.1:8000/demo/graph", TOKEN, SECRET, "http://127.0.0.1:5005")
    stage = Stage(KIRANA, "+91 90000 00001", "Sharma Kirana Store", "shop", None, ())
    made = build.simulator(connection, lambda _: [stage], lambda: NOW, httpx.MockTransport(assistant))
    made.behaviour.status_delay = 0.0
    return made


def says(simulator: Simulator, body: str, number: str = KIRANA) -> None:
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "text", "text": {"body": body}}
    simulator.send(number, request, None)


def read(simulator: Simulator) -> list[tuple[bool, str, str]]:
    """What stands in Priya's chat."""
    chat = simulator.state.chats[(KIRANA, PRIYA)]
    return [
        (message.from_business, message.content["text"]["body"], message.state) for message in chat.messages
    ]


async def told(simulator: Simulator, body: str) -> None:
    """Priya writes."""
    await page._written(simulator, KIRANA, PRIYA, Text(type="text", body=body, name="Priya Joshi"))


@pytest.fixture
def kept(own_books: Engine) -> None:
    """Books of the test's own."""


async def settled(simulator: Simulator) -> None:
    """Nothing is under way any more."""
    for _ in range(100):
        await asyncio.sleep(0.01)
        states = {message.state for message in simulator.state.messages.values()}
        if states <= {"delivered", "read"}:
            return


async def test_everything_is_there_again(kept: None) -> None:
    before = a_simulator(Assistant())
    await keeping.remember(before)
    await told(before, "namaste")
    says(before, "Namaste! Kya bhejun?")
    await before.echo(KIRANA, PRIYA, "Ramesh bol raha hoon")
    picture = before.shelf.put(KIRANA, b"picture", "image/png", "a.png", NOW, heard=True)
    await settled(before)
    await keeping.keep_now(before)
    await build.close(before)

    after = a_simulator(Assistant())
    await keeping.remember(after)
    assert read(after) == read(before)
    assert [bubble[0] for bubble in read(after)] == [False, True, True]
    assert after.state.chats[(KIRANA, PRIYA)].name == "Priya Joshi"
    assert after.state.chats[(KIRANA, PRIYA)].last_heard == NOW
    assert after.shelf.get(picture.id, NOW) == picture
    says(after, "window is open, ids go on")
    assert after.state.position == before.state.position + 1
    await build.close(after)


async def test_what_nobody_had_taken_is_delivered_after_the_restart(kept: None) -> None:
    before = a_simulator(Assistant(answers=[503] * 50))
    await keeping.remember(before)
    await told(before, "namaste")
    await asyncio.sleep(0.05)
    await keeping.keep_now(before)
    await build.close(before)
    taking = Assistant()
    after = a_simulator(taking)
    await keeping.remember(after)
    await settled(after)
    assert [message["text"]["body"] for message in taking.values("messages")] == ["namaste"]
    await build.close(after)


async def test_what_is_forgotten_does_not_come_back(kept: None) -> None:
    before = a_simulator(Assistant())
    await keeping.remember(before)
    await told(before, "namaste")
    await keeping.keep_now(before)
    before.reset()
    await keeping.keep_now(before)
    await build.close(before)
    after = a_simulator(Assistant())
    await keeping.remember(after)
    assert after.state.chats == {}
    await build.close(after)


async def test_while_the_database_is_away_nothing_is_lost(
    kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = a_simulator(Assistant())
    await keeping.remember(before)
    await told(before, "namaste")
    with opened() as session:
        session.execute(text("ALTER TABLE demo.messages RENAME TO away"))
    await keeping.keep_now(before)
    with opened() as session:
        session.execute(text("ALTER TABLE demo.away RENAME TO messages"))
    await told(before, "phir se")
    await keeping.keep_now(before)
    await build.close(before)
    after = a_simulator(Assistant())
    await keeping.remember(after)
    assert [words for _, words, _ in read(after)] == ["namaste", "phir se"]
    await build.close(after)


def test_the_application_keeps_its_chats_by_itself(
    kept: None, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "current", settings.Settings)  # it is read once in a process
    monkeypatch.setenv("DATABASE_URL", server.copy())  # it sees to these books by the day that it is
    body = {"type": "text", "body": "namaste", "name": "Priya Joshi"}
    for before in (0, 1):
        with TestClient(create()) as open_page:
            chat = f"/demo/api/chats/{KIRANA}/{PRIYA}"
            assert len(open_page.get(chat).json()) == before
            assert open_page.post(f"{chat}/messages", json=body).status_code == 201
