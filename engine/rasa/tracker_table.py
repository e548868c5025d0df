"""The conversations' events in PostgreSQL: appended, and read from a position on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection
from psycopg.errors import UniqueViolation
from rasa.shared.core.events import Event, deserialise_events

from engine.rasa.tracker import Cut


class WrittenElsewhere(Exception):
    """The conversation is not what it was when the turn began, as another process wrote; nothing was stored."""


@dataclass(frozen=True)
class Stored:
    """Events in their order, the last at `position`; the first `head` of them stand for older ones.

    `anew` where what came before them no longer counts. `lost` where nothing stands any more at the position from
    which they were read: the database died before the disk had it.
    """

    events: list[Event]
    position: int
    head: int = 0
    anew: bool = False
    lost: bool = False


async def append(
    connection: AsyncConnection,
    sender_id: str,
    after: int,
    events: Sequence[Event],
    head: Cut | None = None,
    replaces: bool = False,
) -> None:
    """Stores events behind the position `after`, and where reading the conversation begins from now on.

    Raises WrittenElsewhere, also where nothing stands at `after`; then the transaction has to be undone.
    """
    try:
        written = await connection.execute(
            """
            INSERT INTO assistant.tracker_events (sender_id, position, kind, happened_at, event, replaces)
            SELECT %s, %s + number, kind, to_timestamp(at), event, %s AND number = 1
            FROM ROWS FROM (unnest(%s::text[]), unnest(%s::float8[]), json_array_elements(%s::json))
                WITH ORDINALITY AS new (kind, at, event, number)
            WHERE %s = 0 OR EXISTS (
                SELECT 1 FROM assistant.tracker_events WHERE sender_id = %s AND position = %s
            )
            """,
            (
                sender_id,
                after,
                replaces,
                [event.type_name for event in events],
                [event.timestamp for event in events],
                _written(events),
                after,
                sender_id,
                after,
            ),
        )
        if head is not None or after == 0:
            await _write_head(connection, sender_id, head or Cut([], [], 0))
    except UniqueViolation as conflict:
        raise WrittenElsewhere(f"{sender_id} has events after position {after}") from conflict
    if written.rowcount != len(events):
        raise WrittenElsewhere(f"{sender_id} has no event at position {after}")


async def _write_head(connection: AsyncConnection, sender_id: str, head: Cut) -> None:
    await connection.execute(
        """
        INSERT INTO assistant.trackers (sender_id, live_after, head) VALUES (%s, %s, %s::json)
        ON CONFLICT (sender_id) DO UPDATE SET live_after = excluded.live_after, head = excluded.head
        """,
        (sender_id, head.live_after, _written(head.head)),
    )


async def read_live(connection: AsyncConnection, sender_id: str) -> Stored:
    """The conversation's head and what has happened since."""
    cursor = await connection.execute(
        "SELECT live_after, head FROM assistant.trackers WHERE sender_id = %s", (sender_id,)
    )
    live_after, head = await cursor.fetchone() or (0, [])
    since = await read_after(connection, sender_id, live_after)
    if since.anew:
        return since
    standing_in = deserialise_events(head)
    return Stored(standing_in + since.events, since.position, len(standing_in))


async def read_after(connection: AsyncConnection, sender_id: str, position: int) -> Stored:
    """What has happened in the conversation since `position`."""
    cursor = await connection.execute(
        """
        SELECT position, CASE WHEN position > %s THEN event END, replaces FROM assistant.tracker_events
        WHERE sender_id = %s AND position >= %s ORDER BY position
        """,
        (position, sender_id, position),
    )
    rows = await cursor.fetchall()
    if position == 0:
        return _stored(rows, position)
    if not rows or rows[0][0] != position:
        return Stored([], position, lost=True)
    return _stored(rows[1:], position)


async def exists(connection: AsyncConnection, sender_id: str) -> bool:
    """Whether anything of the conversation is stored."""
    cursor = await connection.execute("SELECT 1 FROM assistant.trackers WHERE sender_id = %s", (sender_id,))
    return await cursor.fetchone() is not None


async def conversations(connection: AsyncConnection) -> list[str]:
    """The ids of all conversations."""
    cursor = await connection.execute("SELECT sender_id FROM assistant.trackers ORDER BY sender_id")
    return [sender_id for (sender_id,) in await cursor.fetchall()]


def _written(events: Sequence[Event]) -> str:
    return json.dumps([event.as_dict() for event in events])


def _stored(rows: Sequence[tuple[Any, ...]], position: int) -> Stored:
    starts = [index for index, (_, _, replaces) in enumerate(rows) if replaces]
    counting = rows[starts[-1] :] if starts else rows
    events = deserialise_events([event for _, event, _ in counting])
    return Stored(events, rows[-1][0] if rows else position, anew=bool(starts))
