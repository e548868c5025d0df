"""Which processes belong to this folder's start, so that the next start can end what a killed one left."""

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from engine.launch.stop import Stop

LAUNCHER = "launcher"
GUARD = "guard"
GUARD_ENDS_WITHIN = 45.0


class Running:
    """The list, kept in a file: each process by its number and the moment at which it began."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def write(self, pids: Mapping[str, int]) -> bool:
        """Replaces the list; False where it stays as it was, on a full disk."""
        began = {}
        for name, pid in pids.items():
            with contextlib.suppress(psutil.Error):
                began[name] = psutil.Process(pid).create_time()
        new = self.file.with_suffix(".new")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps({name: [pids[name], began[name]] for name in began}))
            new.replace(self.file)
        except OSError:
            return False
        return True

    def clear(self) -> None:
        """Forgets the list, when everything has ended."""
        self.file.unlink(missing_ok=True)

    def alive(self) -> dict[str, psutil.Process]:
        """Those on the list that still run."""
        try:
            listed: dict[str, list[float]] = json.loads(self.file.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        found = {name: _same_process(int(pid), began) for name, (pid, began) in listed.items()}
        return {name: process for name, process in found.items() if process}

    def end_leftovers(self) -> list[str]:
        """Ends what a killed launcher left running and returns the names. Raises Stop when the launcher lives.

        Its guard is doing so already, and is waited for.
        """
        alive = self.alive()
        if LAUNCHER in alive:
            raise Stop(
                f"Munshi runs from this folder already (process {alive[LAUNCHER].pid}); end it first, "
                "or give this one a folder of its own in MUNSHI_STATE_DIR."
            )
        if GUARD in alive:
            psutil.wait_procs([alive[GUARD]], timeout=GUARD_ENDS_WITHIN)
            alive = self.alive()
        end(list(alive.values()))
        self.clear()
        return sorted(alive)


def end(processes: Sequence[psutil.Process]) -> None:
    """Ends the processes, kindly at first."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    _, stubborn = psutil.wait_procs(processes, timeout=5)
    for process in stubborn:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(stubborn, timeout=5)


def _same_process(pid: int, began: float) -> psutil.Process | None:
    """The process with this number, unless the number has gone to another since."""
    try:
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE and abs(process.create_time() - began) < 1:
            return process
    except psutil.Error:
        pass
    return None
