"""What time it is, for everything in the books that asks."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from munshi import settings

_STARTED_AT = time.time()


def now() -> datetime:
    """This moment, in UTC; with `MUNSHI_NOW` set, that moment and what has passed since it was set."""
    current = settings.current()
    if current.now is None:
        return datetime.now(UTC)
    set_at = _STARTED_AT if current.now_set_at is None else current.now_set_at
    return current.now.astimezone(UTC) + timedelta(seconds=time.time() - set_at)


def now_in(timezone: str) -> datetime:
    """The moment, in the zone of this IANA name."""
    return now().astimezone(ZoneInfo(timezone))


def on_the_wall(moment: datetime, timezone: str) -> str:
    """A moment as the clock of who is told of it shows it, in ISO 8601 with the zone's offset."""
    return moment.astimezone(ZoneInfo(timezone)).isoformat()
