"""How the connector is doing, in figures that Prometheus reads: counted as it happens, and looked up when it asks."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.payload import KINDS
from channels.whatsapp.outgoing.verdicts import SendFault

STATUSES_OF_META = ("sent", "delivered", "read", "failed")

# They would be a second series for each, which says when it began.
disable_created_metrics()  # type: ignore[no-untyped-call]
CONTENT_TYPE = CONTENT_TYPE_LATEST
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

WEBHOOKS_REFUSED = Counter(
    "munshi_webhooks_refused", "Webhooks that were not taken, by reason.", ["reason"], registry=REGISTRY
)
RECEIVED = Counter("munshi_messages_received", "New messages, by kind.", ["kind"], registry=REGISTRY)
DUPLICATES = Counter("munshi_messages_duplicate", "Messages that had been stored before.", registry=REGISTRY)
ECHOES = Counter(
    "munshi_echoes_received", "New messages that a business wrote in WhatsApp's own app.", registry=REGISTRY
)
APP_DATA_DECLINED = Counter(
    "munshi_app_data_declined",
    "Webhooks with what a business's app hands over, dropped, by field.",
    ["field"],
    registry=REGISTRY,
)
STATUSES = Counter(
    "munshi_statuses_received", "News of our messages, by status.", ["status"], registry=REGISTRY
)
TURNS = Counter("munshi_turns", "Turns, by what came of them.", ["result"], registry=REGISTRY)
TURN_SECONDS = Histogram(
    "munshi_turn_seconds",
    "Seconds from taking a turn up to its end.",
    buckets=(0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0),
    registry=REGISTRY,
)
SENT = Counter("munshi_messages_sent", "Messages that Meta accepted.", registry=REGISTRY)
SEND_ERRORS = Counter(
    "munshi_send_errors",
    "Messages that Meta did not accept, by Meta's code and what follows from it.",
    ["code", "verdict"],
    registry=REGISTRY,
)

# Alarms look for growth, and what is not there before the first time does not grow by it.
for result in ("answered", "failed", "dead"):
    TURNS.labels(result)
for reason in ("not_signed", "wrong_signature", "not_stored"):
    WEBHOOKS_REFUSED.labels(reason)

DATABASE_ANSWERS = Gauge(
    "munshi_database_answers", "1 where the figures below could be looked up.", registry=REGISTRY
)
DEPTHS = {
    name: Gauge(f"munshi_{name}", told, [label] if label else [], registry=REGISTRY)
    for name, told, label in (
        ("inbox", "Messages that wait for their turn, or were given up.", "state"),
        ("outbox", "Messages that are not sent, by state.", "state"),
        ("notices", "What the bot wants to say first and has not said, by state.", "state"),
        ("jobs", "Jobs that wait, by queue.", "queue"),
        ("handoffs_open", "Conversations into which people were called, or that they lead.", ""),
        ("halts", "Numbers whose access token Meta refuses.", ""),
    )
}
AGES = {
    name: Gauge(
        f"munshi_{name}_oldest_seconds",
        f"Age of the oldest row of munshi_{name}.",
        ["state"],
        registry=REGISTRY,
    )
    for name in ("inbox", "outbox", "notices")
}
LABELS = {
    "inbox": ("waiting", "dead"),
    "outbox": ("waiting", "sending", "unsure", "held", "failed"),
    "notices": ("waiting", "dead"),
    "jobs": ("turns", "sends"),
    "handoffs_open": ("",),
    "halts": ("",),
}

LOOK = """
SELECT 'inbox', state, count(*), min(received_at)
FROM assistant.inbox WHERE state IN ('waiting', 'dead') GROUP BY state
UNION ALL SELECT 'outbox', state, count(*), min(written_at)
FROM assistant.outbox WHERE state IN ('waiting', 'sending', 'unsure') GROUP BY state
UNION ALL SELECT 'outbox', state, count(*), min(written_at)
FROM assistant.outbox WHERE state IN ('held', 'failed') GROUP BY state
UNION ALL SELECT 'notices', state, count(*), min(written_at)
FROM assistant.notices WHERE state = 'waiting' GROUP BY state
UNION ALL SELECT 'notices', state, count(*), min(written_at)
FROM assistant.notices WHERE state = 'dead' GROUP BY state
UNION ALL SELECT 'jobs', queue_name, count(*), NULL
FROM assistant.procrastinate_jobs WHERE status = 'todo' GROUP BY queue_name
UNION ALL SELECT 'handoffs_open', '', count(*), NULL FROM assistant.handoffs WHERE ended_at IS NULL
UNION ALL SELECT 'halts', '', count(*), NULL FROM assistant.halts WHERE token_digest = %s
"""


def received(new: Sequence[str], known: int) -> None:
    """Counts the messages of a webhook: the kinds of the new ones, and how many had been stored before."""
    for kind in new:
        RECEIVED.labels(kind if kind in KINDS else "other").inc()
    DUPLICATES.inc(known)


def heard(statuses: Iterable[str]) -> None:
    """Counts news of our messages. What Meta may add one day is `other` here and above, for labels must be few."""
    for status in statuses:
        STATUSES.labels(status if status in STATUSES_OF_META else "other").inc()


def not_sent(fault: SendFault) -> None:
    """Counts a message that Meta did not accept."""
    SEND_ERRORS.labels("none" if fault.code is None else str(fault.code), fault.verdict.value).inc()


async def look(connection: Connection, token_digest: str, now: datetime) -> None:
    """Looks up how much waits and how long; every replica sees the same."""
    rows = await (await connection.execute(LOOK, (token_digest,))).fetchall()
    found = {(name, label): (count, oldest) for name, label, count, oldest in rows}
    for name, labels in LABELS.items():
        for label in labels:
            count, oldest = found.get((name, label), (0, None))
            gauge = DEPTHS[name].labels(label) if label else DEPTHS[name]
            gauge.set(count)
            if name in AGES:
                AGES[name].labels(label).set((now - oldest).total_seconds() if oldest else 0)


def text() -> bytes:
    """All figures in Prometheus's format."""
    return generate_latest(REGISTRY)
