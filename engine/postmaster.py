"""An embedded PostgreSQL as the operating system shows it: who uses it, whether it lives, what it left, its end."""

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil

FAST, AT_ONCE = signal.SIGINT, signal.SIGQUIT  # as PostgreSQL understands them
END_WITHIN_SECONDS = 10.0
ORPHANS_END_WITHIN_SECONDS = 2.0


class Users:
    """The list of the processes that use a database, in a file; stands in for the library's, which a full disk empties.

    A list that cannot be written stays as it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self) -> list[int]:
        """Their numbers."""
        try:
            listed: list[int] = json.loads(self.path.read_text())
        except (FileNotFoundError, ValueError):
            return []
        return listed

    def get_and_add(self, value: int) -> list[int]:
        """Adds one, and returns those before."""
        listed = self.get()
        if value not in listed:
            self.put([*listed, value])
        return listed

    def get_and_remove(self, value: int) -> list[int]:
        """Takes one off, and returns those before."""
        listed = self.get()
        if value in listed:
            self.put([each for each in listed if each != value])
        return listed

    def put(self, values: list[int]) -> None:
        """Replaces the list."""
        new = self.path.with_suffix(".new")
        with contextlib.suppress(OSError):
            new.write_text(json.dumps(values))
            new.replace(self.path)


def users(folder: Path) -> Users:
    """The list beside the data."""
    return Users(folder / ".handle_pids.json")


def forget_ended_users(folder: Path) -> list[int]:
    """Takes those off the list that ended without a goodbye, and returns the others."""
    listed = users(folder).get()
    alive = [pid for pid in listed if pid != os.getpid() and _is_alive(pid)]
    if alive != listed:
        users(folder).put(alive)
    return alive


def forget_if_killed(folder: Path) -> None:
    """Clears away what a killed server left: its processes, which keep another from starting, and its notes.

    The number in the notes may be another program's by now, and then PostgreSQL would not start either.
    """
    _end_orphans(folder)
    note = folder / "postmaster.pid"
    if not note.exists() or find(folder):
        return
    lines = note.read_text().splitlines()
    sockets = Path(lines[4]) if len(lines) > 4 and lines[4] else folder
    for lock in sockets.glob(".s.PGSQL.*.lock"):
        lock.unlink(missing_ok=True)
    note.unlink(missing_ok=True)


def find(folder: Path) -> psutil.Process | None:
    """The server that keeps its data in the folder, where it lives."""
    try:
        process = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))
        return process if _serves(process, folder) else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def lives(process: psutil.Process) -> bool:
    """Whether this very process has not ended."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def end(folder: Path) -> None:
    """Ends the server, kindly at first, and all that is left of it."""
    process = find(folder)
    if process is not None:
        for way in (FAST, AT_ONCE, signal.SIGKILL):
            with contextlib.suppress(psutil.Error):
                process.send_signal(way)
            if not psutil.wait_procs([process], timeout=END_WITHIN_SECONDS)[1]:
                break
    _end_orphans(folder)


def _end_orphans(folder: Path) -> None:
    """Ends processes whose server was killed; most have noticed already."""
    left = list(_orphans(folder))
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.send_signal(AT_ONCE)
    _, stubborn = psutil.wait_procs(left, timeout=ORPHANS_END_WITHIN_SECONDS)
    for process in stubborn:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, timeout=ORPHANS_END_WITHIN_SECONDS)


def _orphans(folder: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter(["name", "cmdline", "ppid"]):
        title = " ".join(process.info["cmdline"] or ())
        if process.info["name"] != "postgres" or not title.startswith(
            "postgres: "
        ):  # the server has no title
            continue
        with contextlib.suppress(psutil.Error):
            parent = process.parent()
            if _serves(process, folder) and (parent is None or parent.name() != "postgres"):
                yield process


def _serves(process: psutil.Process, folder: Path) -> bool:
    """Whether it is a process of PostgreSQL's on this data; every one works in that folder."""
    if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
        return False
    try:
        return Path(process.cwd()) == folder.resolve()
    except psutil.AccessDenied:  # somebody else's, and so not for us to end, but it is there
        return True


def _is_alive(pid: int) -> bool:
    try:
        return lives(psutil.Process(pid))
    except psutil.Error:
        return False
