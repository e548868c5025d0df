"""Whether people lead a conversation; then the bot is silent in it, and what the person writes is kept for them.

The books open a hand-off and end it.
"""

from dataclasses import dataclass
from datetime import datetime

# The last hand-off of the conversation of the message `i`.
LAST_OF_CONVERSATION = """
LEFT JOIN LATERAL (
    SELECT since, ended_at, opened_by FROM assistant.handoffs
    WHERE phone_number_id = i.phone_number_id AND person = i.person ORDER BY since DESC LIMIT 1
) AS handoff ON true
"""


@dataclass(frozen=True)
class Standing:
    """How a message stands when its turn comes.

    `sent_at` is when the person sent it, as Meta says. `since` and `ended_at` are of the last hand-off of the
    conversation, and `opened_by` is the message whose turn opened it.
    """

    sent_at: datetime | None
    since: datetime | None
    ended_at: datetime | None
    opened_by: str | None

    def is_for_people(self, wamid: str) -> bool:
        """Whether people lead the conversation, and not only since this very message, whose answer says so."""
        return self.since is not None and self.ended_at is None and self.opened_by != wamid
