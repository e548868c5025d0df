"""How far something has come that takes a while: told to whoever shows it, by a line in a file."""

import contextlib
import os
from pathlib import Path

FILE = "MUNSHI_PROGRESS"  # the file that has the line; unset where nobody looks


def tell(share: float, what: str) -> None:
    """Says that so much is done (0 to 1), and what comes now."""
    if file := os.environ.get(FILE):
        with contextlib.suppress(OSError):
            Path(file).write_text(f"{share:.3f} {what}", "utf-8")


def told(file: Path) -> tuple[float, str] | None:
    """What was said last; None where that cannot be read, as while it is being written."""
    try:
        share, _, what = file.read_text("utf-8").partition(" ")
        return min(max(float(share), 0.0), 1.0), what
    except (OSError, ValueError):
        return None
