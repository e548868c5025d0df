"""How the books log: a line of `key=value` for each event; of a fault its class and place, and nobody's words.

PostgreSQL quotes in its messages the rows that it refuses, so a message stands only in lines of our own.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

BACKEND = str(Path(__file__).parents[1])
MOST_FRAMES = 6


def install() -> None:
    """From now on every logger of this process writes such lines to the standard output, the server's too."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not isinstance(each.formatter, Lines)] + [handler]
    root.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it tells of every request


class Lines(logging.Formatter):
    """Writes a record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """When, how grave, who says it, what, and the fault."""
        at = (
            datetime.fromtimestamp(record.created, UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z")
        )
        event = json.dumps(record.getMessage(), ensure_ascii=False)
        line = f"at={at} level={record.levelname} logger={record.name} event={event}"
        fault = record.exc_info[1] if record.exc_info else None
        return f'{line} fault="{told(fault)}"' if fault else line


def told(fault: BaseException) -> str:
    """The class of the fault and where it happened, and those that led to it, the last one first."""
    parts: list[str] = []
    seen: set[int] = set()
    following: BaseException | None = fault
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        parts.append(
            f"{type(following).__qualname__}{_constraint(following)} at {_place(following.__traceback__)}"
        )
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)
    return "; after ".join(parts)


def _constraint(fault: BaseException) -> str:
    name = getattr(getattr(fault, "diag", None), "constraint_name", None)
    return f" of {name}" if name else ""


def _place(trace: TracebackType | None) -> str:
    """Where it was raised, and through which places of ours the way there led."""
    frames = list(traceback.extract_tb(trace))
    ours = [frame for frame in frames[:-1] if _is_ours(frame.filename)]
    frames = [*ours[-MOST_FRAMES:], *frames[-1:]]
    return " < ".join(f"{_short(each.filename)}:{each.lineno} {each.name}" for each in reversed(frames))


def _is_ours(filename: str) -> bool:
    return filename.startswith(BACKEND) and ".venv" not in filename


def _short(filename: str) -> str:
    path = Path(filename)
    return f"{path.parent.name}/{path.name}"
