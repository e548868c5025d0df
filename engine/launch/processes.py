"""The three processes: started together, each started again where it ends by itself, and ended together."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import psutil

from engine.launch.environment import BACKEND, PYTHON
from engine.launch.guard import Guard
from engine.launch.health import wait_until_ready
from engine.launch.leftovers import GUARD, LAUNCHER, Running, end
from engine.launch.screen import Screen, log_of, ready_text, say, shown
from engine.launch.stop import Stop
from engine.launch.waits import Waits
from engine.settings import ROOT, Settings

NAMES = ("backend", "actions", "assistant")
READY_WITHIN_SECONDS = 180
LOOK_EVERY_SECONDS = 0.1


def run_processes(
    settings: Settings, environment: Mapping[str, str], logs: Path, running: Running, guard: Guard
) -> None:
    """Keeps the processes running and returns when a signal has ended them.

    Raises Stop when one ends before all were ready for the first time, or does not get ready.
    """
    screen = Screen(logs, NAMES)
    children = [
        Child(name, command, folder, environment, screen)
        for name, (command, folder) in commands(settings).items()
    ]
    processes = Processes(children, settings, logs, running, guard)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(each) is not signal.SIG_IGN:  # as nohup leaves the last
            signal.signal(each, processes.stop)
    processes.run()


def commands(settings: Settings) -> dict[str, tuple[Sequence[str], Path]]:
    """What is run for each process, and in which folder."""
    host, port = settings.bind_host, str(settings.backend_port)
    backend = [PYTHON, "-m", "uvicorn", "munshi.app:create", "--factory", "--host", host, "--port", port]
    return {
        "backend": ([*backend, "--no-access-log"], BACKEND),
        "actions": ([PYTHON, "-m", "engine.launch.actions"], ROOT),
        "assistant": ([PYTHON, "-m", "engine.launch.assistant"], ROOT),
    }


class Child:
    """One process, and when it is started again."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        screen: Screen,
    ) -> None:
        self.name = name
        self.due: float | None = None  # the moment at which to start again
        self.process: subprocess.Popen[bytes] | None = None
        self._command, self._folder, self._environment = command, folder, environment
        self._screen = screen
        self._waits = Waits()
        self._began = 0.0

    def start(self) -> None:
        """Starts it; a thread takes what it says."""
        self.due, self._began = None, time.monotonic()
        self.process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=dict(self._environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is the launcher's
        )
        threading.Thread(target=self._listen, args=(self.process.stdout,), daemon=True).start()

    def ended(self) -> str | None:
        """How it ended, where it has just done so by itself."""
        if self.due is not None or self.process is None or self.process.poll() is None:
            return None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)  # what it had started itself
        code = self.process.returncode
        return f"exit code {code}" if code >= 0 else signal.Signals(-code).name

    def wait(self) -> float:
        """Plans the next start; the seconds until then."""
        wait = self._waits.after(time.monotonic() - self._began)
        self.due = time.monotonic() + wait
        return wait

    def _listen(self, said: IO[bytes]) -> None:
        with said:
            for line in said:
                self._screen.write(self.name, line)


class Processes:
    """All of them, from the first start to the end."""

    def __init__(
        self, children: Sequence[Child], settings: Settings, logs: Path, running: Running, guard: Guard
    ) -> None:
        self.children = children
        self.settings = settings
        self.logs = logs
        self.running = running
        self.guard = guard
        self._stopping = False
        self._were_ready = False
        self._noted = False  # what runs is written down
        self._late: str | None = None

    def run(self) -> None:
        """Returns when it was told to stop and all have ended. Raises Stop."""
        try:
            for child in self.children:
                child.start()
            self._note()
            threading.Thread(target=self._tell_when_ready, daemon=True).start()
            while not self._stopping:
                self._look()
                time.sleep(LOOK_EVERY_SECONDS)
        finally:
            self._stopping = True
            self._end()

    def stop(self, *_: object) -> None:
        """Has `run` end; a signal calls it."""
        self._stopping = True

    def _look(self) -> None:
        """Starts again what has ended, after a while."""
        if self._late:
            raise Stop(
                f"The {self._late} was not ready within {READY_WITHIN_SECONDS} seconds, so everything was "
                f"ended; {shown(log_of(self.logs, self._late))} says why."
            )
        if self.guard.keep():
            self._noted = False
        for child in self.children:
            if how := child.ended():
                self._see_to(child, how)
            if child.due is not None and time.monotonic() >= child.due:
                self._start_again(child)
        if not self._noted:
            self._note()

    def _see_to(self, child: Child, how: str) -> None:
        """Plans another start for what ended by itself; before all were ready, that ends everything."""
        log = shown(log_of(self.logs, child.name))
        if not self._were_ready:
            raise Stop(f"The {child.name} ended by itself ({how}), so everything was ended; {log} says why.")
        say(
            f"The {child.name} ended by itself ({how}) and is started again in {child.wait():g} s; {log} says why."
        )

    def _start_again(self, child: Child) -> None:
        try:
            child.start()
        except OSError as error:
            say(f"The {child.name} could not be started ({error.strerror}); again in {child.wait():g} s.")
        self._noted = False

    def _note(self) -> None:
        """Writes down what runs; where there is no room for that, at the next look."""
        pids = {child.name: child.process.pid for child in self.children if child.process}
        self._noted = self.running.write({LAUNCHER: os.getpid(), GUARD: self.guard.pid, **pids})

    def _end(self) -> None:
        found = []
        for child in self.children:
            if child.process and child.process.poll() is None:
                with contextlib.suppress(psutil.NoSuchProcess):
                    found.append(psutil.Process(child.process.pid))
        end(found)

    def _tell_when_ready(self) -> None:
        """Prints the screen once everything answers, or notes what does not in time."""
        late = wait_until_ready(self.settings, lambda: self._stopping, READY_WITHIN_SECONDS)
        if late:
            self._late = late
        elif not self._stopping:
            self._were_ready = True
            say(ready_text(self.settings, self.logs))
