"""A number whose token Meta refuses sends nothing more until it has another token."""

import hashlib
import logging
from datetime import datetime, timedelta

from channels.whatsapp.database import Connection

logger = logging.getLogger(__name__)

PAUSE = timedelta(minutes=1)


async def halt(connection: Connection, phone_number_id: str, token: str, code: int, now: datetime) -> None:
    """Stops the number and raises the alarm, once for each token."""
    cursor = await connection.execute(
        """
        INSERT INTO assistant.halts AS halt (phone_number_id, token_digest, error_code, halted_at)
        VALUES (%s, %s, %s, %s)
        ON CONFLICT (phone_number_id) DO UPDATE
            SET token_digest = excluded.token_digest, error_code = excluded.error_code, halted_at = excluded.halted_at
            WHERE halt.token_digest <> excluded.token_digest
        """,
        (phone_number_id, digest(token), code, now),
    )
    if cursor.rowcount:
        logger.critical(
            "Meta refuses the access token of number %s (%s): nothing is sent until WHATSAPP_ACCESS_TOKEN is replaced",
            phone_number_id,
            code,
        )


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
