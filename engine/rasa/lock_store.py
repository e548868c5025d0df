"""Rasa's lock store: who waits for a conversation is told when it is free."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError
from rasa.utils.endpoints import EndpointConfig

# Rasa replaces a tracker store that it cannot import by memory, with a warning. A lock store that it cannot import
# ends the start; so this one needs the other.
import engine.rasa.tracker_store  # noqa: F401


class ToldLockStore(InMemoryLockStore):
    """Locks within this process; between replicas the queue hands out one message of a conversation at a time.

    Rasa's own stores look once a second whether it is their turn: ten quick messages of one person took 9 s.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()
        self._held: dict[str, _Lock] = {}

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncIterator[TicketLock]:
        """Waits for those who asked before. Raises LockError after `lock_lifetime` seconds of waiting."""
        lock = self._held.setdefault(conversation_id, _Lock())
        lock.users += 1
        try:
            try:
                await asyncio.wait_for(lock.acquire(), lock_lifetime)
            except TimeoutError:
                raise LockError(f"Waited {lock_lifetime} s for conversation '{conversation_id}'.") from None
            try:
                yield self.create_lock(conversation_id)
            finally:
                lock.release()
        finally:
            lock.users -= 1
            if not lock.users:
                del self._held[conversation_id]


class _Lock(asyncio.Lock):
    """A fair lock that knows how many hold it or wait for it."""

    users = 0
