"""The whole assistant as `make run` starts it, on a database and ports of its own."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import processes
from bench.processes import Failed
from engine.settings import ROOT, VARIABLES

NOW = "2026-11-24T11:00:00+05:30"  # a Tuesday, in the shops' hours
NAMES = ("assistant", "actions", "backend")
READY = "Ctrl-C ends everything."
READY_WITHIN = 900.0  # the first start trains the model


@dataclass(frozen=True)
class Munshi:
    """A running system; `graph_port` is where it expects Meta."""

    database_url: str
    state_dir: Path
    assistant_url: str
    actions_url: str
    backend_url: str
    graph_port: int
    launcher: "subprocess.Popen[bytes]"

    @property
    def webhook(self) -> str:
        """What Meta calls."""
        return f"{self.assistant_url}/webhooks/whatsapp/webhook"

    @property
    def log(self) -> Path:
        """What the launcher says."""
        return self.state_dir / "logs" / "launcher.log"

    def wait_until_ready(self) -> None:
        """Returns once the launcher says so. Raises Failed."""
        until = time.monotonic() + READY_WITHIN
        while READY not in self.log.read_text():
            if time.monotonic() > until or self.launcher.poll() is not None:
                raise Failed(f"The assistant did not start; {self.log} says why.")
            time.sleep(0.1)

    @property
    def operator_token(self) -> str:
        """What the operator presents to the books."""
        return (self.state_dir / "operator-token").read_text().strip()

    @property
    def actions_token(self) -> str:
        """What the assistant shows to the actions."""
        return (self.state_dir / "actions-token").read_text().strip()

    @property
    def rasa_token(self) -> str:
        """What opens Rasa's HTTP API."""
        return (self.state_dir / "rasa-auth-token").read_text().strip()

    def pids(self) -> dict[str, int]:
        """The processes that the launcher keeps, and PostgreSQL."""
        listed = json.loads((self.state_dir / "running.json").read_text())
        postgres = (self.state_dir / "postgres" / "postmaster.pid").read_text().split()[0]
        return {**{name: int(listed[name][0]) for name in NAMES}, "postgres": int(postgres)}


@contextlib.contextmanager
def started(database_url: str, state_dir: Path) -> Iterator[Munshi]:
    """Starts the launcher, which is not ready yet when the block begins, and ends it after the block."""
    assistant, actions, backend, graph = processes.free_ports(4)
    environment = {
        **os.environ,
        **dict.fromkeys((*VARIABLES, "MUNSHI_NOW_SET_AT"), ""),
        "ASSISTANT_PORT": str(assistant),
        "ACTIONS_PORT": str(actions),
        "BACKEND_PORT": str(backend),
        "DATABASE_URL": database_url,
        "MUNSHI_NOW": NOW,
        "MUNSHI_STATE_DIR": str(state_dir),
        "WHATSAPP_GRAPH_URL": f"http://127.0.0.1:{graph}",
    }
    urls = [f"http://127.0.0.1:{port}" for port in (assistant, actions, backend)]
    log = state_dir / "logs" / "launcher.log"
    with processes.running([sys.executable, "-m", "engine.launch"], ROOT, environment, log) as launcher:
        yield Munshi(database_url, state_dir, urls[0], urls[1], urls[2], graph, launcher)
