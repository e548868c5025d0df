"""Every message that came, stored once and for ever, and how far it has been handled."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from channels.whatsapp import people
from channels.whatsapp.database import Connection, Cursor
from channels.whatsapp.payload import Inbound


@dataclass(frozen=True)
class Letter:
    """A stored message that waits for its turn, or had it; `also` is another id of the same person."""

    id: int
    phone_number_id: str
    wamid: str
    person: str
    also: str | None
    kind: str
    message: dict[str, Any]
    profile_name: str | None
    state: str
    attempts: int
    received_at: datetime

    @property
    def conversation(self) -> str:
        """The conversation that the message belongs to."""
        return people.conversation_id(self.phone_number_id, self.person)


class HandledAlready(Exception):
    """The message has had its turn; what a second turn did must not be kept."""


Defer = Callable[[Connection, Sequence[tuple[int, str]]], Awaitable[None]]


async def store(connection: Connection, messages: Sequence[Inbound], now: datetime, defer: Defer) -> int:
    """Stores what is new in order of arrival, and defers a turn for each that wants an answer; how many were new.

    `defer` gets the ids with their conversations; all happens in the transaction of `connection`.
    """
    if not messages:
        return 0
    phones = await people.persons_of(connection, messages)
    persons = [people.person_of(message, phones) for message in messages]
    new = await _insert(connection, messages, persons, now)
    ids = {(number, wamid): id_ for id_, number, wamid in new}
    fresh = [
        (ids.pop((message.phone_number_id, message.wamid)), person, message)
        for message, person in zip(messages, persons, strict=True)
        if (message.phone_number_id, message.wamid) in ids
    ]
    wrote = [(person, message) for _, person, message in fresh if person and message.state != "malformed"]
    await people.saw(connection, wrote, now)
    waiting = [
        (id_, people.conversation_id(message.phone_number_id, person))
        for id_, person, message in fresh
        if person and message.state == "waiting"
    ]
    if waiting:
        await defer(connection, waiting)
    return len(new)


async def _insert(
    connection: Connection, messages: Sequence[Inbound], persons: Sequence[str | None], now: datetime
) -> list[tuple[int, str, str]]:
    rows = [
        {
            "phone_number_id": message.phone_number_id,
            "wamid": message.wamid,
            "person": person,
            "kind": message.kind,
            "payload": message.message,
            "sent_at": message.sent_at.isoformat() if message.sent_at else None,
            "state": message.state,
        }
        for message, person in zip(messages, persons, strict=True)
    ]
    cursor = await connection.execute(
        """
        INSERT INTO assistant.inbox (phone_number_id, wamid, person, kind, payload, sent_at, state, received_at)
        SELECT phone_number_id, wamid, person, kind, payload, sent_at, state, %s FROM jsonb_to_recordset(%s) AS came(
            phone_number_id text, wamid text, person text, kind text, payload jsonb, sent_at timestamptz, state text
        )
        ON CONFLICT (phone_number_id, wamid) DO NOTHING
        RETURNING id, phone_number_id, wamid
        """,
        (now, Jsonb(rows)),
    )
    return await cursor.fetchall()


async def read(connection: Connection, id_: int) -> Letter | None:
    """The stored message of this id with the name of who wrote it."""
    cursor = await connection.execute(
        """
        SELECT i.id, i.phone_number_id, i.wamid, i.person, nullif(p.user_id, i.person), i.kind, i.payload,
            p.profile_name, i.state, i.attempts, i.received_at
        FROM assistant.inbox AS i LEFT JOIN assistant.persons AS p USING (phone_number_id, person)
        WHERE i.id = %s AND i.person IS NOT NULL
        """,
        (id_,),
    )
    row = await cursor.fetchone()
    return Letter(*row) if row else None


async def finish(connection: Connection, letter: Letter, state: str, now: datetime) -> Cursor:
    """Notes that the message has had its turn; no row is changed where another turn was quicker."""
    return await connection.execute(
        "UPDATE assistant.inbox SET state = %s, handled_at = %s WHERE id = %s AND state IN ('waiting', 'dead')",
        (state, now, letter.id),
    )


async def note_attempt(connection: Connection, letter: Letter) -> None:
    """Counts a turn that failed and will be tried again."""
    await connection.execute("UPDATE assistant.inbox SET attempts = attempts + 1 WHERE id = %s", (letter.id,))


async def give_up(connection: Connection, letter: Letter) -> None:
    """Keeps the message for the operator: it will not be tried again by itself. Raises HandledAlready."""
    cursor = await connection.execute(
        "UPDATE assistant.inbox SET attempts = attempts + 1, state = 'dead' WHERE id = %s AND state = 'waiting'",
        (letter.id,),
    )
    if cursor.rowcount != 1:
        raise HandledAlready(letter.wamid)
