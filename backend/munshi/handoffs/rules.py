"""How long the bot waits for the people of a business. Pure."""

from datetime import datetime, timedelta

WAITING_MINUTES = 30


def over_at(
    since: datetime, written_at: datetime | None, opens_at: datetime | None, minutes: int
) -> datetime:
    """When a conversation is the bot's alone again.

    The business's waiting time runs from what it wrote last; where it has not written, from when it was called, or
    from its next opening.
    """
    begins = written_at or max(since, opens_at or since)
    return begins + timedelta(minutes=minutes)
