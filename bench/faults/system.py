"""A whole system for one run: a database of its own, a shop with plenty on its shelves, Meta's place left open."""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import yaml

from bench import munshi, processes
from bench.faults.programs import Program, postgres
from bench.processes import Failed
from engine.launch import model, steps
from engine.launch.environment import BACKEND, environment
from engine.launch.processes import commands
from engine.settings import VARIABLES, Settings, load

SHOP = BACKEND / "demo" / "businesses" / "sharma-kirana.yaml"
STOCK = "1000000"
READY_WITHIN = 90.0
HASTY = "bench.faults.hasty"

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True)
class System:
    """Its programs by name, and where it is."""

    settings: Settings
    database_url: str
    programs: dict[str, Program]
    business: str
    number: str
    graph_port: int

    @property
    def webhook(self) -> str:
        """What Meta calls."""
        return f"{self.settings.assistant_url}/webhooks/whatsapp/webhook"

    def now(self) -> float:
        """The seconds of the epoch by the system's own clock."""
        assert self.settings.now is not None
        assert self.settings.now_set_at is not None
        return self.settings.now.timestamp() + time.time() - self.settings.now_set_at

    async def until_ready(self, session: aiohttp.ClientSession) -> None:
        """Returns once all of it answers. Raises Failed."""
        until = time.monotonic() + READY_WITHIN
        addresses = [f"{self.settings.backend_url}/health/ready", f"{self.settings.actions_url}/health"]
        while addresses:
            with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                async with session.get(addresses[0], timeout=aiohttp.ClientTimeout(total=3)) as response:
                    if response.status == 200:
                        addresses.pop(0)
                        continue
            if time.monotonic() > until:
                raise Failed(f"The system does not get ready; {self.settings.state_dir / 'logs'} says why.")
            await asyncio.sleep(0.1)

    async def connected(self) -> Connection:
        """A connection to the database, as soon as it lives. Raises Failed."""
        until = time.monotonic() + READY_WITHIN
        while True:
            try:
                return await psycopg.AsyncConnection.connect(self.database_url, autocommit=True)
            except psycopg.OperationalError as error:
                if time.monotonic() > until:
                    raise Failed(f"The database does not come back: {error}") from error
                await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def running(state_dir: Path, session: aiohttp.ClientSession, hasty: bool) -> AsyncIterator[System]:
    """The system, ready; it ends with the block. The hasty one does not wait long for news of what it sent."""
    logs = state_dir / "logs"
    database, url = postgres(state_dir / "postgres", logs / "database.log")
    assistant, actions, backend, graph = processes.free_ports(4)
    settings = load(
        {
            **os.environ,
            **dict.fromkeys((*VARIABLES, "MUNSHI_NOW_SET_AT"), ""),
            "ASSISTANT_PORT": str(assistant),
            "ACTIONS_PORT": str(actions),
            "BACKEND_PORT": str(backend),
            "DATABASE_URL": url,
            "MUNSHI_NOW": munshi.NOW,
            "MUNSHI_NOW_SET_AT": str(time.time()),
            "MUNSHI_STATE_DIR": str(state_dir),
            "WHATSAPP_GRAPH_URL": f"http://127.0.0.1:{graph}",
        }
    )
    told = environment(settings, url)
    programs = {"database": database}
    for name, (command, folder) in commands(settings).items():
        if name == "assistant" and hasty:
            command = [sys.executable, "-m", HASTY]
        programs[name] = Program(name, command, folder, told, logs / f"{name}.log")
    shop = yaml.safe_load(SHOP.read_text("utf-8"))
    number = str(shop["numbers"][0]["phone_number_id"])
    system = System(settings, url, programs, shop["business"]["id"], number, graph)
    async with contextlib.AsyncExitStack() as ends:
        await _keep(ends, database)
        await (await system.connected()).close()
        await asyncio.to_thread(steps.migrate, told, logs)
        await asyncio.to_thread(model.train_if_changed, told, logs)
        for name in ("backend", "actions", "assistant"):
            await _keep(ends, programs[name])
        await system.until_ready(session)
        await _open_shop(system, session, shop)
        yield system


async def _keep(ends: contextlib.AsyncExitStack, program: Program) -> None:
    task = asyncio.create_task(program.keep())

    async def end() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    ends.push_async_callback(end)


async def _open_shop(system: System, session: aiohttp.ClientSession, shop: dict[str, Any]) -> None:
    """Nobody's order fails for want of goods, and nobody but customers is there. Raises Failed."""
    for product in shop["products"]:
        if "stock" in product:
            product["stock"] = STOCK
    content = {**shop, "people": []}
    headers = {"Authorization": f"Bearer {system.settings.operator_token}"}
    address = f"{system.settings.backend_url}/api/businesses"
    async with session.post(address, data=yaml.safe_dump(content), headers=headers) as response:
        if not response.ok:
            raise Failed(f"The shop could not be opened: {await response.text()}")
