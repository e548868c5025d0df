"""Whether Meta has anything to bring again: what could not be taken comes later, and may be news of a message."""

from collections.abc import Callable
from datetime import datetime, timedelta

from channels.whatsapp.outgoing.verdicts import PATIENCE_AFTER_A_DEATH


class Hearing:
    """When this process took no webhook last: it was not there yet, or could not store one."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self._missed_at: datetime | None = None

    def missed(self) -> None:
        """Notes that Meta brings again what has come until now."""
        self._missed_at = self.clock()

    def behind(self) -> timedelta:
        """How long it takes until that should be here; nothing where none was missed lately."""
        if self._missed_at is None:
            return timedelta()
        return max(self._missed_at + PATIENCE_AFTER_A_DEATH - self.clock(), timedelta())
