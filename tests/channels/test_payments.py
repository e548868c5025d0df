"""What WhatsApp tells of payments is handed to the books, and so is a card that Meta did not take."""

from datetime import UTC, datetime
from typing import Any

import pytest

from channels.whatsapp import payments
from channels.whatsapp.database import Pool
from channels.whatsapp.incoming.payload import Status
from channels.whatsapp.outgoing.templates.files import templates
from channels.whatsapp.outgoing.templates.request import to_send

NUMBER = "100000000000001"
NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
CAPTURED = {
    "id": "pay-evt-1",
    "type": "payment",
    "status": "captured",
    "payment": {"reference_id": "ORD-1-1"},
}


def status(payload: dict[str, Any]) -> Status:
    return Status(NUMBER, str(payload["id"]), str(payload["status"]), None, payload)


async def handed_on(pool: Pool) -> list[tuple[str, dict[str, Any]]]:
    """What the books will find."""
    async with pool.connection() as connection:
        cursor = await connection.execute(
            "SELECT phone_number_id, news FROM assistant.payment_news ORDER BY id"
        )
        return [(number, news) for number, news in await cursor.fetchall()]


def test_only_news_of_payments_is_such() -> None:
    assert payments.is_of_payment(status(CAPTURED))
    assert not payments.is_of_payment(status({"id": "wamid.1", "status": "delivered"}))


async def test_news_of_a_payment_is_kept_for_the_books(pool: Pool) -> None:
    async with pool.connection() as connection:
        await payments.store(connection, [status(CAPTURED)], NOW)
    assert await handed_on(pool) == [(NUMBER, CAPTURED)]


@pytest.mark.parametrize(
    ("interactive", "told"),
    [
        ({"type": "order_details", "action": {"parameters": {"reference_id": "ORD-1-1"}}}, ["ORD-1-1"]),
        ({"type": "order_status", "action": {"parameters": {"reference_id": "ORD-1-1"}}}, []),
        ({"type": "button", "action": {}}, []),
    ],
)
async def test_the_books_hear_of_a_card_that_was_not_taken(
    pool: Pool, interactive: dict[str, Any], told: list[str]
) -> None:
    await _refused(pool, {"type": "interactive", "interactive": interactive}, told)


@pytest.mark.parametrize(("name", "told"), [("khata_to_pay", ["DUES-7-1"]), ("khata_reminder", [])])
async def test_they_hear_of_a_card_in_a_template_too(pool: Pool, name: str, told: list[str]) -> None:
    template = templates()[name]
    values = template.bodies["en"].examples
    request = to_send(template, "en", values, (), {"reference_id": "DUES-7-1"})
    await _refused(pool, request, told)


async def _refused(pool: Pool, request: dict[str, Any], told: list[str]) -> None:
    async with pool.connection() as connection:
        await payments.refused(connection, NUMBER, request, 134011, "accept the terms", NOW)
    found = await handed_on(pool)
    assert [news["reference_id"] for _, news in found] == told
    assert all(news["refused"] and news["details"] == "accept the terms" for _, news in found)
