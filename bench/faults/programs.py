"""The victims of a run: what the launcher keeps, the launcher itself, and the disk."""

import asyncio
import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.faults.small_disk import SmallDisk

LOOK_EVERY = 0.05  # seconds
END_WITHIN = 40.0


@dataclass
class Launcher:
    """The launcher, which a service manager would start again whenever it has ended, whatever the reason.

    `deaths` counts ours, `own_ends` those by itself.
    """

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    log: Path
    rest: float
    deaths: int = 0
    own_ends: int = 0
    _process: "subprocess.Popen[bytes] | None" = None
    _killed: bool = False

    async def keep(self) -> None:
        """Starts it whenever it has ended, until cancelled; then ends it, kindly at first."""
        try:
            while True:
                self._start()
                while self._process and self._process.poll() is None:
                    await asyncio.sleep(LOOK_EVERY)
                if not self._killed:
                    self.own_ends += 1
                await asyncio.sleep(self.rest)
        finally:
            await asyncio.to_thread(self._end)

    def lives(self, state_dir: Path) -> bool:
        """Whether the one that was started last has written down what runs."""
        try:
            listed = json.loads((state_dir / "running.json").read_text())
        except (OSError, ValueError):
            return False
        return bool(
            self._process and self._process.poll() is None and listed["launcher"][0] == self._process.pid
        )

    def kill(self) -> bool:
        """Kills it alone; False where it is dead already."""
        if self._killed or self._process is None or self._process.poll() is not None:
            return False
        self._killed = True
        self.deaths += 1
        self._process.kill()
        return True

    def _start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._killed = False
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.command, cwd=self.folder, env=dict(self.environment), stdout=output, stderr=output
            )

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@dataclass
class Kept:
    """A program that the launcher keeps; killed with all that it started, or alone where that is how it dies."""

    name: str
    state_dir: Path
    deaths: int = 0

    def lives(self) -> bool:
        """Whether it runs, as far as the launcher has written down."""
        try:
            return bool(self._first().is_running())
        except (OSError, ValueError, LookupError, psutil.Error):
            return False

    def kill(self) -> bool:
        """Kills it; False where it does not live."""
        try:
            first = self._first()
            family = [first, *first.children(recursive=True)] if self.name != "database" else [first]
            for process in family:
                process.kill()
        except (OSError, ValueError, LookupError, psutil.Error):
            return False
        self.deaths += 1
        return True

    def _first(self) -> psutil.Process:
        if self.name == "database":
            pid = int((self.state_dir / "postgres" / "postmaster.pid").read_text().split()[0])
            process = psutil.Process(pid)
            if process.name() != "postgres":
                raise LookupError
            return process
        pid, began = json.loads((self.state_dir / "running.json").read_text())[self.name]
        process = psutil.Process(pid)
        if abs(process.create_time() - began) > 1 or process.status() == psutil.STATUS_ZOMBIE:
            raise LookupError
        return process


@dataclass
class Disk:
    """The disk of the system, full for a while."""

    disk: SmallDisk
    full_for: float
    deaths: int = 0

    async def fill(self) -> None:
        """Leaves no room on it, and makes room again after a while."""
        self.deaths += 1
        await asyncio.to_thread(self.disk.fill)  # Meta's and the gateway's part share our loop
        try:
            await asyncio.sleep(self.full_for / 2)
            await asyncio.to_thread(self.disk.fill)  # what has been removed meanwhile
            await asyncio.sleep(self.full_for / 2)
        finally:
            self.disk.free()
