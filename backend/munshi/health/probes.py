"""Questions to the database and to the other two processes: do you answer?"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio.to_thread
import httpx
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from munshi import database
from munshi.settings import Settings

SECONDS = 2.0


@dataclass(frozen=True)
class Probes:
    """One question for each part; its answer is None, or what is wrong."""

    client: httpx.AsyncClient
    actions_url: str
    assistant_url: str
    assistant_token: str | None

    async def all(self) -> dict[str, str | None]:
        """What is wrong with each part, by its name."""
        parts: dict[str, Callable[[], Awaitable[str | None]]] = {
            "database": self._database,
            "actions": self._actions,
            "assistant": self._assistant,
        }
        answers = await asyncio.gather(*(ask() for ask in parts.values()))
        return dict(zip(parts, answers, strict=True))

    async def _database(self) -> str | None:
        return await anyio.to_thread.run_sync(_ask_database)

    async def _actions(self) -> str | None:
        return _wrong(await self._get(f"{self.actions_url}/health"))

    async def _assistant(self) -> str | None:
        query = {"token": self.assistant_token} if self.assistant_token else None
        answer = await self._get(f"{self.assistant_url}/status", query)
        fault = _wrong(answer)
        if fault is None and isinstance(answer, httpx.Response) and not answer.json().get("model_file"):
            return "has no model yet"
        return fault

    async def _get(self, url: str, query: dict[str, str] | None = None) -> httpx.Response | str:
        try:
            return await self.client.get(url, params=query)
        except httpx.TransportError as error:
            return f"does not answer ({type(error).__name__})"


def probes(settings: Settings) -> Probes:
    """The probes for the processes where the settings say they are; whoever asks closes the client."""
    client = httpx.AsyncClient(timeout=SECONDS, trust_env=False)
    return Probes(client, settings.actions_url, settings.assistant_url, settings.rasa_auth_token)


def _wrong(answer: httpx.Response | str) -> str | None:
    if isinstance(answer, str):
        return answer
    return None if answer.is_success else f"answers {answer.status_code}"


def _ask_database() -> str | None:
    try:
        with database.transaction() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        return f"does not answer ({type(error).__name__})"
    return None
