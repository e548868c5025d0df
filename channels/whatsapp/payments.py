"""What WhatsApp tells of payments goes to the books, which look it up: it is news of no message of ours."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.payload import Status

PAYMENT = "payment"

KEEP = "INSERT INTO assistant.payment_news (phone_number_id, news, received_at) VALUES (%s, %s, %s)"


def is_of_payment(status: Status) -> bool:
    """Whether it tells of a payment and not of a message."""
    return status.payload.get("type") == PAYMENT


async def store(connection: Connection, statuses: Sequence[Status], now: datetime) -> None:
    """Keeps the news for the books, also what comes again: they know each once."""
    for status in statuses:
        await _keep(connection, status.phone_number_id, status.payload, now)


async def refused(
    connection: Connection,
    phone_number_id: str,
    request: dict[str, Any],
    code: int | None,
    reason: str,
    now: datetime,
) -> None:
    """Tells the books where Meta does not take a card on which something is to be paid."""
    interactive = request.get("interactive") or {}
    if interactive.get("type") == "order_details":
        reference = interactive["action"]["parameters"]["reference_id"]
        news = {"refused": True, "code": code, "details": reason, "reference_id": reference}
        await _keep(connection, phone_number_id, news, now)


async def _keep(connection: Connection, phone_number_id: str, news: dict[str, Any], now: datetime) -> None:
    await connection.execute(KEEP, (phone_number_id, Jsonb(news), now))
