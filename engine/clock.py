"""What time it is, for everything in the assistant that asks."""

import time
from datetime import UTC, datetime, timedelta

from engine.settings import settings

_STARTED_AT = time.time()


def now() -> datetime:
    """This moment, in UTC; with `MUNSHI_NOW` set, that moment and what has passed since it was set."""
    if settings.now is None:
        return datetime.now(UTC)
    set_at = _STARTED_AT if settings.now_set_at is None else settings.now_set_at
    return settings.now.astimezone(UTC) + timedelta(seconds=time.time() - set_at)
