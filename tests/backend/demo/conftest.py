"""A simulator with a recording assistant instead of the network, and a clock that tests move."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from munshi.demo import build
from munshi.demo.cast import Player, Stage
from munshi.demo.simulator import Simulator

KIRANA = "100000000000001"
PRIYA = "919000000101"
TOKEN = "demo-token"
SECRET = "demo-secret"


@dataclass
class Clock:
    """A moment that stands still until a test moves it."""

    moment: datetime = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Assistant:
    """Takes webhooks and remembers them; `answers` are the next HTTP statuses, then 200."""

    requests: list[httpx.Request] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    files: dict[str, httpx.Response] = field(default_factory=dict)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return self.files.get(str(request.url), httpx.Response(404))
        self.requests.append(request)
        return httpx.Response(self.answers.pop(0) if self.answers else 200)

    def values(self, name: str) -> list[dict[str, Any]]:
        """All `messages` or `statuses` that have arrived, in order of arrival."""
        updates = [httpx.Response(200, content=request.content).json() for request in self.requests]
        changes = [change["value"] for update in updates for change in update["entry"][0]["changes"]]
        return [item for value in changes for item in value.get(name, [])]


def eventually(holds: Callable[[], Any], seconds: float = 5.0) -> Any:
    """The first true answer of `holds` within so many seconds."""
    until = time.monotonic() + seconds
    while not (answer := holds()):
        assert time.monotonic() < until, "did not come true in time"
        time.sleep(0.01)
    return answer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
def simulator(clock: Clock, assistant: Assistant) -> Simulator:
    connection = build.Connection("http://127.0.0.1:8000/demo/graph", TOKEN, SECRET, "http://127.0.0.1:5005")
    people = (Player(PRIYA, "Priya Joshi", ("customer",), "hi"),)
    stage = Stage(KIRANA, "+91 90000 00001", "Sharma Kirana Store", "shop", None, people)
    made = build.simulator(connection, lambda _: [stage], clock, httpx.MockTransport(assistant))
    made.behaviour.status_delay = 0.0
    return made


@pytest.fixture
def client(simulator: Simulator) -> Iterator[TestClient]:
    app = FastAPI()
    build.mount(app, simulator)
    with TestClient(app) as running:
        yield running


@dataclass
class Business:
    """Sends through the Graph API as the assistant would."""

    client: TestClient

    def posts(self, request: Any, number: str = KIRANA, token: str = TOKEN) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return self.client.post(f"/demo/graph/v25.0/{number}/messages", json=request, headers=headers)

    def says(self, body: str = "Namaste", **more: Any) -> httpx2.Response:
        text = {"messaging_product": "whatsapp", "to": PRIYA, "type": "text", "text": {"body": body}}
        return self.posts({**text, **more})

    def asks(self, interactive: dict[str, Any]) -> httpx2.Response:
        request = {
            "messaging_product": "whatsapp",
            "to": PRIYA,
            "type": "interactive",
            "interactive": interactive,
        }
        return self.posts(request)


@pytest.fixture
def business(client: TestClient) -> Business:
    return Business(client)


@dataclass
class Person:
    """Writes on the chat page."""

    client: TestClient

    def writes(self, body: str = "Namaste", **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.posts(
            {"type": "text", "body": body, "name": "Priya Joshi", **more}
        ).json()
        return answer

    def posts(self, written: dict[str, Any]) -> httpx2.Response:
        return self.client.post(f"/demo/api/chats/{KIRANA}/{PRIYA}/messages", json=written)

    def sees(self) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self.client.get(f"/demo/api/chats/{KIRANA}/{PRIYA}").json()
        return messages


@pytest.fixture
def priya(client: TestClient) -> Person:
    return Person(client)


@pytest.fixture
def heard(priya: Person, assistant: Assistant) -> dict[str, Any]:
    """Priya has written, so the 24-hour window is open."""
    message = priya.writes()
    eventually(lambda: assistant.values("messages"))
    return message
