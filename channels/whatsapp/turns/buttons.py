"""Which taps act as commands: only ids that we issued to this person; an answer once, and not after it has gone stale.

Where choices had no buttons, the number of one, as the next message, is a tap on it.
"""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from channels.whatsapp.database import Connection

STALE_AFTER = timedelta(hours=24)


class Tap(NamedTuple):
    """The button that was tapped and what it stands for; neither where nothing of ours was."""

    button: str | None = None
    command: str | None = None


NO_TAP = Tap()

_NUMBER = re.compile(r"\(?(\d{1,2})(?:\ufe0f?\u20e3)?\s*[.):\-।]?")  # also as a keycap


def number_in(words: str) -> int | None:
    """The number that is all that was written, in the digits of any script: `2`, `2.`, `२)`; None for anything else."""
    found = _NUMBER.fullmatch(words.strip())
    return int(found.group(1)) if found else None


async def of_number(
    connection: Connection, phone_number_id: str, person: str, number: int, came_at: datetime, now: datetime
) -> Tap:
    """The choice with this number, where the last that the person was told offers it.

    A number that came before it was told answers something else, and so may one that came after anything newer.
    """
    cursor = await connection.execute(
        """
        SELECT id, command FROM assistant.buttons AS offered
        WHERE phone_number_id = %(number)s AND person = %(person)s AND offered.number = %(wanted)s
            AND used_by IS NULL AND issued_at > %(oldest)s AND issued_at <= %(came_at)s
            AND NOT EXISTS (
                SELECT 1 FROM assistant.buttons AS other
                WHERE other.phone_number_id = %(number)s AND other.person = %(person)s
                    AND other.turn = offered.turn AND other.exclusive AND other.used_by IS NOT NULL
            )
            AND NOT EXISTS (
                SELECT 1 FROM assistant.outbox AS later
                WHERE later.phone_number_id = %(number)s AND later.person = %(person)s
                    AND later.turn <> offered.turn AND later.id > (
                        SELECT max(id) FROM assistant.outbox AS said
                        WHERE said.phone_number_id = %(number)s AND said.turn = offered.turn
                    )
            )
        """,
        {
            "number": phone_number_id,
            "person": person,
            "wanted": number,
            "came_at": came_at,
            "oldest": now - STALE_AFTER,
        },
    )
    row = await cursor.fetchone()
    return Tap(*row) if row else NO_TAP


async def of_id(
    connection: Connection, phone_number_id: str, person: str, button_id: str, now: datetime
) -> Tap:
    """The button, unless it was not issued to this person; one that answers a question is used up, and goes stale."""
    cursor = await connection.execute(
        """
        SELECT id, command FROM assistant.buttons AS tapped
        WHERE id = %(id)s AND phone_number_id = %(number)s AND person = %(person)s
            AND NOT (exclusive AND (used_by IS NOT NULL OR issued_at <= %(oldest)s OR EXISTS (
                SELECT 1 FROM assistant.buttons AS other
                WHERE other.phone_number_id = %(number)s AND other.person = %(person)s AND other.exclusive
                    AND other.issued_at >= tapped.issued_at
                    AND (other.turn <> tapped.turn OR other.used_by IS NOT NULL)
            )))
        """,
        {"id": button_id, "number": phone_number_id, "person": person, "oldest": now - STALE_AFTER},
    )
    row = await cursor.fetchone()
    return Tap(*row) if row else NO_TAP


async def use(connection: Connection, button_id: str, wamid: str) -> None:
    """Uses the button up, in the transaction that keeps what its command did."""
    await connection.execute(
        "UPDATE assistant.buttons SET used_by = %s WHERE id = %s AND used_by IS NULL", (wamid, button_id)
    )
