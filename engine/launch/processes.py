"""The three processes, started together and ended together."""

import os
import shlex
import signal
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from honcho.manager import Manager

from engine.launch.environment import BACKEND, PYTHON
from engine.launch.health import wait_until_ready
from engine.launch.leftovers import LAUNCHER, Running
from engine.launch.screen import Screen, log_of, ready_text, say, shown
from engine.launch.stop import Stop
from engine.settings import ROOT, Settings

NAMES = ("backend", "actions", "assistant")
READY_WITHIN_SECONDS = 180


def run_processes(settings: Settings, environment: Mapping[str, str], logs: Path, running: Running) -> None:
    """Starts the processes and returns when a signal has ended them. Raises Stop when one ends by itself."""
    processes = Processes(settings, logs, running)
    for name, (command, folder) in commands(settings).items():
        processes.add_process(name, f"exec {shlex.join(command)}", env=dict(environment), cwd=str(folder))
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as nohup leaves it
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    processes.loop()
    running.clear()
    if processes.late:
        raise Stop(
            f"The {processes.late} was not ready within {READY_WITHIN_SECONDS} seconds, so everything was ended; "
            f"{shown(log_of(logs, processes.late))} says why."
        )
    if processes.ended_first:
        raise Stop(
            f"The {processes.ended_first} ended by itself, so everything was ended; "
            f"{shown(log_of(logs, processes.ended_first))} says why."
        )


def commands(settings: Settings) -> dict[str, tuple[Sequence[str], Path]]:
    """What is run for each process, and in which folder."""
    host, port = settings.bind_host, str(settings.backend_port)
    backend = [PYTHON, "-m", "uvicorn", "munshi.app:create", "--factory", "--host", host, "--port", port]
    return {
        "backend": ([*backend, "--no-access-log"], BACKEND),
        "actions": ([PYTHON, "-m", "engine.launch.actions"], ROOT),
        "assistant": ([PYTHON, "-m", "engine.launch.assistant"], ROOT),
    }


class Processes(Manager):
    """honcho's manager, which also keeps the list of what runs and says when all are ready."""

    def __init__(self, settings: Settings, logs: Path, running: Running) -> None:
        super().__init__(Screen(logs, NAMES))
        self.settings = settings
        self.logs = logs
        self.running = running
        self.ended_first: str | None = None
        self.late: str | None = None

    def _start(self) -> None:
        super()._start()
        threading.Thread(target=self._tell_when_ready, daemon=True).start()

    def _system_print(self, data: Any) -> None:
        """honcho calls this at every change of a process: the moment to look what has changed."""
        super()._system_print(data)
        self.running.write({LAUNCHER: os.getpid(), **self._of_each("pid")})
        ended = self._of_each("returncode")
        if ended and self.ended_first is None and not self._terminating and self.returncode not in (130, 143):
            self.ended_first = next(iter(ended))

    def _of_each(self, key: str) -> dict[str, int]:
        return {name: known[key] for name, known in self._processes.items() if known.get(key) is not None}

    def _tell_when_ready(self) -> None:
        """Prints the screen once everything answers, or ends everything when that takes too long."""
        self.late = wait_until_ready(self.settings, lambda: self._terminating, READY_WITHIN_SECONDS)
        if self.late:
            os.kill(os.getpid(), signal.SIGTERM)
        elif not self._terminating:
            say(ready_text(self.settings, self.logs))
