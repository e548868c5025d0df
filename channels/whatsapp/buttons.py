"""Which taps act as commands: only ids that we issued to this person, once, and not after they have gone stale."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from channels.whatsapp.composer import Issued
from channels.whatsapp.database import Connection

STALE_AFTER = timedelta(hours=24)

_BARE_COMMAND = re.compile(r"/(?!affirm$|deny$)\w+")


def exclude_each_other(issued: Sequence[Issued]) -> bool:
    """Whether the buttons answer a question; those of a menu, bare commands, stand for themselves."""
    return not all(_BARE_COMMAND.fullmatch(button.command) for button in issued)


async def command_of(
    connection: Connection, phone_number_id: str, person: str, button_id: str, now: datetime
) -> str | None:
    """What the button stands for; None where it was not issued to this person, is used up, or is stale."""
    cursor = await connection.execute(
        """
        SELECT command FROM assistant.buttons AS tapped
        WHERE id = %(id)s AND phone_number_id = %(number)s AND person = %(person)s
            AND used_by IS NULL AND issued_at > %(oldest)s
            AND NOT (exclusive AND EXISTS (
                SELECT 1 FROM assistant.buttons AS other
                WHERE other.phone_number_id = %(number)s AND other.person = %(person)s AND other.exclusive
                    AND other.issued_at >= tapped.issued_at
                    AND (other.turn <> tapped.turn OR other.used_by IS NOT NULL)
            ))
        """,
        {"id": button_id, "number": phone_number_id, "person": person, "oldest": now - STALE_AFTER},
    )
    row = await cursor.fetchone()
    return str(row[0]) if row else None


async def use(connection: Connection, button_id: str, wamid: str) -> None:
    """Uses the button up, in the transaction that keeps what its command did."""
    await connection.execute(
        "UPDATE assistant.buttons SET used_by = %s WHERE id = %s AND used_by IS NULL", (wamid, button_id)
    )
