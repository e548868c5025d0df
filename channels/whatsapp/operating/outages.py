"""Turns that failed because the database, the actions or the books did not answer: how often that counts."""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

import aiohttp
import psycopg
import psycopg_pool

from engine.outage import UNAVAILABLE, Away

LAST_WAIT = timedelta(seconds=30)  # one more in an outage: a small server needs half a minute to start anew
AWAY = (Away, aiohttp.ClientConnectionError, psycopg.OperationalError, psycopg_pool.PoolTimeout)


def is_outage(fault: BaseException) -> bool:
    """Whether a fault comes of something that does not answer."""
    return any(isinstance(each, AWAY) or _is_unavailable(each) for each in _causes(fault))


def waits_for(fault: BaseException, waits: Sequence[timedelta]) -> Sequence[timedelta]:
    """How long to wait after each failure that may be followed by another attempt."""
    return (*waits, LAST_WAIT) if is_outage(fault) else waits


def _is_unavailable(fault: BaseException) -> bool:
    return isinstance(fault, aiohttp.ClientError) and getattr(fault, "status", None) == UNAVAILABLE


def _causes(fault: BaseException) -> Iterator[BaseException]:
    following: BaseException | None = fault
    while following is not None:
        yield following
        following = following.__cause__ or following.__context__


class Outages:
    """Tells one outage from another: between two of them something succeeded.

    What keeps failing in one outage is given up in the end, so that the person hears of it. What has met one after
    the other has only had bad luck. What this process does not know counts as luck.
    """

    def __init__(self) -> None:
        self._succeeded_at = float("-inf")
        self._failed_at: dict[int, float] = {}

    def succeeded(self, id_: int) -> None:
        """Notes that this was done, and so that everything was there."""
        self._succeeded_at = time.monotonic()
        self._failed_at.pop(id_, None)

    def attempts(self, id_: int, fault: Exception, before: int) -> int:
        """How often this has failed by now, `before` times before: for an outage that is a new one, once."""
        last = self._failed_at.get(id_)
        self._failed_at[id_] = time.monotonic()
        if is_outage(fault) and (last is None or last < self._succeeded_at):
            return 1
        return before + 1

    def forget(self, id_: int) -> None:
        """Is told of what will not be tried any more."""
        self._failed_at.pop(id_, None)
