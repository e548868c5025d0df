"""Stand-ins for what lies beyond the connector: Meta, Rasa, the books, the clock."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import httpx
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

import engine.rasa.turn
from channels.whatsapp.database import Pool

NUMBER = "100000000000001"
TOKEN = "the-token"


class Clock:
    """Stands still at a moment unless it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def moves(self, **by: float) -> None:
        self.moment += timedelta(**by)


class Books(httpx.AsyncBaseTransport):
    """The backend, as far as the connector asks it; `files` are those of its paths.

    What it is told it agrees to, once the `decisions` have been taken one by one.
    """

    def __init__(self) -> None:
        self.files: dict[str, Callable[[], httpx.Response]] = {}
        self.fetched: list[httpx.Request] = []
        self.told: list[httpx.Request] = []
        self.decisions: list[httpx.Response] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path in self.files:
            self.fetched.append(request)
            return self.files[request.url.path]()
        if request.method == "POST":
            await request.aread()
            self.told.append(request)
            return self.decisions.pop(0) if self.decisions else httpx.Response(200, json={"outcome": "moved"})
        return httpx.Response(200, json=[{"id": "kirana", "numbers": [NUMBER]}])


class Graph(httpx.AsyncBaseTransport):
    """Meta: keeps what it is sent. `answers` are taken one by one before it begins to accept."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.answers: list[httpx.Response | Exception] = []
        self.files: dict[str, httpx.Response] = {}
        self.uploads: list[tuple[str, bytes]] = []
        self.upload_answers: list[httpx.Response | Exception] = []
        self.arrived = asyncio.Event()

    @property
    def sent(self) -> list[dict[str, Any]]:
        """The messages, without read receipts."""
        return [request for request in self.requests if "status" not in request]

    @property
    def texts(self) -> list[str]:
        return [said(request) for request in self.sent]

    @property
    def reads(self) -> list[dict[str, Any]]:
        return [request for request in self.requests if "status" in request]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return self.files[request.url.path]
        if request.url.path.endswith("/media"):
            return self._takes(request.url.path, await request.aread())
        body = json.loads(await request.aread())
        if "status" not in body and self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        self.requests.append(body)
        self.arrived.set()
        return httpx.Response(200, json={"messages": [{"id": f"wamid.out{len(self.sent)}"}]})

    def _takes(self, path: str, form: bytes) -> httpx.Response:
        """Keeps an uploaded file under its place among all that were uploaded."""
        if self.upload_answers:
            answer = self.upload_answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        self.uploads.append((path, form))
        return httpx.Response(200, json={"id": f"media{len(self.uploads)}"})

    def refuses(self, code: int, status: int = 400, times: int = 1) -> None:
        """Answers the next messages with an error of Meta's."""
        error = {"error": {"code": code, "message": "ordered", "error_data": {"details": "ordered"}}}
        self.answers += [httpx.Response(status, json=error) for _ in range(times)]

    async def gets(self, count: int, within: float = 5.0) -> list[str]:
        """Waits for so many messages; their texts."""

        async def wait() -> None:
            while len(self.sent) < count:
                self.arrived.clear()
                await self.arrived.wait()

        await asyncio.wait_for(wait(), within)
        return self.texts


def said(request: dict[str, Any]) -> str:
    """The words of a Graph request."""
    content = request[request["type"]]
    if request["type"] in ("image", "document"):
        return str(content.get("caption"))
    return str(content["body"] if request["type"] == "text" else content["body"]["text"])


class Rasa:
    """The agent: repeats what it hears, with a delay, with buttons, or with a fault, and saves like the real store."""

    domain = Domain.empty()

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.heard: list[UserMessage] = []
        self.reply: Callable[[UserMessage], dict[str, Any]] = lambda message: {
            "text": f"heard {message.text}"
        }
        self.faults: list[BaseException] = []
        self.seconds = 0.0
        self.model = True
        self.busy: dict[str, int] = {}
        self.most_busy = 0
        self.tracker: DialogueStateTracker | None = None
        self.intents: dict[str, str] = {}
        self.tracker_store = SimpleNamespace(retrieve=self._retrieve)
        self.processor = SimpleNamespace(nlg=SimpleNamespace(generate=self._page))

    def __call__(self) -> "Rasa":
        return self

    @property
    def texts(self) -> list[str]:
        return [str(message.text) for message in self.heard]

    def is_ready(self) -> bool:
        return self.model

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message)
        self.busy[message.sender_id] = self.busy.get(message.sender_id, 0) + 1
        self.most_busy = max(self.most_busy, *self.busy.values())
        await asyncio.sleep(self.seconds)
        self.busy[message.sender_id] -= 1
        if self.faults:
            raise self.faults.pop(0)
        await message.output_channel.send_response(message.sender_id, self.reply(message))
        unit = engine.rasa.turn.current()
        assert unit is not None
        unit.tracker = DialogueStateTracker.from_events(message.sender_id, [], self.domain.slots)
        async with self.pool.connection() as connection, connection.transaction():
            await unit.saving(connection)

    async def parse_message(self, text: str) -> dict[str, Any]:
        return {"text": text, "intent": {"name": self.intents.get(text, "place_order")}, "entities": []}

    async def _retrieve(self, conversation: str) -> DialogueStateTracker | None:
        return self.tracker

    async def _page(self, name: str, tracker: object, channel: str) -> dict[str, Any]:
        return {"text": name}
