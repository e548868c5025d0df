"""Whether people lead a conversation; then the bot is silent in it, and what the person writes is kept for them.

The books open a hand-off and end it, and whatever the business writes in WhatsApp's own app opens one too. People lead
from what somebody of the business has written, not from being called.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.whatsapp.database import Connection

ANSWERED_WITHIN = timedelta(minutes=15)  # whoever means to answer a customer, writes it by then

# The last hand-off of the conversation of the message `i`, and whether who wrote it is answering somebody.
LAST_OF_CONVERSATION = """
LEFT JOIN LATERAL (
    SELECT since, ended_at, opened_by, written_at, answered_by FROM assistant.handoffs
    WHERE phone_number_id = i.phone_number_id AND person = i.person ORDER BY since DESC LIMIT 1
) AS handoff ON true
LEFT JOIN assistant.answering AS answering
    ON answering.phone_number_id = i.phone_number_id AND answering.person = i.person
"""
COLUMNS = """
handoff.since, handoff.ended_at, handoff.opened_by, handoff.written_at, handoff.answered_by,
answering.since, answering.begun_by
"""

# What the bot says first waits in a conversation that people lead.
PEOPLE_LEAD = "handoff.ended_at IS NULL AND handoff.written_at IS NOT NULL"


@dataclass(frozen=True)
class Standing:
    """How a message stands when its turn comes.

    `sent_at` is when the person sent it, as Meta says. `since` and `ended_at` are of the last hand-off of the
    conversation, `opened_by` is the message whose turn opened it, `written_at` when the business wrote last, and
    `answered_by` who does so through the bot. `answering_since` is when the person began to answer somebody for the
    business, with the tap `answering_by`.
    """

    sent_at: datetime | None
    since: datetime | None
    ended_at: datetime | None
    opened_by: str | None
    written_at: datetime | None
    answered_by: str | None
    answering_since: datetime | None
    answering_by: str | None

    @property
    def led_until(self) -> datetime | None:
        """When people handed the conversation back that they had led."""
        return self.ended_at if self.written_at else None

    def is_for_people(self, wamid: str) -> bool:
        """Whether people lead the conversation, and not only since this very message, whose answer says so."""
        is_open = self.written_at is not None and self.ended_at is None
        return is_open and self.opened_by != wamid

    def answers(self, wamid: str, came_at: datetime) -> bool:
        """Whether the message comes next after the tap of who means to answer somebody."""
        began = self.answering_since
        return began is not None and self.answering_by != wamid and came_at - began < ANSWERED_WITHIN


async def end_answering(
    connection: Connection, phone_number_id: str, person: str, standing: Standing
) -> None:
    """What comes next is not passed on any more, in the transaction of the turn that was."""
    await connection.execute(
        "DELETE FROM assistant.answering WHERE phone_number_id = %s AND person = %s AND begun_by = %s",
        (phone_number_id, person, standing.answering_by),
    )
