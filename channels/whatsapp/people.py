"""Who wrote: the id under which a person is known on a number, and when the person wrote last."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.payload import Inbound

WINDOW = timedelta(hours=24)


def conversation_id(phone_number_id: str, person: str) -> str:
    """The conversation of a person with a number of a business: Rasa's sender id, and the queue's lock."""
    return f"{phone_number_id}:{person}"


async def persons_of(connection: Connection, messages: Iterable[Inbound]) -> dict[tuple[str, str], str]:
    """The phones of those who came with a business-scoped id alone, by number and id, as far as they are known."""
    nameless = {(m.phone_number_id, m.user_id) for m in messages if m.user_id and not m.wa_id}
    if not nameless:
        return {}
    cursor = await connection.execute(
        """
        SELECT phone_number_id, user_id, wa_id FROM assistant.persons
        WHERE wa_id IS NOT NULL AND (phone_number_id, user_id) IN (
            SELECT * FROM unnest(%s::text[], %s::text[])
        ) ORDER BY last_inbound_at
        """,
        ([number for number, _ in nameless], [user_id for _, user_id in nameless]),
    )
    return {(number, user_id): wa_id for number, user_id, wa_id in await cursor.fetchall()}


def person_of(message: Inbound, phones: Mapping[tuple[str, str], str]) -> str | None:
    """The phone where it is known, else the business-scoped id."""
    if message.wa_id or not message.user_id:
        return message.wa_id
    return phones.get((message.phone_number_id, message.user_id), message.user_id)


def is_window_open(heard_at: datetime | None, now: datetime) -> bool:
    """Whether the person wrote within the last 24 hours, so that anything may be sent, not only templates."""
    return heard_at is not None and now - heard_at < WINDOW
