"""What waits for a decision of the operator: turns and notices given up, messages held or refused, numbers halted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from channels.whatsapp import people
from channels.whatsapp.database import Connection
from channels.whatsapp.queue import defer_send

TURN, MESSAGE, NOTICE = "turn", "message", "notice"

# Oldest first in each kind, for in this order they are given another try.
LIST = """
SELECT 'turn' AS what, id, state, phone_number_id, person, wamid AS turn, received_at AS since,
    concat(kind, coalesce(', ' || fault, '')) AS reason, payload AS content
FROM assistant.inbox WHERE state = 'dead'
UNION ALL
SELECT 'message', id, state, phone_number_id, person, turn, written_at,
    concat_ws(', ', nullif(error_code::text, ''), error), payload
FROM assistant.outbox WHERE state IN ('held', 'failed')
UNION ALL
SELECT 'notice', id, state, phone_number_id, person, concat('notice:', id), written_at,
    concat(name, coalesce(', ' || fault, '')), facts
FROM assistant.notices WHERE state = 'dead'
ORDER BY what DESC, id
"""


class Refused(Exception):
    """What was ordered cannot be done; the message says why, and what can."""


@dataclass(frozen=True)
class Item:
    """A turn, message or notice that is not going on by itself; `content` holds what people said."""

    what: str
    number: int
    state: str
    phone_number_id: str
    person: str
    turn: str
    since: datetime
    reason: str
    content: dict[str, Any]

    @property
    def id(self) -> str:
        """What an operator calls it."""
        return f"{self.what}-{self.number}"

    @property
    def conversation(self) -> str:
        """The conversation that it belongs to."""
        return people.conversation_id(self.phone_number_id, self.person)


@dataclass(frozen=True)
class Halt:
    """A number that sends nothing because Meta refuses its token; `waiting` messages are held up by that."""

    phone_number_id: str
    code: int
    since: datetime
    waiting: int


async def items(connection: Connection) -> list[Item]:
    """Everything that waits for a decision."""
    return [Item(*row) for row in await (await connection.execute(LIST)).fetchall()]


async def halts(connection: Connection, token_digest: str) -> list[Halt]:
    """The numbers that are halted with the token of this digest."""
    cursor = await connection.execute(
        """
        SELECT phone_number_id, error_code, halted_at, (
            SELECT count(*) FROM assistant.outbox AS message
            WHERE message.phone_number_id = halt.phone_number_id AND message.state IN ('waiting', 'sending', 'unsure')
        ) FROM assistant.halts AS halt WHERE token_digest = %s ORDER BY halted_at
        """,
        (token_digest,),
    )
    return [Halt(*row) for row in await cursor.fetchall()]


async def replay(connection: Connection, item: Item) -> None:
    """Gives a turn or notice another try, behind what already waits in its conversation. Raises Refused.

    The watch sees that it waits and has no job, at once where an assistant runs, else when one starts.
    """
    if item.what == MESSAGE:
        raise Refused(f"{item.id} is a message that was not sent; release={item.id} lets it go.")
    table = {TURN: "inbox", NOTICE: "notices"}[item.what]
    await connection.execute(
        f"UPDATE assistant.{table} SET state = 'waiting', attempts = 0, fault = NULL WHERE id = %s AND state = 'dead'",
        (item.number,),
    )


async def release(connection: Connection, item: Item, now: datetime) -> None:
    """Lets a held message go, where the 24 hours or a template allow it. Raises Refused."""
    if item.what != MESSAGE:
        raise Refused(f"{item.id} is not a message; replay={item.id} gives it another try.")
    if item.state == "failed":
        raise Refused(
            f"{item.id} was refused by Meta for good ({item.reason}); drop={item.id} takes it off the list."
        )
    await _refuse_where_it_would_be_held_again(connection, item, now)
    await connection.execute(
        """
        UPDATE assistant.outbox SET state = 'waiting', attempts = 0, not_before = %s, error_code = NULL, error = NULL
        WHERE id = %s AND state = 'held'
        """,
        (now, item.number),
    )
    await defer_send(connection, item.phone_number_id, item.person)


async def _refuse_where_it_would_be_held_again(connection: Connection, item: Item, now: datetime) -> None:
    cursor = await connection.execute(
        """
        SELECT p.last_inbound_at, o.template IS NOT NULL FROM assistant.outbox AS o
            LEFT JOIN assistant.persons AS p USING (phone_number_id, person)
        WHERE o.id = %s
        """,
        (item.number,),
    )
    heard_at, has_template = await cursor.fetchone() or (None, False)
    if people.is_window_open(heard_at, now) or has_template:
        return
    silence = f"wrote {age(now - heard_at)} ago" if heard_at else "has never written"
    raise Refused(
        f"{item.id} has no template, and the person {silence}: Meta takes it only within 24 hours. "
        f"Wait until the person writes, or drop={item.id}."
    )


async def drop(connection: Connection, item: Item) -> None:
    """Takes it off the list for good; it stays in the database."""
    table, state = {
        TURN: ("inbox", "dropped"),
        MESSAGE: ("outbox", "dropped"),
        NOTICE: ("notices", "withdrawn"),
    }[item.what]
    await connection.execute(
        f"UPDATE assistant.{table} SET state = %s WHERE id = %s AND state = %s",
        (state, item.number, item.state),
    )


def age(span: timedelta) -> str:
    """A length of time in its largest unit: `40 s`, `12 min`, `7 h`, `3 d`."""
    seconds = max(int(span.total_seconds()), 0)
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
