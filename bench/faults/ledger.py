"""What the database holds after a run, as plain rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import psycopg

from bench.faults import books
from bench.faults.books import Money


@dataclass(frozen=True)
class Letter:
    """A message that came; `id` gives the order in which messages were stored."""

    id: int
    wamid: str
    person: str
    state: str


@dataclass(frozen=True)
class Sent:
    """A message of the outbox."""

    reference: str
    turn: str
    position: int
    person: str
    state: str


@dataclass(frozen=True)
class Notice:
    """Something that the bot said first: `key` says of which move of which order."""

    turn: str
    key: str


@dataclass(frozen=True)
class Order:
    """An order with its quantities by sku, and what the stock ledger holds under its reference."""

    reference: str
    person: str
    lines: Mapping[str, Decimal]
    reserved: Mapping[str, Decimal]
    placings: int


class Turns(NamedTuple):
    """How many messages had their turn, and how many wait for another try."""

    had: int
    failed: int


@dataclass(frozen=True)
class Ledger:
    """Everything; `uttered`: how often each message stands in the conversations; `open`: what is to be done yet."""

    letters: list[Letter]
    outbox: list[Sent]
    notices: list[Notice]
    orders: list[Order]
    moves: list[str]  # of the shop, by the keys of their notices
    sold: Mapping[str, Decimal]
    uttered: Mapping[str, int]
    open: Mapping[str, int]
    given_up: Mapping[str, int]
    money: Money


ORDERS = """
SELECT o.reference, a.value,
    (SELECT jsonb_object_agg(sku, quantity::text) FROM
        (SELECT sku, sum(quantity) AS quantity FROM order_lines AS l
         WHERE (l.business_id, l.order_id) = (o.business_id, o.id) GROUP BY sku) AS lines),
    (SELECT jsonb_object_agg(sku, quantity::text) FROM
        (SELECT sku, -sum(quantity) AS quantity FROM stock_moves AS s
         WHERE (s.business_id, s.reference) = (o.business_id, o.reference) GROUP BY sku) AS moves),
    (SELECT count(*) FROM order_moves AS m
     WHERE (m.business_id, m.order_id, m.status) = (o.business_id, o.id, 'placed'))
FROM orders AS o JOIN person_aliases AS a ON (a.business_id, a.person_id) = (o.business_id, o.person_id)
WHERE o.business_id = %s AND a.kind = 'phone' ORDER BY o.id
"""

MOVES = """
SELECT o.reference || ':' || m.status FROM order_moves AS m
JOIN orders AS o ON (m.business_id, m.order_id) = (o.business_id, o.id)
WHERE o.business_id = %s AND m.person_id IS NULL
"""

SOLD = """
SELECT sku, -sum(quantity) FROM stock_moves
WHERE business_id = %s AND kind IN ('reserved', 'given_back') GROUP BY sku
"""

UTTERED = """
SELECT event ->> 'message_id', count(*) FROM assistant.tracker_events WHERE kind = 'user' GROUP BY 1
"""

OPEN = """
SELECT 'jobs in the queue', count(*) FROM assistant.procrastinate_jobs
UNION ALL SELECT 'messages without a turn', count(*) FROM assistant.inbox WHERE state = 'waiting'
UNION ALL SELECT 'answers not sent', count(*) FROM assistant.outbox WHERE state IN ('waiting', 'sending', 'unsure')
UNION ALL SELECT 'notices not told', count(*) FROM assistant.notices WHERE state = 'waiting'
"""

TURNS = """
SELECT count(*) FILTER (WHERE state <> 'waiting'), count(*) FILTER (WHERE state = 'waiting' AND attempts > 0)
FROM assistant.inbox
"""

GIVEN_UP = """
SELECT 'turns given up', count(*) FROM assistant.inbox WHERE state = 'dead'
UNION ALL SELECT 'answers given up', count(*) FROM assistant.outbox WHERE state IN ('held', 'failed')
UNION ALL SELECT 'notices given up', count(*) FROM assistant.notices WHERE state IN ('dead', 'withdrawn')
"""


async def read(connection: psycopg.AsyncConnection[Any], business: str) -> Ledger:
    """What the database holds of this business and its conversations."""
    letters = await _rows(connection, "SELECT id, wamid, person, state FROM assistant.inbox ORDER BY id")
    outbox = await _rows(
        connection, "SELECT reference::text, turn, position, person, state FROM assistant.outbox ORDER BY id"
    )
    notices = await _rows(connection, "SELECT id, key FROM assistant.notices ORDER BY id")
    orders = await _rows(connection, ORDERS, business)
    return Ledger(
        [Letter(*row) for row in letters],
        [Sent(*row) for row in outbox],
        [Notice(f"notice:{id_}", key) for id_, key in notices],
        [
            Order(reference, person, _quantities(lines), _quantities(reserved), placings)
            for reference, person, lines, reserved, placings in orders
        ],
        [key for (key,) in await _rows(connection, MOVES, business)],
        dict(await _rows(connection, SOLD, business)),
        dict(await _rows(connection, UTTERED)),
        await open_work(connection),
        dict(await _rows(connection, GIVEN_UP)),
        await books.read(connection, business),
    )


async def turns(connection: psycopg.AsyncConnection[Any]) -> Turns:
    """Where the messages stand that came by now."""
    (found,) = await _rows(connection, TURNS)
    return Turns(*found)


async def open_work(connection: psycopg.AsyncConnection[Any]) -> dict[str, int]:
    """How much of each kind is still to be done."""
    news = await books.waits_for_the_gateway(connection)
    return {**dict(await _rows(connection, OPEN)), "news of the gateway not followed": news}


async def _rows(connection: psycopg.AsyncConnection[Any], query: str, *about: str) -> list[tuple[Any, ...]]:
    return await (await connection.execute(query, about)).fetchall()


def _quantities(texts: Mapping[str, str] | None) -> dict[str, Decimal]:
    return {sku: Decimal(text) for sku, text in (texts or {}).items()}
