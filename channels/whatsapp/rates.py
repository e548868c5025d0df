"""How fast Meta lets a number send, in all and to one person; the count is kept in PostgreSQL, for every replica."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.whatsapp.database import Connection, Cursor


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


# What was sent before is paid for by `busy_until`. One that lies farther ahead than anything may borrow was written
# by a clock that has been set back since.
TAKE = """
INSERT INTO assistant.rates AS rate (name, busy_until) VALUES (%(name)s, %(now)s + %(interval)s)
ON CONFLICT (name) DO UPDATE SET busy_until = %(interval)s
    + CASE WHEN rate.busy_until BETWEEN %(now)s AND %(now)s + %(credit)s THEN rate.busy_until ELSE %(now)s END
WHERE NOT rate.busy_until BETWEEN %(now)s + %(credit)s - %(interval)s + interval '1us' AND %(now)s + %(credit)s
RETURNING busy_until
"""


async def take(connection: Connection, phone_number_id: str, person: str, now: datetime) -> timedelta | None:
    """Takes the right to send this person one message; else, how long to wait until there is one."""
    rates = {f"{phone_number_id}:{person}": PAIR, phone_number_id: NUMBER}
    async with connection.pipeline():
        cursors = {name: await _take(connection, name, rate, now) for name, rate in rates.items()}
    denied = [name for name, cursor in cursors.items() if not cursor.rowcount]
    if not denied:
        return None
    cursor = await connection.execute(
        "SELECT name, busy_until FROM assistant.rates WHERE name = ANY(%s)", (denied,)
    )
    waits = [timedelta(milliseconds=10)]
    waits += [
        busy + rates[name].interval - rates[name].credit - now for name, busy in await cursor.fetchall()
    ]
    return max(waits)


async def _take(connection: Connection, name: str, rate: Rate, now: datetime) -> Cursor:
    return await connection.execute(
        TAKE, {"name": name, "now": now, "interval": rate.interval, "credit": rate.credit}
    )
