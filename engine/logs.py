"""How the assistant and the actions log: a line of `key=value` for each event, and nothing in it that people said.

A fault is named together with the place where it happened. Its message stands there only where its class says with
`loggable = True` that no person's words are in it: many libraries put into a message the values that they could not
use. At the level DEBUG everything is shown.
"""

import copy
import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import structlog
from structlog.typing import EventDict, WrappedLogger

from engine.settings import ROOT, Settings

FIRST = ("at", "level", "logger", "event", "turn", "conversation")
MOST_FRAMES = 6
AFTER = "; after "
SHORTEST_SECRET = 4

# Under these keys Rasa's own lines carry what people or pages say.
SAID = frozenset(
    {
        "text",
        "response_text",
        "user_text",
        "slot_values",
        "parse_data_text",
        "parse_data_entities",
        "prediction_events",
        "tracker_latest_message",
        "prefilled_slots",
        "message",
        "response",
        "slot_candidates",
        "rasa_event",
        "rasa_events",
        "tracker_states",
        "current_states",
        "old_states",
        "successes",
        "current_entity",
        "next_entity",
        "states",
        "entity",
        "token_text",
        "user_message",
        "json_message",
    }
)


def install(settings: Settings, level: int | None = None) -> None:
    """From now on every logger of this process writes such lines to the standard output, warnings of Python too."""
    if level is None:
        level = logging.getLevelName(os.environ.get("LOG_LEVEL", "INFO"))
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Lines(settings, whole=level <= logging.DEBUG))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(True)
    _install_for_sanic(handler)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.dev.set_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )


def _install_for_sanic(handler: logging.Handler) -> None:
    """Sanic's loggers hand nothing on to the root, and get their handlers anew when an application is made."""
    from sanic.log import LOGGING_CONFIG_DEFAULTS

    LOGGING_CONFIG_DEFAULTS["formatters"] = {
        name: {"()": lambda: handler.formatter} for name in LOGGING_CONFIG_DEFAULTS["formatters"]
    }
    for name in LOGGING_CONFIG_DEFAULTS["loggers"]:
        logging.getLogger(name).handlers[:] = [handler]


class Lines(structlog.stdlib.ProcessorFormatter):
    """Writes the records of `logging` and of structlog alike; `whole` shows also what people said."""

    def __init__(self, settings: Settings, *, whole: bool = False) -> None:
        render = structlog.processors.LogfmtRenderer(key_order=FIRST, drop_missing=True, bool_as_flag=False)
        private = [] if whole else [_leave_out_what_was_said]
        super().__init__(
            processors=[
                _add_head,
                *private,
                _name_the_fault if not whole else _show_the_fault,
                _one_line,
                render,
            ]
        )
        self._whole = whole
        self._secrets = _secrets(settings)

    def format(self, record: logging.LogRecord) -> str:
        """The line; the record stays as it is for other handlers."""
        record = copy.copy(record)
        if record.name == "py.warnings":  # they are for developers, and the screen shows what is grave
            record.levelname = "INFO"
        if not self._whole and not isinstance(record.msg, dict):
            record.msg, record.args = _said_of_faults(record)
        line = super().format(record)
        return self._secrets.sub("[secret]", line) if self._secrets else line


def named(fault: BaseException) -> str:
    """The class of a fault, and its message where that is known to hold nobody's words."""
    name = type(fault).__qualname__
    if getattr(fault, "loggable", False):
        return f"{name}: {fault}"
    if isinstance(fault, OSError) and fault.strerror:
        return f"{name}: {fault.strerror}"
    if constraint := getattr(getattr(fault, "diag", None), "constraint_name", None):
        return f"{name}: {constraint}"
    return name


def told(fault: BaseException) -> str:
    """The fault with the place where it happened, and those that led to it, the last one first."""
    parts = [(named(each), _place(each.__traceback__)) for each in _chain(fault)]
    return AFTER.join(f"{name} at {place}" if place else name for name, place in parts)


def reason(fault: BaseException) -> str:
    """The same in short, without the places."""
    return AFTER.join(named(each) for each in _chain(fault))


def _chain(fault: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = fault
    while following is not None and id(following) not in seen:
        yield following
        seen.add(id(following))
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)


def _place(trace: TracebackType | None) -> str:
    """Where it was raised, and through which places of ours the way there led."""
    frames = list(traceback.extract_tb(trace))
    ours = [frame for frame in frames[:-1] if _is_ours(frame.filename)]
    frames = [*ours[-MOST_FRAMES:], *frames[-1:]]
    return " < ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames))


def _is_ours(filename: str) -> bool:
    return filename.startswith(str(ROOT)) and ".venv" not in filename


def _short(filename: str) -> str:
    path = Path(filename)
    return f"{path.parent.name}/{path.name}"


def _said_of_faults(record: logging.LogRecord) -> tuple[Any, Any]:
    """Message and arguments of a record, with faults named only, and without what two libraries add to them."""
    if record.name == "py.warnings":
        place = record.getMessage().partition(": ")[0]
        category = next(
            (found.group() for found in [_CATEGORY.search(record.getMessage())] if found), "Warning"
        )
        return f"{category} at {place}", ()
    if record.name == "asyncio":  # the lines below the first show tasks, and so what they failed with
        return record.getMessage().partition("\n")[0], ()
    if isinstance(record.msg, BaseException):
        return named(record.msg), ()
    arguments = record.args
    if isinstance(arguments, tuple):
        arguments = tuple(_Named(each) if isinstance(each, BaseException) else each for each in arguments)
    return record.msg, arguments


_CATEGORY = re.compile(r"\b\w*Warning\b")


class _Named:
    """Stands for a fault among the arguments of a line."""

    def __init__(self, fault: BaseException) -> None:
        self.name = named(fault)

    def __str__(self) -> str:
        return self.name

    __repr__ = __str__


def _add_head(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """When, how grave, who says it, and the turn and conversation that it happened in."""
    record: logging.LogRecord = event.pop("_record")
    del event["_from_structlog"]
    moment = datetime.fromtimestamp(record.created, UTC)
    return {
        "at": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        **structlog.contextvars.get_contextvars(),
        **event,
    }


def _leave_out_what_was_said(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {key: value for key, value in event.items() if key not in SAID}


def _name_the_fault(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if fault := _fault(event.pop("exc_info", None)):
        event["fault"] = told(fault)
    return event


def _show_the_fault(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if fault := _fault(event.pop("exc_info", None)):
        event["fault"] = "".join(traceback.format_exception(type(fault), fault, fault.__traceback__))
    return event


def _fault(exc_info: Any) -> BaseException | None:
    if isinstance(exc_info, BaseException):
        return exc_info
    found = exc_info if isinstance(exc_info, tuple) else sys.exc_info() if exc_info else (None, None, None)
    fault: BaseException | None = found[1]
    return fault


def _one_line(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """What would break the line is written so that it does not."""
    return {
        key: value.replace("\n", "\\n").replace("\r", "\\r") if isinstance(value, str) else value
        for key, value in event.items()
    }


def _secrets(settings: Settings) -> "re.Pattern[str] | None":
    """Finds every secret of the settings, should a library ever write one out."""
    secrets = {
        settings.access_token,
        *settings.app_secrets,
        settings.verify_token,
        settings.api_token,
        settings.operator_token,
        settings.actions_token,
        settings.rasa_auth_token,
        urlsplit(settings.database_url or "").password,
    }
    known = sorted((secret for secret in secrets if secret and len(secret) >= SHORTEST_SECRET), key=len)
    return re.compile("|".join(map(re.escape, reversed(known)))) if known else None
