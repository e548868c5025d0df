"""What the person at the terminal sees: the processes' warnings, and where to go when all are ready."""

import contextlib
import re
from pathlib import Path
from typing import Any, TextIO

from engine.settings import ROOT, Settings

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WORTH_SHOWING = re.compile(r"^.{0,40}?(\b(WARNING|ERROR|CRITICAL)\b|\[(warning|error|critical)\b)")


class Screen:
    """Takes every line of every process: all go to `<logs>/<process>.log`, warnings and errors to the screen too."""

    width = 0  # honcho sets it to align names

    def __init__(self, logs: Path, names: tuple[str, ...]) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self.files: dict[str, TextIO] = {}
        for name in names:
            file = log_of(logs, name)
            if file.exists():
                file.replace(file.with_suffix(".previous.log"))
            self.files[name] = file.open("w", encoding="utf-8")

    def write(self, message: Any) -> None:
        """One line, as honcho hands it over; what honcho itself says is left out."""
        if message.name not in self.files:
            return
        text = message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else message.data
        text = _COLOUR.sub("", text).rstrip()
        file = self.files[message.name]
        file.write(f"{text}\n")
        file.flush()
        if _WORTH_SHOWING.search(text):
            say(f"{message.name:>{self.width}} | {text}")


def log_of(logs: Path, name: str) -> Path:
    """Where the lines of one process are kept."""
    return logs / f"{name}.log"


def say(text: str) -> None:
    """Prints, also when the terminal has gone."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


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
