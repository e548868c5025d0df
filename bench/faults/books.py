"""What the database holds of money after a run, as plain rows: bills, payments, and what everybody owes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg


@dataclass(frozen=True)
class Bill:
    """A bill with its place in its series, and the order that it is of."""

    number: str
    series: str
    serial: int
    source: str
    paise: int


@dataclass(frozen=True)
class Payment:
    """A payment, and what the ledger has under its reference; `gateway_id` is the gateway's own."""

    reference: str
    person: str
    status: str
    way: str
    paise: int
    booked: int
    utr: str | None = None
    gateway_id: str | None = None


@dataclass(frozen=True)
class Entry:
    """A line of the ledger, by whose it is and its key."""

    person: str
    kind: str
    paise: int
    key: str


@dataclass(frozen=True)
class Account:
    """What is kept of an account for reading: the balance, and the sum of what of it is open."""

    person: str
    paise: int
    open: int


@dataclass(frozen=True)
class Money:
    """Everything; `last` is the last number of each series, `delivered` the sum of each order that arrived."""

    bills: list[Bill]
    last: Mapping[str, int]
    delivered: Mapping[str, int]
    payments: list[Payment]
    entries: list[Entry]
    accounts: list[Account]


PHONE = """(SELECT value FROM person_aliases AS a
    WHERE (a.business_id, a.person_id) = ({0}.business_id, {0}.person_id) AND a.kind = 'phone' LIMIT 1)"""

BILLS = """
SELECT number, prefix || ':' || year, serial, source, total_paise FROM bills WHERE business_id = %s ORDER BY id
"""

LAST = "SELECT prefix || ':' || year, last FROM bill_series WHERE business_id = %s"

DELIVERED = "SELECT reference, total_paise FROM orders WHERE business_id = %s AND status = 'delivered'"

PAYMENTS = f"""
SELECT reference, {PHONE.format("p")}, status, way, paise,
    (SELECT coalesce(-sum(e.paise), 0)::bigint FROM account_entries AS e
     WHERE (e.business_id, e.payment_reference) = (p.business_id, p.reference)),
    utr, gateway_payment_id
FROM payments AS p WHERE business_id = %s ORDER BY id
"""

ENTRIES = f"""
SELECT {PHONE.format("e")}, kind, paise, key FROM account_entries AS e WHERE business_id = %s ORDER BY id
"""

ACCOUNTS = f"""
SELECT {PHONE.format("c")}, paise,
    (SELECT coalesce(sum((line ->> 'paise')::bigint), 0) FROM jsonb_array_elements(open) AS line)
FROM accounts AS c WHERE business_id = %s
"""


async def read(connection: psycopg.AsyncConnection[Any], business: str) -> Money:
    """What the books of this business hold of money."""

    async def rows(query: str) -> list[tuple[Any, ...]]:
        return await (await connection.execute(query, (business,))).fetchall()

    return Money(
        [Bill(*row) for row in await rows(BILLS)],
        dict(await rows(LAST)),
        dict(await rows(DELIVERED)),
        [Payment(*row) for row in await rows(PAYMENTS)],
        [Entry(*row) for row in await rows(ENTRIES)],
        [Account(person, paise, int(open_)) for person, paise, open_ in await rows(ACCOUNTS)],
    )


async def waits_for_the_gateway(connection: psycopg.AsyncConnection[Any]) -> int:
    """How much of the gateways' news nobody has followed yet."""
    row = await (
        await connection.execute("SELECT count(*) FROM gateway_events WHERE handled_at IS NULL")
    ).fetchone()
    return int(row[0]) if row else 0


async def let_the_night_come(connection: psycopg.AsyncConnection[Any]) -> None:
    """Has the books compared with the gateway once more, as they are each night."""
    await connection.execute("DELETE FROM reconciled_days")


async def was_night(connection: psycopg.AsyncConnection[Any]) -> bool:
    """Whether that has begun again."""
    row = await (await connection.execute("SELECT count(*) FROM reconciled_days")).fetchone()
    return bool(row and row[0])
