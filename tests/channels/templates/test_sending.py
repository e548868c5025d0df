"""What is sent to who has not written for 24 hours."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.outgoing.sender import Sender
from channels.whatsapp.outgoing.templates.review import AT_MOST_EVERY, Review
from tests.channels.fakes import NUMBER, Clock, Rasa
from tests.channels.templates.account import ACCOUNT, MESSAGE, Meta, known
from tests.channels.writing import Person, body, status

PHONE = "919000000101"

READY = {
    "text": "📦 Order *ORD-12* taiyar hai.",
    "custom": {
        "template": "order_update",
        "language": "hinglish",
        "values": {"reference": "ORD-12", "status": "taiyar hai"},
    },
}


CARD = {"reference_id": "DUES-7-1", "order": {"status": "pending"}}
REMINDED = {
    "text": "₹500 baki hai",
    "custom": {
        "template": "khata_to_pay",
        "language": "hinglish",
        "values": {"customer": "Priya", "business": "Sharma", "amount": "₹500", "date": "Mon 2 Nov"},
        "order_details": CARD,
    },
}


@pytest.fixture
def sender(connector: Connector) -> Sender:
    return connector.sender


@pytest.fixture
def drain(sender: Sender) -> Callable[[], Any]:
    """Has the sender send to Priya what is due; how many seconds it wants to wait then."""

    async def drain() -> float | None:
        pause = await sender.drain(NUMBER, PHONE)
        return None if pause is None else pause.total_seconds()

    return drain


@pytest.fixture
async def ready(connector: Connector, priya: Person, rasa: Rasa, approved: None) -> None:
    """Priya has been told that her order is ready, and the message waits in the outbox."""
    await told(connector, priya, rasa, READY)


async def told(connector: Connector, person: Person, rasa: Rasa, reply: dict[str, Any]) -> None:
    """The turn of a message that is answered so, without anything being sent."""
    rasa.reply = lambda message: reply
    await person.writes("status?")
    async with connector.pool.connection() as connection:
        cursor = await connection.execute("SELECT id FROM inbox WHERE state = 'waiting'")
        for (letter,) in await cursor.fetchall():
            await connector.queue.app.tasks["turn"].func(letter=letter)


async def outbox(pool: Pool) -> list[tuple[str, int | None, str | None]]:
    """State, error code and reason of each message."""
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT state, error_code, error FROM outbox ORDER BY id")
        return await cursor.fetchall()


async def wishes(pool: Pool, opted: str | None) -> None:
    """The shop's books know Priya, with what she wants to be sent."""
    async with pool.connection() as connection:
        await connection.execute(
            """
            INSERT INTO public.businesses (id, name, kind, language, state, timezone, currency, prices_include_gst,
                skills, closed_days, settings, created_at)
            VALUES ('kirana', 'Kirana', 'shop', 'hi', 'Delhi', 'Asia/Kolkata', 'INR', true, '{}', '{}', '{}', now())
            """
        )
        await connection.execute("INSERT INTO public.numbers VALUES (%s, 'kirana', '')", (NUMBER,))
        await connection.execute(
            """
            WITH known AS (
                INSERT INTO public.persons (business_id, opted, opted_at, created_at)
                VALUES ('kirana', %(opted)s, CASE WHEN %(opted)s::text IS NOT NULL THEN now() END, now())
                RETURNING id
            )
            INSERT INTO public.person_aliases SELECT 'kirana', %(phone)s, 'phone', id FROM known
            """,
            {"opted": opted, "phone": PHONE},
        )


@pytest.mark.usefixtures("ready")
async def test_within_24_hours_the_message_goes_itself(drain: Any, graph: Meta) -> None:
    assert await drain() is None
    assert graph.texts == [READY["text"]]


@pytest.mark.usefixtures("ready")
async def test_after_24_hours_its_template_goes_in_place_of_the_message(
    drain: Any, graph: Meta, pool: Pool, clock: Clock
) -> None:
    clock.moves(hours=24)
    assert await drain() is None
    (sent,) = graph.sent
    MESSAGE.validate(sent)
    assert sent["to"] == PHONE
    assert sent["template"] == {
        "name": "order_update",
        "language": {"code": "en_IN", "policy": "deterministic"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "parameter_name": "reference", "text": "ORD-12"},
                    {"type": "text", "parameter_name": "status", "text": "taiyar hai"},
                ],
            }
        ],
    }
    async with pool.connection() as connection:
        row = await (await connection.execute("SELECT state, template ->> 'sent' FROM outbox")).fetchone()
    assert row == ("sent", "true")


@pytest.mark.usefixtures("approved")
async def test_after_24_hours_what_is_to_be_paid_goes_with_the_template(
    drain: Any, connector: Connector, priya: Person, rasa: Rasa, graph: Meta, clock: Clock
) -> None:
    await told(connector, priya, rasa, REMINDED)
    clock.moves(hours=24)
    assert await drain() is None
    (sent,) = graph.sent
    MESSAGE.validate(sent)
    button = sent["template"]["components"][-1]
    assert (button["sub_type"], button["index"]) == ("order_details", "0")
    assert button["parameters"] == [{"type": "action", "action": {"order_details": CARD}}]


@pytest.mark.usefixtures("approved")
async def test_the_rest_of_a_turn_whose_template_went_is_held(
    drain: Any, connector: Connector, priya: Person, rasa: Rasa, graph: Meta, pool: Pool, clock: Clock
) -> None:
    await told(connector, priya, rasa, {**READY, "text": "x" * 5000})
    clock.moves(hours=24)
    assert await drain() is None
    assert [request["type"] for request in graph.sent] == ["template"]
    assert [state for state, _, _ in await outbox(pool)] == ["sent", "held"]


@pytest.mark.usefixtures("approved")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"template": "unheard_of"}, "no template unheard_of in hinglish"),
        ({"language": "fr"}, "no template order_update in fr"),
        ({"values": {"reference": "ORD-12"}}, "no value for status"),
        ({"values": {"reference": "ORD-12", "status": " "}}, "no value for status"),
    ],
)
async def test_a_message_whose_template_cannot_be_filled_is_held_with_the_reason(
    drain: Any,
    connector: Connector,
    priya: Person,
    rasa: Rasa,
    graph: Meta,
    pool: Pool,
    clock: Clock,
    change: dict[str, Any],
    reason: str,
) -> None:
    await told(connector, priya, rasa, {**READY, "custom": {**READY["custom"], **change}})
    clock.moves(hours=24)
    assert await drain() is None
    await held(pool, reason)
    assert graph.sent == []


async def held(pool: Pool, reason: str) -> None:
    """The only message is held, and this is why."""
    ((state, _, why),) = await outbox(pool)
    assert state == "held"
    assert why is not None
    assert reason in why


@pytest.mark.usefixtures("approved")
async def test_a_message_without_a_template_is_held(
    drain: Any, connector: Connector, priya: Person, rasa: Rasa, pool: Pool, clock: Clock
) -> None:
    await told(connector, priya, rasa, {"text": "Namaste"})
    clock.moves(hours=24)
    assert await drain() is None
    await held(pool, "it has no template")


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("state", ["PENDING", "REJECTED", "PAUSED", "DISABLED"])
async def test_only_what_meta_has_approved_is_sent(
    drain: Any, review: Review, graph: Meta, pool: Pool, clock: Clock, state: str
) -> None:
    graph.says_of("order_update", "en_IN", status=state)
    await review.look(ACCOUNT)
    clock.moves(hours=24)
    assert await drain() is None
    assert graph.sent == []
    await held(pool, f"template order_update (en_IN) is {state} at Meta")


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("table", ["accounts", "templates"])
async def test_what_meta_was_never_asked_of_is_held(
    drain: Any, graph: Meta, pool: Pool, clock: Clock, table: str
) -> None:
    async with pool.connection() as connection:
        await connection.execute(f"TRUNCATE {table}")
    clock.moves(hours=24)
    assert await drain() is None
    assert graph.sent == []
    reason = {"accounts": "WHATSAPP_BUSINESS_ACCOUNT_ID", "templates": "order_update (en_IN) is not at Meta"}
    await held(pool, reason[table])


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("table", ["accounts", "templates"])
async def test_meta_is_asked_once_more_before_a_message_is_held(
    connector: Connector, review: Review, graph: Meta, pool: Pool, clock: Clock, table: str
) -> None:
    connector.sender.review = review
    async with pool.connection() as connection:
        await connection.execute(f"TRUNCATE {table}")
    clock.moves(hours=24)
    assert await connector.sender.drain(NUMBER, PHONE) == timedelta()
    assert await connector.sender.drain(NUMBER, PHONE) is None
    assert [request["template"]["name"] for request in graph.sent] == ["order_update"]


@pytest.mark.usefixtures("ready")
async def test_what_meta_does_not_know_when_it_is_asked_once_more_is_held(
    connector: Connector, review: Review, graph: Meta, pool: Pool, clock: Clock
) -> None:
    connector.sender.review = review
    review.creates = False
    graph.known.clear()
    async with pool.connection() as connection:
        await connection.execute("TRUNCATE templates")
    clock.moves(hours=24)
    assert await connector.sender.drain(NUMBER, PHONE) == timedelta()
    assert await connector.sender.drain(NUMBER, PHONE) is None
    await held(pool, "order_update (en_IN) is not at Meta")


@pytest.mark.usefixtures("ready")
async def test_a_message_waits_while_meta_does_not_tell_of_its_template(
    connector: Connector, review: Review, graph: Meta, pool: Pool, clock: Clock
) -> None:
    connector.sender.review = review
    async with pool.connection() as connection:
        await connection.execute("TRUNCATE templates")
    graph.faults = [130429]
    clock.moves(hours=24)
    assert await connector.sender.drain(NUMBER, PHONE) == AT_MOST_EVERY
    assert await connector.sender.drain(NUMBER, PHONE) == AT_MOST_EVERY
    clock.moves(seconds=AT_MOST_EVERY.seconds)
    assert await connector.sender.drain(NUMBER, PHONE) == timedelta()
    assert await connector.sender.drain(NUMBER, PHONE) is None
    assert len(graph.sent) == 1


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("opted", "goes"),
    [("in", True), (None, False), ("out", False)],
)
async def test_a_template_that_meta_calls_marketing_goes_only_to_who_opted_in(
    drain: Any,
    review: Review,
    graph: Meta,
    pool: Pool,
    clock: Clock,
    opted: str | None,
    goes: bool,
) -> None:
    await wishes(pool, opted)
    graph.says_of("order_update", "en_IN", category="MARKETING")
    await review.look(ACCOUNT)
    clock.moves(hours=24)
    assert await drain() is None
    assert len(graph.sent) == goes
    assert (await outbox(pool))[0][0] == ("sent" if goes else "held")


@pytest.mark.usefixtures("ready")
async def test_nothing_is_sent_in_place_of_a_message_to_who_opted_out(
    drain: Any, graph: Meta, pool: Pool, clock: Clock
) -> None:
    await wishes(pool, "out")
    clock.moves(hours=24)
    assert await drain() is None
    assert graph.sent == []
    await held(pool, "asked for no messages")


@pytest.mark.usefixtures("ready")
async def test_a_window_that_is_closed_by_metas_count_leads_to_the_template(
    drain: Any, graph: Meta, pool: Pool
) -> None:
    graph.refuses(131047)
    assert await drain() == 0
    assert await drain() is None
    assert [request["type"] for request in graph.sent] == ["template"]


@pytest.mark.usefixtures("ready")
async def test_so_does_the_news_that_it_was_closed(
    drain: Any, connector: Connector, graph: Meta, pool: Pool, clock: Clock
) -> None:
    await drain()
    await connector.receive(body(status("wamid.out1", "failed", code=131047)))
    assert await drain() == 60
    clock.moves(minutes=1)
    assert await drain() is None
    assert [request["type"] for request in graph.sent] == ["text", "template"]


@pytest.mark.usefixtures("ready")
async def test_who_has_written_since_gets_the_message_itself(
    drain: Any, connector: Connector, priya: Person, graph: Meta, clock: Clock
) -> None:
    graph.refuses(131047)
    await drain()
    clock.moves(seconds=5)
    await priya.writes("hello?")
    assert await drain() is None
    assert graph.texts == [READY["text"]]


@pytest.mark.usefixtures("ready")
async def test_a_template_that_meta_has_paused_is_not_tried_again(
    drain: Any, connector: Connector, priya: Person, rasa: Rasa, graph: Meta, pool: Pool, clock: Clock
) -> None:
    await told(connector, priya, rasa, READY)
    clock.moves(hours=24)
    graph.refuses(132015)
    assert await drain() is None
    assert graph.sent == []
    first, second = await outbox(pool)
    assert first[:2] == ("held", 132015)
    assert second[2] is not None
    assert "is PAUSED at Meta" in second[2]
    assert (await known(pool))["order_update", "en_IN"] == ("UTILITY", "PAUSED")


CALLED = {
    "text": "🙋 Priya ko kisi insaan se baat karni hai.",
    "custom": {
        "template": "handoff_called",
        "language": "hinglish",
        "values": {"customer": "Priya Joshi (+919000000101)"},
        "buttons_stay": True,  # as those of a notice
    },
    "buttons": [
        {"title": "Jawab dunga", "payload": '/answer_customer{"conversation": "1:2"}'},
        {"title": "Munshi ko wapas do", "payload": '/hand_back{"conversation": "1:2"}'},
    ],
}


async def test_a_template_has_the_first_buttons_of_its_reply_and_they_act_as_its_own(
    connector: Connector, priya: Person, rasa: Rasa, graph: Meta, clock: Clock, drain: Any, approved: None
) -> None:
    await told(connector, priya, rasa, CALLED)
    clock.moves(hours=24)
    await drain()
    (request,) = graph.sent
    MESSAGE.validate(request)
    assert request["template"]["name"] == "handoff_called"
    taps = request["template"]["components"][1:]
    assert [(tap["sub_type"], tap["index"]) for tap in taps] == [("quick_reply", "0"), ("quick_reply", "1")]
    payload = taps[0]["parameters"][0]["payload"]
    tapped = priya.message("button", {"text": "Jawab dunga", "payload": payload})
    await priya.sends(tapped)
    async with connector.pool.connection() as connection:
        row = await (await connection.execute("SELECT max(id) FROM inbox")).fetchone()
    assert row is not None
    await connector.queue.app.tasks["turn"].func(letter=row[0])
    assert rasa.texts[-1] == '/answer_customer{"conversation": "1:2"}'


BILLED = {
    "text": "🧾 Bill *INV/26-27/0042*: *₹763*.",
    "buttons": [{"title": "Bill galat hai", "payload": '/request_invoice{"bill_wrong": "INV/26-27/0042"}'}],
    "custom": {
        "template": "bill_ready",
        "language": "hinglish",
        "values": {"reference": "ORD-12", "number": "INV/26-27/0042", "total": "₹763"},
        "buttons_stay": True,
        "taps": [{"title": "PDF bhejiye", "payload": '/request_invoice{"reference": "INV/26-27/0042"}'}],
    },
}


async def test_a_template_may_have_buttons_of_its_own(
    connector: Connector, priya: Person, rasa: Rasa, graph: Meta, clock: Clock, drain: Any, approved: None
) -> None:
    await told(connector, priya, rasa, BILLED)
    clock.moves(hours=24)
    await drain()
    (request,) = graph.sent
    MESSAGE.validate(request)
    (tap,) = request["template"]["components"][1:]
    payload = tap["parameters"][0]["payload"]
    await priya.sends(priya.message("button", {"text": "PDF bhejiye", "payload": payload}))
    async with connector.pool.connection() as connection:
        row = await (await connection.execute("SELECT max(id) FROM inbox")).fetchone()
    assert row is not None
    await connector.queue.app.tasks["turn"].func(letter=row[0])
    assert rasa.texts[-1] == '/request_invoice{"reference": "INV/26-27/0042"}'


async def test_a_reply_with_too_few_buttons_cannot_fill_its_template(
    connector: Connector,
    priya: Person,
    rasa: Rasa,
    graph: Meta,
    pool: Pool,
    clock: Clock,
    drain: Any,
    approved: None,
) -> None:
    await told(connector, priya, rasa, {**CALLED, "buttons": CALLED["buttons"][:1]})
    clock.moves(hours=24)
    await drain()
    assert graph.sent == []
    (held,) = await outbox(pool)
    assert held[0] == "held"
    assert "fewer buttons" in str(held[2])
