"""`python -m engine.launch.guard STATE_DIR MARK`: outlives the launcher and ends what that left running.

A process waits at the end of a pipe whose other end the launcher alone holds. The pipe closes whenever the launcher
ends, `kill -9` too, on Linux and macOS alike. Everything that the launcher starts carries its mark in the environment,
so also what was never written down is found.
"""

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil

from engine.launch.leftovers import end
from engine.settings import ROOT

MARK = "MUNSHI_LAUNCH"
END_WITHIN_SECONDS = 30.0
TIMES = 3  # what was just being started when the first look was taken is found by the next


class Guard:
    """The launcher's side: keeps the guard there, and lets it go at the end."""

    def __init__(self, state_dir: Path) -> None:
        self.state_dir = state_dir
        self.mark = uuid.uuid4().hex
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    def keep(self) -> bool:
        """Starts it where it does not run; whether that was so."""
        if self._process is not None and self._process.poll() is None:
            return False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "engine.launch.guard", str(self.state_dir), self.mark],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        return True

    def let_go(self) -> None:
        """Everything has ended, or should have: it looks, and ends too."""
        if self._process is None or self._process.stdin is None:
            return
        self._process.stdin.close()
        try:
            self._process.wait(END_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()


def main(state_dir: Path, mark: str) -> None:
    """Waits for the end of the launcher, then brings about that of all the rest."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    sys.stdin.buffer.read()
    for _ in range(TIMES):
        if not (left := list(_marked(mark))):
            break
        end(left)
    if (folder := state_dir / "postgres").exists():
        from engine import database

        database.end_unused(folder)


def _marked(mark: str) -> Iterator[psutil.Process]:
    """Every process that was started under this mark."""
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and process.environ().get(MARK) == mark:
                yield process
        except (psutil.Error, OSError):
            continue


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
