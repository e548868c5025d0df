"""How fast Meta lets a number send, in all and to one person; the count is kept in PostgreSQL, for every replica."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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


async def take(connection: Connection, name: str, rate: Rate, now: datetime) -> timedelta | None:
    """Takes the right to send one message; else, how long to wait until there is one."""
    cursor = await connection.execute(
        """
        INSERT INTO assistant.rates AS rate (name, busy_until) VALUES (%(name)s, %(now)s + %(interval)s)
        ON CONFLICT (name) DO UPDATE SET busy_until = greatest(rate.busy_until, %(now)s) + %(interval)s
        WHERE greatest(rate.busy_until, %(now)s) + %(interval)s <= %(now)s + %(credit)s
            OR rate.busy_until > %(now)s + %(credit)s + %(interval)s -- a clock that was set back
        RETURNING busy_until
        """,
        {"name": name, "now": now, "interval": rate.interval, "credit": rate.credit},
    )
    if await cursor.fetchone():
        return None
    cursor = await connection.execute("SELECT busy_until FROM assistant.rates WHERE name = %s", (name,))
    row = await cursor.fetchone()
    assert row is not None
    free_at: datetime = row[0] + rate.interval - rate.credit
    return max(free_at - now, timedelta(milliseconds=10))
