"""What is told of each turn and each sending: whose it is on every line, what came of it in one, and in the figures."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import structlog

from channels.whatsapp.operating import metrics

logger = structlog.get_logger(__name__)


@dataclass
class Work:
    """A job that is being done, and what came of it as far as it is known."""

    result: str | None = None


_work: ContextVar[Work | None] = ContextVar("work", default=None)


def about(*, turn: str, conversation: str) -> None:
    """From now on every line of this job says which message and which conversation it is about."""
    structlog.contextvars.bind_contextvars(turn=turn, conversation=conversation)


def ended(result: str) -> None:
    """What came of the turn, in one word of few: it becomes a label of the figures."""
    work = _work.get()
    if work is not None:
        work.result = result


@contextmanager
def of_turn() -> Iterator[None]:
    """A turn: told in one line at its end, timed and counted. One that had been had before is not worth a line."""
    began = time.perf_counter()
    work = Work()
    token = _work.set(work)
    try:
        yield
    except BaseException:
        work.result = work.result or "again"
        raise
    finally:
        _work.reset(token)
        if work.result:
            seconds = time.perf_counter() - began
            metrics.TURNS.labels(work.result).inc()
            metrics.TURN_SECONDS.observe(seconds)
            logger.info("turn", result=work.result, seconds=round(seconds, 3))
        _forget()


@contextmanager
def of_sending() -> Iterator[None]:
    """The sending of what waits for one person: `about` names each message in it."""
    try:
        yield
    finally:
        _forget()


def _forget() -> None:
    structlog.contextvars.unbind_contextvars("turn", "conversation")
