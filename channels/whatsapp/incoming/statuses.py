"""What Meta says became of our messages; states only ever move forward, in whatever order the news comes."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from channels.whatsapp import queue
from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.payload import Status, objects
from channels.whatsapp.outgoing.verdicts import LATER, WINDOW

RANKS = {"sent": 1, "failed": 2, "delivered": 3, "read": 4}
REST = timedelta(minutes=1)

# A message that failed for a reason that passes goes back among those that wait, as if it had not been sent; so does
# one that came too late, for which its template may go.
STORE = """
WITH came AS (
    SELECT * FROM jsonb_to_recordset(%(news)s) AS came(
        phone_number_id text, wamid text, status text, reference text, own uuid, payload jsonb, error_code integer,
        rank integer, passes boolean
    )
), new AS (
    INSERT INTO assistant.statuses (phone_number_id, wamid, status, reference, payload, received_at)
    SELECT phone_number_id, wamid, status, reference, payload, %(now)s FROM came ORDER BY wamid, status
    ON CONFLICT DO NOTHING
    RETURNING phone_number_id, wamid, status
), news AS (
    SELECT DISTINCT ON (wamid) * FROM new JOIN came USING (phone_number_id, wamid, status)
    WHERE rank > 0 ORDER BY wamid, rank DESC
)
UPDATE assistant.outbox AS message SET
    state = CASE WHEN news.passes THEN 'waiting' WHEN news.status = 'failed' THEN 'failed' ELSE 'sent' END,
    delivery = CASE WHEN news.passes THEN NULL ELSE news.status END,
    wamid = CASE WHEN news.passes THEN NULL ELSE coalesce(message.wamid, news.wamid) END,
    sent_at = CASE WHEN news.passes THEN NULL ELSE coalesce(message.sent_at, %(now)s) END,
    not_before = CASE WHEN news.passes THEN %(rested)s ELSE message.not_before END,
    error_code = coalesce(news.error_code, message.error_code)
FROM news CROSS JOIN LATERAL (
    SELECT id, state FROM assistant.outbox WHERE wamid = news.wamid
    UNION SELECT id, state FROM assistant.outbox WHERE reference = news.own
) AS found
WHERE message.id = found.id AND message.phone_number_id = news.phone_number_id
    AND news.rank > CASE message.delivery
        WHEN 'sent' THEN 1 WHEN 'failed' THEN 2 WHEN 'delivered' THEN 3 WHEN 'read' THEN 4 ELSE 0 END
RETURNING message.phone_number_id, message.person, found.state IN ('sending', 'unsure')
"""


async def store(connection: Connection, statuses: Sequence[Status], now: datetime) -> None:
    """Keeps the news and applies what is new to the messages it speaks of, found by Meta's id or by ours.

    Who waited to learn whether a message was sent waits no longer.
    """
    if not statuses:
        return
    rows = [_row(status) for status in statuses]
    cursor = await connection.execute(STORE, {"now": now, "rested": now + REST, "news": Jsonb(rows)})
    settled = {(number, person) for number, person, was_unsure in await cursor.fetchall() if was_unsure}
    for phone_number_id, person in sorted(settled):
        await queue.send_at_once(connection, phone_number_id, person)


def _row(status: Status) -> dict[str, Any]:
    codes = [error.get("code") for error in objects(status.payload.get("errors"))]
    code = next((code for code in codes if isinstance(code, int) and abs(code) < 2**31), None)
    return {
        "phone_number_id": status.phone_number_id,
        "wamid": status.wamid,
        "status": status.status,
        "reference": status.reference,
        "own": _own(status.reference),
        "payload": status.payload,
        "error_code": code,
        "rank": RANKS.get(status.status, 0),
        "passes": status.status == "failed" and (code in LATER or code == WINDOW),
    }


def _own(reference: str | None) -> str | None:
    """The reference where it can be one of ours."""
    try:
        return str(uuid.UUID(reference)) if reference else None
    except ValueError:
        return None
