"""A whole system for one run: a disk and a database of its own, plenty on the shelves, Meta's place left open."""

import asyncio
import contextlib
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import yaml

from bench import munshi, processes
from bench.faults.gateway import KEYS
from bench.faults.programs import Disk, Kept, Launcher
from bench.faults.script import MANAGERS, OWNER, PACKER
from bench.faults.small_disk import small_disk
from bench.processes import Failed
from engine import database
from engine.launch import steps
from engine.launch.environment import BACKEND, PYTHON, environment
from engine.model.training import train_if_changed
from engine.settings import ROOT, VARIABLES, Settings, load

SHOP = BACKEND / "demo" / "businesses" / "sharma-kirana.yaml"
STOCK = "1000000"
READY_WITHIN = 180.0
KILLED_WITHIN = 90.0
REST_OF_LAUNCHER = 1.0  # seconds, as a service manager takes them
FULL_FOR = 5.0
KEPT = ("assistant", "actions", "backend", "database")
SILENT = {"state": "out", "at": munshi.NOW}
# Orders are told to who packs them, who reads them on the screen: nobody can be sent as much as that.
STAFF: dict[str, Any] = {
    "people": [
        {"name": "Owner", "roles": ["owner"], "phones": [OWNER]},
        *({"name": "Manager", "roles": ["manager"], "phones": [phone]} for phone in MANAGERS),
        {"name": "Packer", "roles": ["employee"], "phones": [PACKER], "opted": SILENT},
    ],
    "orders": {"on_duty": [PACKER], "answer_within_minutes": 1440},
    "khata": {},
}

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True)
class System:
    """Its parts that can fail by name, and where it is."""

    settings: Settings
    database_url: str
    launcher: Launcher
    kept: dict[str, Kept]
    disk: Disk | None
    business: str
    number: str
    graph_port: int
    gateway_port: int

    @property
    def webhook(self) -> str:
        """What Meta calls."""
        return f"{self.settings.assistant_url}/webhooks/whatsapp/webhook"

    @property
    def victims(self) -> dict[str, Launcher | Kept | Disk]:
        """Everything that fails, by name; the disk only where there may be one that can be full."""
        return {**self.kept, "launcher": self.launcher, **({"disk": self.disk} if self.disk else {})}

    def now(self) -> float:
        """The seconds of the epoch by the system's own clock."""
        assert self.settings.now is not None
        assert self.settings.now_set_at is not None
        return self.settings.now.timestamp() + time.time() - self.settings.now_set_at

    async def strike(self, name: str) -> None:
        """Kills this as soon as it lives, or fills the disk and makes room again. Raises Failed."""
        victim = self.victims[name]
        if isinstance(victim, Disk):
            await victim.fill()
            return
        until = time.monotonic() + KILLED_WITHIN
        while not victim.kill():
            if time.monotonic() > until:
                raise Failed(f"There is no {name} to be killed; {self.settings.state_dir / 'logs'} says why.")
            await asyncio.sleep(0.1)

    async def until_ready(self, session: aiohttp.ClientSession) -> float:
        """Returns once all of it answers; after how many seconds. Raises Failed."""
        began = time.monotonic()
        addresses = [
            f"{self.settings.backend_url}/health/ready",
            f"{self.settings.assistant_url}/health/ready",
        ]
        while not (self._lives() and all([await _answers(session, each) for each in addresses])):
            if time.monotonic() > began + READY_WITHIN:
                raise Failed(f"The system does not get ready; {self.settings.state_dir / 'logs'} says why.")
            await asyncio.sleep(0.1)
        return time.monotonic() - began

    def _lives(self) -> bool:
        """Whether nothing that was killed is still dead; what is dying may answer yet."""
        return self.launcher.lives(self.settings.state_dir) and all(
            each.lives() for each in self.kept.values()
        )

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


async def _answers(session: aiohttp.ClientSession, address: str) -> bool:
    with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
        async with session.get(address, timeout=aiohttp.ClientTimeout(total=3)) as response:
            return response.status == 200
    return False


@contextlib.asynccontextmanager
async def running(
    folder: Path, session: aiohttp.ClientSession, hasty: bool, customers: Sequence[str]
) -> AsyncIterator[System]:
    """The system, ready; it ends with the block. The hasty one does not wait long for news of what it sent.

    The shop knows these customers by their phones.
    """
    state_dir = folder / "disk"
    state_dir.mkdir(parents=True)
    async with contextlib.AsyncExitStack() as ends:
        disk = ends.enter_context(small_disk(state_dir))
        ends.callback(shutil.copytree, state_dir / "logs", folder / "logs", dirs_exist_ok=True)
        settings, told, gateway_port = _settings(state_dir)
        shop = yaml.safe_load(SHOP.read_text("utf-8"))
        known = [{"roles": ["customer"], "phones": [phone]} for phone in customers]
        shop |= {**STAFF, "people": [*STAFF["people"], *known]}
        url = await asyncio.to_thread(_prepare, settings, shop)
        launcher = Launcher(
            [sys.executable, "-m", "bench.faults.hasty_launcher" if hasty else "engine.launch"],
            ROOT,
            told,
            state_dir / "logs" / "launcher.log",
            REST_OF_LAUNCHER,
        )
        system = System(
            settings,
            url,
            launcher,
            {name: Kept(name, state_dir) for name in KEPT},
            Disk(disk, FULL_FOR) if disk else None,
            shop["business"]["id"],
            str(shop["numbers"][0]["phone_number_id"]),
            _graph_port(settings),
            gateway_port,
        )
        await _keep(ends, launcher)
        await system.until_ready(session)
        yield system


def _graph_port(settings: Settings) -> int:
    """Where the system expects Meta."""
    return int(settings.graph_url.rpartition(":")[2])


def _settings(state_dir: Path) -> tuple[Settings, dict[str, str], int]:
    """The settings of the system, the environment that says so, and the port of the gateway."""
    assistant, actions, backend, graph, gateway = processes.free_ports(5)
    told = {
        **os.environ,
        **dict.fromkeys((*VARIABLES, "MUNSHI_NOW_SET_AT"), ""),
        "ASSISTANT_PORT": str(assistant),
        "ACTIONS_PORT": str(actions),
        "BACKEND_PORT": str(backend),
        "MUNSHI_NOW": munshi.NOW,
        "MUNSHI_NOW_SET_AT": str(time.time()),
        "MUNSHI_STATE_DIR": str(state_dir),
        "WHATSAPP_GRAPH_URL": f"http://127.0.0.1:{graph}",
        "RAZORPAY_URL": f"http://127.0.0.1:{gateway}",
        **KEYS,
    }
    return load(told), told, gateway


def _prepare(settings: Settings, shop: dict[str, Any]) -> str:
    """Makes the database with the shop in it, and the model; the address of the database. Raises Failed.

    Nobody's order fails for want of goods, and no khata for its limit.
    """
    logs = settings.state_dir / "logs"
    server = database.embedded(settings.state_dir / "postgres")
    try:
        url: str = server.get_uri()
        told = environment(settings, url)
        steps.migrate(told, logs)
        train_if_changed(told, logs)
        for product in shop["products"]:
            if "stock" in product:
                product["stock"] = STOCK
        file = settings.state_dir / "shop.yaml"
        file.write_text(yaml.safe_dump(shop), "utf-8")
        command = [PYTHON, "-m", "munshi.business", "import", str(file)]
        processes.run(command, BACKEND, told, logs / "shop.log")
    finally:
        server.cleanup()
    return url


async def _keep(ends: contextlib.AsyncExitStack, launcher: Launcher) -> None:
    task = asyncio.create_task(launcher.keep())

    async def end() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    ends.push_async_callback(end)
