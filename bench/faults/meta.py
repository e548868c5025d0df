"""Meta's part of a run: it fails in every way that its table of errors knows, and remembers what people were sent."""

import asyncio
import contextlib
import itertools
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bench.faults.post import Item, Postman

SHARE_OF_FAULTS = 0.05
NEWS_WITHIN = 1.5
LARGEST = 16 * 1024 * 1024  # bytes of a file

REFUSED = {"4": 400, "80007": 400, "130429": 429, "131056": 400}
UNCLEAR = {"131000": 500, "131016": 500, "503": 503}
WAYS = ("no answer", "dropped", *UNCLEAR, *REFUSED)


@dataclass(frozen=True)
class Taken:
    """A message that lies on a person's phone, since the moment `at` of the monotonic clock.

    What can be tapped below it: buttons by title and id, or a link.
    """

    reference: str
    person: str
    text: str
    at: float = 0.0
    buttons: tuple[tuple[str, str], ...] = ()
    link: str | None = None


@dataclass
class Meta:
    """The Graph API's `/messages`. What it has taken and does not answer for, the person has all the same."""

    postman: Postman
    chance: random.Random
    now: Callable[[], float]  # the seconds of the epoch by the system's own clock
    no_answer_for: float
    share_of_faults: float = SHARE_OF_FAULTS
    taken: list[Taken] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self._ways = self._in_turn()

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """A message, or the news that one was read."""
        try:
            message = await request.json()
        except ConnectionResetError:  # the assistant died over it
            return web.Response()
        if "status" in message:
            return web.json_response({"success": True})
        self.counted["sends"] += 1
        if self.chance.random() >= self.share_of_faults:
            return self._accepted(message)
        way = next(self._ways)
        self.counted[way] += 1
        if way in REFUSED:
            return _error(int(way), REFUSED[way])
        accepted = self._accepted(message) if way == "no answer" or self.chance.random() < 0.5 else None
        self.counted["taken, and not said so"] += accepted is not None
        if way in UNCLEAR:
            return _error(int(way) if way != "503" else 2, UNCLEAR[way])
        if way == "no answer":
            await asyncio.sleep(self.no_answer_for)
        if request.transport:
            request.transport.abort()
        return accepted or _error(131000, 500)

    async def keep_file(self, request: web.Request) -> web.StreamResponse:
        """A file that is to be sent: the PDF of a bill."""
        with contextlib.suppress(ConnectionResetError):  # the assistant died over it
            await request.read()
        self.counted["files"] += 1
        if self.chance.random() < self.share_of_faults:
            self.counted["files refused"] += 1
            return _error(131000, 500)
        return web.json_response({"id": str(next(self._ids))})

    def _accepted(self, message: dict[str, Any]) -> web.Response:
        person, wamid = str(message["to"]), f"wamid.faults.answer.{next(self._ids)}"
        reference = str(message.get("biz_opaque_callback_data"))
        action = (message.get("interactive") or {}).get("action") or {}
        buttons = tuple((each["reply"]["title"], each["reply"]["id"]) for each in action.get("buttons", ()))
        link = (action.get("parameters") or {}).get("url")
        self.taken.append(Taken(reference, person, _words(message), time.monotonic(), buttons, link))
        for status in ("sent", "delivered", "read"):
            news = {
                "id": wamid,
                "status": status,
                "timestamp": str(int(self.now())),
                "recipient_id": person,
                "biz_opaque_callback_data": reference,
            }
            self.postman.bring(Item("statuses", news), self.chance.uniform(0.02, NEWS_WITHIN))
        contact = {"input": person, "wa_id": person}
        return web.json_response(
            {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": wamid}]}
        )

    def _in_turn(self) -> Iterator[str]:
        """Every way, one after the other in an order of chance, so that none is left out."""
        while True:
            yield from self.chance.sample(WAYS, len(WAYS))


def application(meta: Meta) -> web.Application:
    """What listens where the Graph API should be."""
    served = web.Application(client_max_size=LARGEST)
    served.router.add_post("/{version}/{number}/messages", meta.receive)
    served.router.add_post("/{version}/{number}/media", meta.keep_file)
    return served


def _error(code: int, status: int) -> web.Response:
    error = {"message": f"(#{code})", "type": "OAuthException", "code": code}
    return web.json_response({"error": error}, status=status)


def _words(message: dict[str, Any]) -> str:
    content = message.get(str(message.get("type"))) or {}
    body = content.get("body")
    return str(body.get("text") if isinstance(body, dict) else body or "")
