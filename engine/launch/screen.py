"""What the person at the terminal sees: the processes' warnings, and where to go when all are ready.

Nobody waits for the terminal or the disk: a line for which there is no room is dropped.
"""

import contextlib
import functools
import os
import queue
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from engine import progress
from engine.settings import ROOT, Settings

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WORTH_SHOWING = re.compile(r"^.{0,40}?(\b(WARNING|ERROR|CRITICAL)\b|\[(warning|error|critical)\b)")
MOST_UNSEEN = 1_000
BAR = 30  # signs
DRAWN_EVERY_SECONDS = 0.2
CLEAR = "\x1b[K"  # what stood on the line before
STANDARD_OUTPUT = 1


class Screen:
    """Takes every line of every process: all go to `<logs>/<process>.log`, warnings and errors to the screen too."""

    def __init__(self, logs: Path, names: tuple[str, ...]) -> None:
        self.logs = logs
        self.width = max(map(len, names))
        self._files: dict[str, FileIO] = {}
        self._cut: set[str] = set()  # whose last line found no room for its end
        logs.mkdir(parents=True, exist_ok=True)
        for name in names:
            file = log_of(logs, name)
            if file.exists():
                file.replace(file.with_suffix(".previous.log"))

    def write(self, name: str, line: bytes) -> None:
        """One line of a process."""
        text = _COLOUR.sub("", line.decode("utf-8", "replace")).rstrip()
        with contextlib.suppress(OSError):
            self._keep(name, f"{text}\n".encode())
        if _WORTH_SHOWING.search(text):
            say(f"{name:>{self.width}} | {text}")

    def _keep(self, name: str, line: bytes) -> None:
        if name not in self._files:
            self._files[name] = FileIO(log_of(self.logs, name), "a")
        whole = b"\n" + line if name in self._cut else line
        if self._files[name].write(whole) == len(whole):
            self._cut.discard(name)
        else:
            self._cut.add(name)


def log_of(logs: Path, name: str) -> Path:
    """Where the lines of one process are kept."""
    return logs / f"{name}.log"


def say(text: str) -> None:
    """Prints soon, also when the terminal has gone, stands still or is a file on a full disk."""
    _show(f"{text}\n")


@contextlib.contextmanager
def bar() -> Iterator[Path]:
    """Shows how far something has come, as `engine.progress` tells in this file; nothing where the screen is a file."""
    with tempfile.TemporaryDirectory() as folder:
        file, done = Path(folder) / "progress", threading.Event()
        drawing = threading.Thread(target=_draw, args=(file, done), daemon=True)
        if os.isatty(STANDARD_OUTPUT):
            drawing.start()
        try:
            yield file
        finally:
            done.set()
            if drawing.is_alive():
                drawing.join()


def _draw(file: Path, done: threading.Event) -> None:
    shown = None
    while not done.wait(DRAWN_EVERY_SECONDS):
        told = progress.told(file)
        if told and told != shown:
            (share, what), shown = told, told
            full = round(BAR * share)
            _show(f"\r{'█' * full}{'░' * (BAR - full)} {share:4.0%}  {what}{CLEAR}")
    _show(f"\r{CLEAR}")


def _show(text: str) -> None:
    with contextlib.suppress(queue.Full):
        _printer().unseen.put_nowait(text)


def wait_until_said(seconds: float = 2.0) -> None:
    """Lets what was said last be seen, before the end."""
    until = time.monotonic() + seconds
    while _printer().unseen.unfinished_tasks and time.monotonic() < until:
        time.sleep(0.01)


class _Printer(threading.Thread):
    """Prints one thing after the other; it alone waits for the terminal."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.unseen: queue.Queue[str] = queue.Queue(MOST_UNSEEN)

    def run(self) -> None:
        """Until the process ends."""
        while True:
            left = self.unseen.get().encode(errors="replace")
            with contextlib.suppress(OSError):
                while left:
                    left = left[os.write(STANDARD_OUTPUT, left) :]
            self.unseen.task_done()


@functools.cache
def _printer() -> _Printer:
    printer = _Printer()
    printer.start()
    return printer


def shown(path: Path) -> str:
    """A path as short as can be."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def ready_text(settings: Settings, logs: Path) -> str:
    """The one short screen."""
    rows = []
    if settings.graph_url.startswith(settings.backend_url):
        rows.append(("Chat", f"{settings.backend_url}/demo"))
    else:
        rows.append(("Webhook", f"{settings.assistant_url}/webhooks/whatsapp/webhook"))
    rows += [
        ("API of the books", f"{settings.backend_url}/docs"),
        ("Operator's token", settings.operator_token),
        ("Rasa's token", settings.rasa_auth_token),
        ("Logs", shown(logs)),
    ]
    lines = [f"  {name:<18}{value}" for name, value in rows]
    return "\n".join(["", "Munshi is ready.", "", *lines, "", "Ctrl-C ends everything.", ""])
