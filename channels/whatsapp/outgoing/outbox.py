"""What is to be sent: written in the transaction of the turn that says it, and taken out message by message."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from channels.whatsapp import people
from channels.whatsapp.database import Connection
from channels.whatsapp.outgoing import rates
from channels.whatsapp.outgoing.messages import Composed, address, exclude_each_other
from channels.whatsapp.outgoing.verdicts import PATIENCE, WINDOW, SendFault, Verdict

OPEN = "('waiting', 'sending', 'unsure')"


@dataclass(frozen=True)
class Outgoing:
    """A message of the outbox; `request` is the Graph request.

    `heard_at` is when the person wrote last; `halted` the digest of the token with which the number may not send;
    `template` what may take its place where the person has not written for 24 hours; `code` why it was not sent before.
    """

    id: int
    phone_number_id: str
    person: str
    turn: str
    request: dict[str, Any]
    reference: str
    state: str
    attempts: int
    not_before: datetime
    heard_at: datetime | None
    halted: str | None
    template: dict[str, Any] | None
    code: int | None

    def __str__(self) -> str:
        """The message as a log names it."""
        return f"message {self.reference} to {self.conversation}"

    @property
    def conversation(self) -> str:
        """The conversation that the message belongs to."""
        return people.conversation_id(self.phone_number_id, self.person)


# Buttons that answer a question exclude each other: one tap uses them all up, and the next question takes their place.
WRITE = """
WITH written AS (
    INSERT INTO assistant.outbox
        (phone_number_id, person, turn, position, payload, reference, template, state, not_before, written_at)
    SELECT %(number)s, %(person)s, %(turn)s, position, payload, reference, template, 'waiting', %(now)s, %(now)s
    FROM jsonb_to_recordset(%(messages)s)
        AS said(position integer, payload jsonb, reference uuid, template jsonb)
    ORDER BY position
    ON CONFLICT (phone_number_id, turn, position) DO NOTHING
), issued AS (
    INSERT INTO assistant.buttons
        (id, phone_number_id, person, turn, title, command, number, exclusive, issued_at)
    SELECT id, %(number)s, %(person)s, %(turn)s, title, command, new.number, %(exclusive)s, %(now)s
    FROM jsonb_to_recordset(%(buttons)s) AS new(id text, title text, command text, number integer)
)
INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
VALUES ('sends', 'send', concat('send:', %(number)s::text, ':', %(person)s::text),
    jsonb_build_object('phone_number_id', %(number)s::text, 'person', %(person)s::text))
"""


async def write(
    connection: Connection,
    phone_number_id: str,
    person: str,
    turn: str,
    composed: Composed,
    now: datetime,
    *,
    asks: bool = True,
) -> None:
    """Writes a turn's messages, once for each turn and position, issues their buttons, and has them sent.

    What `asks` nothing leaves the buttons of an open question as they are.
    """
    if not composed.requests:
        return
    answers = asks and not composed.buttons_stay
    whole = {"messaging_product": "whatsapp", "recipient_type": "individual", **address(person)}
    messages = [
        {"position": position, "payload": {**whole, **request}, "reference": str(uuid.uuid4())}
        for position, request in enumerate(composed.requests)
    ]
    if composed.template is not None:
        template, ids = composed.template, composed.taps or [button.id for button in composed.issued]
        named = {"name": template.name, "language": template.language, "values": template.values}
        card = {"card": composed.card} if composed.card else {}
        messages[0]["template"] = {**named, "buttons": ids, **card}
    await connection.execute(
        WRITE,
        {
            "number": phone_number_id,
            "person": person,
            "turn": turn,
            "now": now,
            "messages": Jsonb(messages),
            "buttons": Jsonb([vars(button) for button in composed.issued]),
            "exclusive": answers and exclude_each_other(composed.issued),
        },
    )


async def open_for(connection: Connection, phone_number_id: str, person: str) -> list[Outgoing]:
    """The messages to this person of which it is not settled whether they were sent, in their order."""
    cursor = await connection.execute(
        f"""
        SELECT o.id, o.phone_number_id, o.person, o.turn, o.payload, o.reference::text, o.state, o.attempts,
            o.not_before, p.last_inbound_at, h.token_digest, o.template, o.error_code
        FROM assistant.outbox AS o
            LEFT JOIN assistant.persons AS p USING (phone_number_id, person)
            LEFT JOIN assistant.halts AS h USING (phone_number_id)
        WHERE o.phone_number_id = %s AND o.person = %s AND o.state IN {OPEN} ORDER BY o.id
        """,
        (phone_number_id, person),
    )
    return [Outgoing(*row) for row in await cursor.fetchall()]


async def begin(
    connection: Connection, message: Outgoing, now: datetime, *, as_template: bool = False
) -> bool:
    """Notes that the message is about to be sent: whoever finds this note later knows that it may have been.

    False where the rates do not allow it now, or where it has been settled or taken in the meantime.
    """
    cursor = await connection.execute(
        f"""
        WITH pair AS ({rates.take("pair")}), number AS ({rates.take("number")})
        UPDATE assistant.outbox SET state = 'sending', attempts = attempts + 1, not_before = %(patience)s,
            template = template || jsonb_build_object('sent', %(as_template)s::boolean)
        FROM pair, number WHERE id = %(id)s AND state = %(state)s AND attempts = %(attempts)s
        """,
        {
            "id": message.id,
            "state": message.state,
            "attempts": message.attempts,
            "patience": now + PATIENCE,
            "as_template": as_template,
            **rates.wanted(message.phone_number_id, message.person, now),
        },
    )
    return cursor.rowcount == 1


async def sent(connection: Connection, message: Outgoing, wamid: str, now: datetime) -> None:
    """Notes Meta's id. News of the message may have come before, and have settled what became of it."""
    await connection.execute(
        """
        UPDATE assistant.outbox SET wamid = coalesce(wamid, %s), sent_at = coalesce(sent_at, %s),
            state = CASE WHEN state = 'failed' THEN state ELSE 'sent' END
        WHERE id = %s AND state <> 'waiting'
        """,
        (wamid, now, message.id),
    )


async def not_sent(
    connection: Connection, message: Outgoing, state: str, fault: SendFault, not_before: datetime
) -> bool:
    """Notes why the message was not sent; False where news of it has settled meanwhile that it was."""
    cursor = await connection.execute(
        """
        UPDATE assistant.outbox SET state = %s, error_code = %s, error = %s, not_before = %s
        WHERE id = %s AND state = 'sending'
        """,
        (state, fault.code, fault.reason[:500], not_before, message.id),
    )
    return cursor.rowcount == 1


async def doubt(connection: Connection, message: Outgoing, not_before: datetime) -> None:
    """Notes that nobody knows whether the message was sent; news of it may tell until then."""
    await connection.execute(
        "UPDATE assistant.outbox SET state = 'unsure', not_before = %s WHERE id = %s AND state = %s",
        (not_before, message.id, message.state),
    )


async def hold(connection: Connection, message: Outgoing, reason: str) -> None:
    """Keeps the message for the operator: it may not go out now."""
    await connection.execute(
        "UPDATE assistant.outbox SET state = 'held', error = %s WHERE id = %s AND state = %s",
        (reason, message.id, message.state),
    )


async def hold_until_heard(connection: Connection, message: Outgoing, reason: str) -> bool:
    """Keeps the message until the person writes; False where they have written meanwhile, or it is settled."""
    cursor = await connection.execute(
        """
        UPDATE assistant.outbox AS message SET state = 'held', error_code = %s, error = %s
        WHERE id = %s AND state = %s AND NOT EXISTS (
            SELECT FROM assistant.persons AS known
            WHERE known.phone_number_id = message.phone_number_id AND known.person = message.person
                AND known.last_inbound_at IS DISTINCT FROM %s
        )
        """,
        (WINDOW, reason, message.id, message.state, message.heard_at),
    )
    return cursor.rowcount == 1


async def forgotten(connection: Connection, now: datetime) -> list[tuple[str, str]]:
    """Who has messages waiting that no sender will come for: number and person of each."""
    cursor = await connection.execute(
        f"""
        SELECT DISTINCT phone_number_id, person FROM assistant.outbox AS message
        WHERE state IN {OPEN} AND not_before <= %s AND NOT EXISTS (
            SELECT 1 FROM assistant.procrastinate_jobs
            WHERE lock = concat('send:', message.phone_number_id, ':', message.person)
                AND status IN ('todo', 'doing')
        )
        """,
        (now,),
    )
    return await cursor.fetchall()


FINAL = {Verdict.NEVER: "failed", Verdict.HOLD: "held", Verdict.UNSURE: "unsure"}
