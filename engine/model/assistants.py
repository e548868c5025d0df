"""The assistants that run: where each is found, and bringing a model to it by Rasa's own HTTP API."""

import ipaddress
import json
import socket
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import AsyncConnection

from engine.database import CONNECT_WITHIN
from engine.model.promotion import shown
from engine.values import is_loopback, local_url

ALIVE_SECONDS = 8.0  # since it was last seen
LOADED_WITHIN_SECONDS = 120.0

NOTE = """
INSERT INTO assistant.assistants (machine, address) VALUES (%s, %s)
ON CONFLICT (machine, address) DO UPDATE SET seen_at = now()
"""
FORGET = "DELETE FROM assistant.assistants WHERE machine = %s AND address = %s"
FORGET_THE_DEAD = "DELETE FROM assistant.assistants WHERE seen_at < now() - interval '1 day'"
ALIVE = """
SELECT machine, address FROM assistant.assistants
WHERE seen_at > now() - make_interval(secs => %s) ORDER BY machine, address
"""


class NotSwapped(Exception):
    """An assistant has not taken the model; the message says why."""


class Assistant(NamedTuple):
    """One that runs: on which machine, and where its HTTP API is found from there."""

    machine: str
    address: str

    @property
    def is_within_reach(self) -> bool:
        """Whether it can be called from this machine: one that listens on loopback only from its own."""
        return self.machine == machine() or not is_loopback(urlsplit(self.address).hostname or "")


def machine() -> str:
    """The name of this machine."""
    return socket.gethostname()


def own(bind_host: str, port: int, connection: AsyncConnection[Any]) -> Assistant:
    """This process; one that listens everywhere is found where the database sees its machine."""
    if _is_everywhere(bind_host):
        bind_host = _local_end(connection.fileno())
    return Assistant(machine(), local_url(bind_host, port))


async def note(connection: AsyncConnection[Any], assistant: Assistant) -> None:
    """Says that it runs, and forgets those that ended long ago without a word."""
    await connection.execute(NOTE, assistant)
    await connection.execute(FORGET_THE_DEAD)


async def forget(connection: AsyncConnection[Any], assistant: Assistant) -> None:
    """Says that it ends."""
    await connection.execute(FORGET, assistant)


def alive(database_url: str) -> list[Assistant]:
    """The assistants that were seen within the last seconds; none where the database has never seen any."""
    with psycopg.connect(database_url, autocommit=True, **CONNECT_WITHIN) as connection:
        table = connection.execute("SELECT to_regclass('assistant.assistants')").fetchone()
        if table is None or table[0] is None:
            return []
        return [Assistant(*row) for row in connection.execute(ALIVE, (ALIVE_SECONDS,)).fetchall()]


def swap(assistant: Assistant, model: Path, token: str) -> None:
    """Has an assistant load a model and answer with it from then on. Raises NotSwapped."""
    if not assistant.is_within_reach:
        raise NotSwapped(
            f"{assistant.machine} listens on its own machine alone ({assistant.address}); set BIND_HOST there"
        )
    url = f"{assistant.address}/model?token={quote(token, safe='')}"
    wanted = json.dumps({"model_file": shown(model)}).encode()
    put = urllib.request.Request(url, wanted, {"Content-Type": "application/json"}, method="PUT")
    try:
        _DIRECT.open(put, timeout=LOADED_WITHIN_SECONDS).close()
    except urllib.error.HTTPError as fault:
        raise NotSwapped(f"{assistant.address} answers {fault.code}{_why(fault)}") from None
    except OSError as fault:
        raise NotSwapped(f"{assistant.address} does not answer ({fault})") from None


def _why(fault: urllib.error.HTTPError) -> str:
    """What Rasa says of a refusal, where it says something."""
    try:
        return f": {json.loads(fault.read())['message']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _is_everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _local_end(descriptor: int) -> str:
    """The address of this machine's end of a connection; of one within the machine, loopback."""
    end = socket.socket(fileno=descriptor)
    try:
        name = end.getsockname()
    finally:
        end.detach()
    return str(name[0]) if isinstance(name, tuple) else "127.0.0.1"


_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy stands between assistants
