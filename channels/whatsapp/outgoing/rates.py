"""How fast Meta lets a number send, in all and to one person; the count is kept in PostgreSQL, for every replica."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from channels.whatsapp.database import Connection


@dataclass(frozen=True)
class Rate:
    """One message each `interval`, and up to `burst` of them at once, borrowed from the time to come."""

    interval: timedelta
    burst: int

    @property
    def credit(self) -> timedelta:
        """How far into the future what is sent now may borrow."""
        return self.interval * self.burst


NUMBER = Rate(timedelta(seconds=1 / 80), burst=80)
PAIR = Rate(timedelta(seconds=6), burst=45)


def wanted(phone_number_id: str, person: str, now: datetime) -> dict[str, Any]:
    """The parameters of the statements below for one message to this person."""
    rates = {"pair": (f"{phone_number_id}:{person}", PAIR), "number": (phone_number_id, NUMBER)}
    parameters: dict[str, Any] = {"now": now}
    for which, (name, rate) in rates.items():
        parameters |= {which: name, f"{which}_each": rate.interval, f"{which}_credit": rate.credit}
    return parameters


def take(which: str) -> str:
    """SQL that takes the right to send one message, and gives a row where it is given.

    What was sent before is paid for by `busy_until`. One that lies farther ahead than anything may borrow was written
    by a clock that has been set back since.
    """
    return f"""
        INSERT INTO assistant.rates AS rate (name, busy_until)
        VALUES (%({which})s, %(now)s + %({which}_each)s)
        ON CONFLICT (name) DO UPDATE SET busy_until = %({which}_each)s + CASE
            WHEN rate.busy_until BETWEEN %(now)s AND %(now)s + %({which}_credit)s THEN rate.busy_until
            ELSE %(now)s END
        WHERE rate.busy_until <= %(now)s + %({which}_credit)s - %({which}_each)s
            OR rate.busy_until > %(now)s + %({which}_credit)s
        RETURNING name
        """


async def pause(connection: Connection, phone_number_id: str, person: str, now: datetime) -> timedelta:
    """How long this person has to wait for the right to be sent a message."""
    cursor = await connection.execute(
        """
        SELECT max(busy_until + each - credit) - %(now)s
        FROM (VALUES (%(pair)s, %(pair_each)s, %(pair_credit)s), (%(number)s, %(number_each)s, %(number_credit)s))
            AS wanted(name, each, credit) JOIN assistant.rates USING (name)
        WHERE busy_until <= %(now)s + credit
        """,
        wanted(phone_number_id, person, now),
    )
    row = await cursor.fetchone()
    wait: timedelta | None = row[0] if row else None
    return max(wait or timedelta(), timedelta(milliseconds=10))
