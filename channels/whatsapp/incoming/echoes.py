"""What the business itself writes in WhatsApp's app: kept, once, and from then on people lead the conversation."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from channels.whatsapp import people
from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.payload import Inbound

OLDEST_TRUSTED = timedelta(days=7)  # Meta brings messages for so long
CLOCKS_DIFFER = timedelta(minutes=10)
NOT_WRITING = ("edit", "revoke", "reaction", "system")  # they change or mark what was written before

# One statement, and so one transaction. What we have sent ourselves is no word of people; what was written before a
# conversation was handed back does not take it again.
STORE = """
WITH came AS (
    SELECT * FROM jsonb_to_recordset(%(echoes)s) AS (
        phone_number_id text, wamid text, person text, kind text, payload jsonb, sent_at timestamptz
    )
), new AS (
    INSERT INTO assistant.echoes (phone_number_id, wamid, person, kind, payload, sent_at, received_at)
    SELECT phone_number_id, wamid, person, kind, payload, sent_at, %(now)s FROM came
    WHERE NOT EXISTS (SELECT FROM assistant.outbox AS ours WHERE ours.wamid = came.wamid)
    ORDER BY phone_number_id, wamid
    ON CONFLICT (phone_number_id, wamid) DO NOTHING
    RETURNING phone_number_id, person, kind, sent_at
), wrote AS (
    SELECT phone_number_id, person, max(sent_at) AS at FROM new
    WHERE kind <> ALL(%(not_writing)s) GROUP BY phone_number_id, person ORDER BY phone_number_id, person
), led AS (
    INSERT INTO assistant.handoffs AS known (phone_number_id, person, since, reason, written_at)
    SELECT phone_number_id, person, at, 'wrote', at FROM wrote WHERE NOT EXISTS (
        SELECT FROM assistant.handoffs AS ended
        WHERE ended.phone_number_id = wrote.phone_number_id AND ended.person = wrote.person
            AND ended.ended_at >= wrote.at
    )
    ON CONFLICT (phone_number_id, person) WHERE ended_at IS NULL
        DO UPDATE SET written_at = greatest(known.written_at, excluded.written_at)
)
SELECT count(*) FROM new
"""


async def store(connection: Connection, echoes: Sequence[Inbound], now: datetime) -> int:
    """Keeps what is new, and has the bot silent where it was written; how much was new."""
    if not echoes:
        return 0
    phones = await people.persons_of(connection, echoes)
    rows = [_row(echo, people.person_of(echo, phones), now) for echo in echoes]
    cursor = await connection.execute(
        STORE, {"echoes": Jsonb(rows), "now": now, "not_writing": list(NOT_WRITING)}
    )
    row = await cursor.fetchone()
    return row[0] if row else 0


def _row(echo: Inbound, person: str | None, now: datetime) -> dict[str, Any]:
    return {
        "phone_number_id": echo.phone_number_id,
        "wamid": echo.wamid,
        "person": person,
        "kind": echo.kind,
        "payload": echo.message,
        "sent_at": _written_at(echo.sent_at, now).isoformat(),
    }


def _written_at(said: datetime | None, now: datetime) -> datetime:
    """When it was written, as far as that can be believed."""
    if said is None or not now - OLDEST_TRUSTED <= said <= now + CLOCKS_DIFFER:
        return now
    return min(said, now)
