"""Every message that came, stored once and for ever, and how far it has been handled."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from channels.whatsapp import handoffs, people
from channels.whatsapp.database import Connection
from channels.whatsapp.handoffs import Standing
from channels.whatsapp.incoming import changes
from channels.whatsapp.incoming.changes import HAS_CHANGES, Fate
from channels.whatsapp.incoming.payload import EDIT, Inbound
from channels.whatsapp.operating import logs
from channels.whatsapp.outgoing.verdicts import WINDOW
from engine.logs import reason


@dataclass(frozen=True)
class Letter:
    """A stored message that waits for its turn, or had it, as it is worded by now.

    `also` is another id of the same person, `settled` are the edits that are done with when the message is.
    """

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
    standing: Standing = field(kw_only=True)
    fate: Fate = Fate.ANSWERED
    settled: tuple[int, ...] = ()

    @property
    def conversation(self) -> str:
        """The conversation that the message belongs to."""
        return people.conversation_id(self.phone_number_id, self.person)


LONGEST_HELD = timedelta(days=7)  # what is older than that nobody waits for any more
STORED = 11  # of the letter's columns; those of its standing follow


class HandledAlready(Exception):
    """The message has had its turn; what a second turn did must not be kept."""


# One statement, and so one transaction. A message that is known brings nothing about.
# Of two webhooks with messages of one person the second waits for the first, so that no message has its turn before one
# that was stored earlier; what a pool of connections commits at once has no order of its own.
# The moment of a person's message is that of arrival: Meta counts the 24 hours from it, and refuses by itself what
# came late.
STORE = """
WITH came AS (
    SELECT * FROM ROWS FROM (jsonb_to_recordset(%(messages)s) AS (
        phone_number_id text, wamid text, person text, kind text, payload jsonb, sent_at timestamptz, state text,
        wa_id text, user_id text, profile_name text
    )) WITH ORDINALITY
), held AS MATERIALIZED (
    SELECT pg_advisory_xact_lock(hashtextextended(concat(phone_number_id, ':', person), 0))
    FROM (SELECT DISTINCT phone_number_id, person FROM came ORDER BY phone_number_id, person) AS writers
), new AS (
    INSERT INTO assistant.inbox (phone_number_id, wamid, person, kind, payload, sent_at, state, received_at)
    SELECT phone_number_id, wamid, person, kind, payload, sent_at, state, %(now)s FROM came
    WHERE (SELECT count(*) FROM held) > 0 ORDER BY ordinality
    ON CONFLICT (phone_number_id, wamid) DO NOTHING
    RETURNING id, phone_number_id, wamid, person, kind, state
), seen AS (
    INSERT INTO assistant.persons AS known
        (phone_number_id, person, wa_id, user_id, profile_name, last_inbound_at)
    SELECT DISTINCT ON (phone_number_id, person)
        phone_number_id, person, came.wa_id, came.user_id, came.profile_name, %(now)s
    FROM new JOIN came USING (phone_number_id, wamid, person)
    WHERE new.state <> 'malformed' AND came.kind NOT IN ('system', 'revoke')
    ORDER BY phone_number_id, person, ordinality DESC
    ON CONFLICT (phone_number_id, person) DO UPDATE SET
        wa_id = coalesce(excluded.wa_id, known.wa_id),
        user_id = coalesce(excluded.user_id, known.user_id),
        profile_name = coalesce(excluded.profile_name, known.profile_name),
        last_inbound_at = greatest(excluded.last_inbound_at, known.last_inbound_at)
    RETURNING phone_number_id, person
), deferred AS (
    INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
    SELECT 'turns', 'turn', concat(phone_number_id, ':', person), jsonb_build_object('letter', id)
    FROM new WHERE state = 'waiting' ORDER BY id
), heard AS (
    UPDATE assistant.outbox AS message SET state = 'waiting', attempts = 0, error_code = NULL, error = NULL
    FROM seen
    WHERE message.phone_number_id = seen.phone_number_id AND message.person = seen.person
        AND message.state = 'held' AND message.error_code = %(window)s AND message.written_at > %(held_since)s
    RETURNING message.phone_number_id, message.person
), sends AS (
    INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
    SELECT DISTINCT 'sends', 'send', concat('send:', phone_number_id, ':', person),
        jsonb_build_object('phone_number_id', phone_number_id, 'person', person)
    FROM heard
)
SELECT kind FROM new
"""


async def store(connection: Connection, messages: Sequence[Inbound], now: datetime) -> list[str]:
    """Stores what is new in order of arrival, notes who wrote it, and defers a turn for each that wants an answer.

    What was held until the person writes goes now. The kinds of what was new.
    """
    if not messages:
        return []
    phones = await people.persons_of(connection, messages)
    rows = [_row(message, people.person_of(message, phones)) for message in messages]
    values = {"messages": Jsonb(rows), "now": now, "window": WINDOW, "held_since": now - LONGEST_HELD}
    cursor = await connection.execute(STORE, values)
    return [kind for (kind,) in await cursor.fetchall()]


def _row(message: Inbound, person: str | None) -> dict[str, Any]:
    return {
        "phone_number_id": message.phone_number_id,
        "wamid": message.wamid,
        "person": person,
        "kind": message.kind,
        "payload": message.message,
        "sent_at": message.sent_at.isoformat() if message.sent_at else None,
        "state": message.state,
        "wa_id": message.wa_id or (person if person != message.user_id else None),
        "user_id": message.user_id,
        "profile_name": message.profile_name,
    }


async def read(connection: Connection, id_: int) -> Letter | None:
    """The stored message of this id with the name of who wrote it, as its last edit words it."""
    cursor = await connection.execute(
        f"""
        SELECT i.id, i.phone_number_id, i.wamid, i.person, nullif(p.user_id, i.person), i.kind, i.payload,
            p.profile_name, i.state, i.attempts, i.received_at,
            i.sent_at, {handoffs.COLUMNS}, {HAS_CHANGES}
        FROM assistant.inbox AS i LEFT JOIN assistant.persons AS p USING (phone_number_id, person)
            {handoffs.LAST_OF_CONVERSATION}
        WHERE i.id = %s AND i.person IS NOT NULL
        """,
        (id_,),
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    *stored, is_changed = row
    letter = Letter(*stored[:STORED], standing=Standing(*stored[STORED:]))
    if letter.state != "waiting" or not (is_changed or letter.kind == EDIT):
        return letter
    tried = letter.attempts > 0
    said = await changes.wording(connection, id_, letter.kind, letter.message, tried=tried)
    return replace(letter, kind=said.kind, message=said.message, fate=said.fate, settled=said.settled)


async def waits(connection: Connection, id_: int) -> bool:
    """Whether the message waits for its turn."""
    waiting = "SELECT FROM assistant.inbox WHERE id = %s AND state = 'waiting'"
    return (await connection.execute(waiting, (id_,))).rowcount == 1


async def finish(connection: Connection, letter: Letter, state: str, now: datetime) -> bool:
    """Notes that the message has had its turn; whether the person has written more since it.

    Raises HandledAlready where another turn was quicker.
    """
    cursor = await connection.execute(
        """
        UPDATE assistant.inbox AS letter SET state = %s, handled_at = %s
        WHERE id = %s AND state IN ('waiting', 'dead')
        RETURNING EXISTS (
            SELECT 1 FROM assistant.inbox AS newer
            WHERE newer.id > letter.id AND newer.phone_number_id = letter.phone_number_id
                AND newer.person = letter.person AND newer.state NOT IN ('ignored', 'malformed')
        )
        """,
        (state, now, letter.id),
    )
    row = await cursor.fetchone()
    logs.ended(state if row else "handled_already")
    if row is None:
        raise HandledAlready(letter.wamid)
    await changes.settle(connection, letter.settled)
    return bool(row[0])


async def defer_forgotten(connection: Connection) -> int:
    """Defers a turn for messages that wait for one and have no job, as when an operator wants another try; how many."""
    cursor = await connection.execute(
        """
        INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
        SELECT 'turns', 'turn', concat(phone_number_id, ':', person), jsonb_build_object('letter', id)
        FROM assistant.inbox AS letter
        WHERE state = 'waiting' AND person IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM assistant.procrastinate_jobs
            WHERE lock = concat(letter.phone_number_id, ':', letter.person) AND args ->> 'letter' = letter.id::text
        )
        ORDER BY id
        """
    )
    return cursor.rowcount


async def note_attempts(connection: Connection, letter: Letter, attempts: int) -> None:
    """Notes how many turns of the message have failed; it will be tried again, with the same words."""
    logs.ended("failed")
    await changes.settle(connection, letter.settled)
    await connection.execute("UPDATE assistant.inbox SET attempts = %s WHERE id = %s", (attempts, letter.id))


async def give_up(connection: Connection, letter: Letter, fault: Exception) -> None:
    """Keeps the message for the operator: it will not be tried again by itself. Raises HandledAlready."""
    cursor = await connection.execute(
        """
        UPDATE assistant.inbox SET attempts = attempts + 1, state = 'dead', fault = %s
        WHERE id = %s AND state = 'waiting'
        """,
        (reason(fault), letter.id),
    )
    logs.ended("dead")
    if cursor.rowcount != 1:
        raise HandledAlready(letter.wamid)
