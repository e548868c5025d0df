"""One message's turn: what is to be kept together with the conversation's new events, or not at all."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from psycopg import AsyncConnection
from rasa.shared.core.trackers import DialogueStateTracker

SaveCallback = Callable[[AsyncConnection], Awaitable[None]]

_current: ContextVar["Unit | None"] = ContextVar("turn", default=None)


class Unit:
    """A turn that has begun. `fault` is what went wrong in it where Rasa itself would go on and forget.

    `tracker` is the conversation as it is being kept.
    """

    def __init__(self, turn_id: str) -> None:
        self.id = turn_id
        self.fault: Exception | None = None
        self.tracker: DialogueStateTracker | None = None
        self._callbacks: list[SaveCallback] = []

    def on_save(self, callback: SaveCallback) -> None:
        """Has `callback` write into the transaction that stores the turn's events; what it raises undoes all."""
        self._callbacks.append(callback)

    async def saving(self, connection: AsyncConnection) -> None:
        """Lets everyone who asked for it write, in the order in which they asked, once."""
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            await callback(connection)


@contextmanager
def begin(turn_id: str) -> Iterator[Unit]:
    """Makes a unit the current one of this task, and of tasks that it starts, until the block ends."""
    unit = Unit(turn_id)
    token = _current.set(unit)
    try:
        yield unit
    finally:
        _current.reset(token)


def current() -> Unit | None:
    """The turn that this code runs in; None outside of one, as in `rasa shell`."""
    return _current.get()
