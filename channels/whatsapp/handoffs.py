"""Whether people lead a conversation; then the bot is silent in it, and what the person writes is kept for them.

The books open a hand-off and end it.
"""

from dataclasses import dataclass
from datetime import datetime

from channels.whatsapp.database import Connection
from channels.whatsapp.inbox import Letter

STANDING = """
SELECT letter.sent_at, handoff.since, handoff.ended_at, handoff.opened_by
FROM assistant.inbox AS letter LEFT JOIN LATERAL (
    SELECT since, ended_at, opened_by FROM assistant.handoffs
    WHERE phone_number_id = letter.phone_number_id AND person = letter.person ORDER BY since DESC LIMIT 1
) AS handoff ON true
WHERE letter.id = %s
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


async def standing(connection: Connection, letter: Letter) -> Standing:
    """How the message stands now."""
    row = await (await connection.execute(STANDING, (letter.id,))).fetchone()
    assert row is not None
    return Standing(*row)
