"""The only place that speaks HTTP to the backend.

BackendFault
  × BackendUnreachable   an error on the backend's own side: the turn fails and is tried again
    × BackendAway        no answer in time, or none for want of the database: the same, and the backend comes back
  × BackendRefusal       a 4xx: the actions or their settings are at fault
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from engine.json_client import JsonClient
from engine.outage import UNAVAILABLE, Away
from engine.settings import settings

TIMEOUT = httpx.Timeout(10.0, connect=2.0)


class BackendFault(Exception):
    """The backend gave no decision."""


class BackendUnreachable(BackendFault):
    """No answer in time, or an error on the backend's own side."""


class BackendAway(BackendUnreachable, Away):
    """Nobody answers, or the books cannot be opened just now."""

    loggable = True


class BackendRefusal(BackendFault):
    """The backend does not accept the call; its problem report says why."""


@dataclass(frozen=True)
class Asker:
    """Who asks, through which of the business's numbers, in which turn and language; `also` is another id of theirs."""

    number: str
    person: str
    name: str | None
    turn: str
    also: str | None = None
    language: str | None = None

    def headers(self) -> dict[str, str]:
        """The caller as the backend wants to know it."""
        named = {"Munshi-Person-Name": quote(self.name)} if self.name else {}
        also = {"Munshi-Person-Also": self.also} if self.also else {}
        spoken = {"Munshi-Language": self.language} if self.language else {}
        return {"Munshi-Number": self.number, "Munshi-Person": self.person, **also, **named, **spoken}


@dataclass(frozen=True)
class Answer:
    """What the backend decided, and the facts to say it with."""

    outcome: str
    facts: Mapping[str, Any]


class Backend:
    """One keep-alive client for every call of this process."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def read(self, path: str, asker: Asker, **parameters: str | list[str]) -> Answer:
        """Ask for something that changes nothing. Raises BackendFault."""
        return await self._answer("GET", path, asker, {"params": parameters})

    async def do(self, path: str, asker: Asker, action: str, body: Mapping[str, Any]) -> Answer:
        """Ask for something to be done, once for this turn and action. Raises BackendFault."""
        return await self._answer("POST", path, asker, {"json": body}, f"{asker.turn}:{action}")

    async def _answer(
        self, method: str, path: str, asker: Asker, content: dict[str, Any], once: str | None = None
    ) -> Answer:
        key = {"Idempotency-Key": once} if once else {}
        try:
            response = await self._client.request(method, path, headers={**asker.headers(), **key}, **content)
        except httpx.TransportError as fault:
            raise BackendAway(f"{method} {path}: {fault!r}") from fault
        if response.status_code == UNAVAILABLE:
            raise BackendAway(f"{method} {path}: {response.status_code}")
        if response.is_server_error:
            raise BackendUnreachable(f"{method} {path}: {response.status_code}")
        if response.is_error:
            raise BackendRefusal(f"{method} {path}: {response.status_code} {response.text}")
        decision = response.json()
        return Answer(decision["outcome"], decision["facts"])


_backend: Backend | None = None


def backend() -> Backend:
    """The client of this process, made when it is first needed."""
    global _backend
    if _backend is None:
        _backend = Backend(
            JsonClient(
                f"{settings.backend_url}/api",
                headers={"Authorization": f"Bearer {settings.api_token}"},
                timeout=TIMEOUT,
            )
        )
    return _backend
