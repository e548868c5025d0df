"""Who wrote: the id under which a person is known on a number, and when the person wrote last."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from psycopg.types.json import Jsonb

from channels.whatsapp.database import Connection
from channels.whatsapp.payload import Inbound

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


async def saw(connection: Connection, seen: Iterable[tuple[str, Inbound]], now: datetime) -> None:
    """Notes ids, name and the moment of each person's message; `seen` is in order of arrival.

    The moment is that of arrival: Meta counts the 24 hours from it, and refuses by itself what came late.
    """
    latest = {(message.phone_number_id, person): message for person, message in seen}
    rows = [
        {
            "phone_number_id": number,
            "person": person,
            "wa_id": message.wa_id or (person if person != message.user_id else None),
            "user_id": message.user_id,
            "profile_name": message.profile_name,
        }
        for (number, person), message in sorted(latest.items())
    ]
    if rows:
        await connection.execute(
            """
            INSERT INTO assistant.persons AS known
                (phone_number_id, person, wa_id, user_id, profile_name, last_inbound_at)
            SELECT phone_number_id, person, wa_id, user_id, profile_name, %s FROM jsonb_to_recordset(%s)
                AS seen(phone_number_id text, person text, wa_id text, user_id text, profile_name text)
            ON CONFLICT (phone_number_id, person) DO UPDATE SET
                wa_id = coalesce(excluded.wa_id, known.wa_id),
                user_id = coalesce(excluded.user_id, known.user_id),
                profile_name = coalesce(excluded.profile_name, known.profile_name),
                last_inbound_at = greatest(excluded.last_inbound_at, known.last_inbound_at)
            """,
            (now, Jsonb(rows)),
        )


def is_window_open(heard_at: datetime | None, now: datetime) -> bool:
    """Whether the person wrote within the last 24 hours, so that anything may be sent, not only templates."""
    return heard_at is not None and now - heard_at < WINDOW
