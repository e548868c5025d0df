"""Rasa as `rasa init` sets it up, with TensorFlow, in an environment of its own; and a turn of it."""

import contextlib
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import psycopg
import yaml

from bench import plain, processes
from bench.munshi import Munshi
from bench.processes import Failed
from bench.whatsapp import NUMBER
from engine.settings import ROOT

PROJECT = ROOT / "bench" / "stock_rasa"
ENVIRONMENT = ROOT / ".munshi" / "stock-rasa"
PYTHON = ENVIRONMENT / "bin" / "python"
MODEL = "stock"
DATABASE = "stock"
ANSWERED_WITHIN = 60.0


def install(log: Path) -> None:
    """Brings the environment of stock Rasa up to its lock file. Raises Failed."""
    uv = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".munshi" / "uv" / "bin" / "uv")
    command = [uv, "sync", "--frozen", "--directory", str(PROJECT)]
    processes.run(command, PROJECT, {**os.environ, "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT)}, log)


def environment() -> dict[str, str]:
    """The environment of Rasa's processes."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONUTF8": "1",
        "PYTHONPATH": "",
    }


def model(folder: Path) -> Path:
    """Where the model lies that was trained in this folder."""
    return folder / "models" / f"{MODEL}.tar.gz"


def train(folder: Path, pages: Path) -> float:
    """Writes pages of ours as plain Rasa files, has them learnt and returns the seconds. Raises Failed."""
    plain.write(folder, pages)
    command = [str(PYTHON), "-m", "rasa", "train", "--force", "--fixed-model-name", MODEL]
    return processes.run(command, folder, environment(), folder / "train.log")


@dataclass(frozen=True)
class Stock:
    """A running server of stock Rasa."""

    url: str
    pid: int
    log: Path


@contextlib.contextmanager
def started(folder: Path, munshi: Munshi) -> Iterator[Stock]:
    """Starts `rasa run` with the stock tracker store on our PostgreSQL; it is not ready when the block begins."""
    with psycopg.connect(munshi.database_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    _write(folder / "endpoints.yml", _endpoints(munshi))
    _write(folder / "credentials.yml", {"rest": None})
    (port,) = processes.free_ports(1)
    command = [str(PYTHON), "-m", "rasa", "run", "--enable-api", "-m", f"models/{MODEL}.tar.gz"]
    command += ["-i", "127.0.0.1", "-p", str(port)]
    log = folder / "run.log"
    with processes.running(command, folder, environment(), log) as process:
        yield Stock(f"http://127.0.0.1:{port}", process.pid, log)


def _endpoints(munshi: Munshi) -> dict[str, Mapping[str, object]]:
    """The actions and the database of a running system of ours."""
    parts = urlsplit(munshi.database_url)
    host = parse_qs(parts.query).get("host", [parts.hostname or "localhost"])[0]
    store: dict[str, object] = {
        "type": "SQL",
        "dialect": "postgresql",
        "username": parts.username,
        "password": parts.password or "",
        "db": DATABASE,
    }
    if host.startswith("/"):
        store["query"] = {"host": host}
    else:
        store |= {"url": host, "port": parts.port or 5432}
    actions = {
        "url": f"{munshi.actions_url}/webhook",
        "headers": {"Authorization": f"Bearer {munshi.actions_token}"},
    }
    return {"action_endpoint": actions, "tracker_store": store}


def _write(file: Path, content: object) -> None:
    file.write_text(yaml.safe_dump(content), encoding="utf-8")


class Talk:
    """Sends messages to Rasa's own REST channel and waits for the reply."""

    def __init__(self, stock: Stock, session: aiohttp.ClientSession) -> None:
        self.stock = stock
        self.session = session
        self.written = 0
        self.silent = 0

    async def __call__(self, person: str, text: str) -> float:
        """Seconds from before the message until the reply has been read. Raises Failed."""
        self.written += 1
        message = {"sender": f"{NUMBER}:{person}", "message": text, "metadata": self._metadata(person)}
        began = time.perf_counter()
        async with self.session.post(f"{self.stock.url}/webhooks/rest/webhook", json=message) as response:
            replies = await response.json()
        seconds = time.perf_counter() - began
        if response.status != 200:
            raise Failed(f"{text!r} was answered with HTTP {response.status}; {self.stock.log} says why.")
        self.silent += not replies
        return seconds

    def _metadata(self, person: str) -> dict[str, str | None]:
        """What our channel tells the actions, so that they do for both the same."""
        return {
            "wamid": f"wamid.stock.{self.written}",
            "phone_number_id": NUMBER,
            "person": person,
            "profile_name": "Bench",
            "kind": "text",
            "attachment": None,
            "reply_to": None,
        }


@contextlib.asynccontextmanager
async def talking(stock: Stock) -> AsyncIterator[Talk]:
    """What sends messages to the running server."""
    timeout = aiohttp.ClientTimeout(total=ANSWERED_WITHIN)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        yield Talk(stock, session)
