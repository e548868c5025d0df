"""Rasa's tracker store: conversations stay live in memory, their events go to PostgreSQL."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from psycopg import AsyncConnection, OperationalError
from psycopg.rows import TupleRow
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Restarted
from rasa.shared.core.trackers import DialogueStateTracker

from engine.pool import LastingPool
from engine.prepared import prepared_database
from engine.rasa import patches, tracker_table, turn
from engine.rasa.tracker import Cut, LiveTracker, cut
from engine.rasa.tracker_table import Stored

patches.apply()

LIVE_CONVERSATIONS = 500
CONNECTIONS = 8

Connection = AsyncConnection[TupleRow]


class LiveTrackerStore(TrackerStore):
    """Lends the live tracker of a conversation to one turn at a time.

    A turn that fails never brings it back, so the next one reads what is stored. A turn that succeeds appends its
    new events, together with what the turn's unit wants to write, in one transaction.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        live_conversations: int = LIVE_CONVERSATIONS,
    ) -> None:
        """`host` is what Rasa calls the `url` in `endpoints.yml`: another database than that of the settings.

        Raises NotPrepared where it cannot be used, so that nobody talks to a bot without memory.
        """
        self._live: OrderedDict[str, LiveTracker] = OrderedDict()
        self._most_live = live_conversations
        self._pool = _new_pool(prepared_database(host))
        super().__init__(domain, event_broker)

    @property
    def domain(self) -> Domain:
        """The domain of the model in use."""
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        """Forgets the live trackers: their slots are the old model's."""
        self._domain = domain or Domain.empty()
        self._live.clear()

    def init_tracker(self, sender_id: str) -> LiveTracker:
        """The tracker of a conversation that has not begun."""
        return LiveTracker(sender_id, self.domain.slots)

    async def retrieve(self, sender_id: str) -> LiveTracker | None:
        """The conversation's latest session, lent until it is saved; None where there is no conversation."""
        tracker = self._live.pop(sender_id, None)
        async with self._connection() as connection:
            if tracker is None:
                return self._tracker(sender_id, await tracker_table.read_live(connection, sender_id))
            newer = await tracker_table.read_after(connection, sender_id, tracker.position)
            if newer.lost:
                return self._tracker(sender_id, await tracker_table.read_live(connection, sender_id))
        if newer.anew:
            return self._tracker(sender_id, newer)
        tracker.recall(newer.events, newer.position)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> LiveTracker | None:
        """The conversation over all its sessions."""
        async with self._connection() as connection:
            return self._tracker(
                conversation_id, await tracker_table.read_after(connection, conversation_id, 0)
            )

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything of the conversation is stored."""
        async with self._connection() as connection:
            return await tracker_table.exists(connection, conversation_id)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        async with self._connection() as connection:
            return await tracker_table.conversations(connection)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the new events and what the turn's unit writes; a new tracker without events is not stored.

        Raises WrittenElsewhere, the fault of the turn, or what a callback of the unit raises: then nothing is stored.
        """
        unit = turn.current()
        if unit and unit.fault:
            raise unit.fault
        if not isinstance(tracker, LiveTracker):
            await self._set_anew(tracker)
        elif tracker.unsaved:
            await self._append(tracker, unit)

    async def close(self) -> None:
        """Ends the connections; nobody uses the store any more."""
        await self._pool.close()
        self._live.clear()

    async def _append(self, tracker: LiveTracker, unit: turn.Unit | None) -> None:
        shorter = cut(tracker)
        async with self._connection() as connection, connection.transaction():
            await tracker_table.append(
                connection, tracker.sender_id, tracker.position, tracker.unsaved, shorter
            )
            if unit:
                unit.tracker = tracker
                await unit.saving(connection)
        new = tracker.unsaved
        tracker.saved()
        self._keep(tracker if shorter is None else self._shortened(tracker, shorter))
        if self.event_broker:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    async def _set_anew(self, wanted: DialogueStateTracker) -> None:
        """Stores a history that was made by hand, as `rasa interactive` does to undo: it replaces what there is."""
        now = await self.retrieve(wanted.sender_id) or self.init_tracker(wanted.sender_id)
        async with self._connection() as connection, connection.transaction():
            events = list(wanted.events) or [Restarted()]
            anew = Cut([], events, now.position)
            await tracker_table.append(
                connection, wanted.sender_id, now.position, events, anew, replaces=True
            )

    def _tracker(self, sender_id: str, stored: Stored) -> LiveTracker | None:
        if not stored.events:
            return None
        tracker = self.init_tracker(sender_id)
        tracker.recall(stored.events, stored.position)
        tracker.head = stored.head
        return tracker

    def _shortened(self, tracker: LiveTracker, shorter: Cut) -> LiveTracker:
        stored = Stored([*shorter.head, *shorter.kept], tracker.position, len(shorter.head))
        return self._tracker(tracker.sender_id, stored) or tracker

    def _keep(self, tracker: LiveTracker) -> None:
        self._live[tracker.sender_id] = tracker
        while len(self._live) > self._most_live:
            self._live.popitem(last=False)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        """A connection in autocommit; the pool opens when it is first needed, in the loop that it serves.

        Where one is found broken, as after a restart of PostgreSQL, all are checked: only one turn has to fail.
        """
        if self._pool.closed:
            await self._pool.open()
        try:
            async with self._pool.connection() as connection:
                yield connection
        except OperationalError:
            await self._pool.check()
            raise


def _new_pool(url: str) -> LastingPool[Connection]:
    """No commit is waited for until it is on the disk: see docs/decisions/0007-on-disk.md."""
    return LastingPool(
        url,
        connection_class=AsyncConnection[TupleRow],
        kwargs={"autocommit": True, "options": "-c search_path=assistant,public -c synchronous_commit=off"},
        min_size=1,
        max_size=CONNECTIONS,
    )
