"""What WhatsApp tells of payments goes to the books, which look it up: it is news of no message of ours."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.payload import Status, obj, objects
from channels.whatsapp.outgoing.templates.request import ORDER_DETAILS

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
    card = _card(request)
    if card is not None:
        reference = card["reference_id"]
        news = {"refused": True, "code": code, "details": reason, "reference_id": reference}
        await _keep(connection, phone_number_id, news, now)


def _card(request: dict[str, Any]) -> dict[str, Any] | None:
    """What is to be paid by the message, or by the template that took its place."""
    interactive = obj(request.get("interactive"))
    if interactive.get("type") == ORDER_DETAILS:
        return obj(obj(interactive.get("action")).get("parameters"))
    for part in objects(obj(request.get("template")).get("components")):
        if part.get("sub_type") == ORDER_DETAILS:
            action = next(iter(objects(part.get("parameters"))), {})
            return obj(obj(action.get("action")).get(ORDER_DETAILS))
    return None


async def _keep(connection: Connection, phone_number_id: str, news: dict[str, Any], now: datetime) -> None:
    await connection.execute(KEEP, (phone_number_id, Jsonb(news), now))
