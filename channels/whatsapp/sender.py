"""Sends one person's messages in order, as fast as Meta allows, and decides what a failure means."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from channels.whatsapp import halts, outbox, people, rates
from channels.whatsapp.client import GraphClient
from channels.whatsapp.database import Pool
from channels.whatsapp.outbox import Outgoing
from channels.whatsapp.verdicts import (
    MOST_ATTEMPTS,
    PATIENCE,
    PATIENCE_AFTER_A_DEATH,
    SendFault,
    Verdict,
    wait,
)

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]


class Sender:
    """Empties the outbox of one person at a time; the queue's lock lets no second one do so."""

    def __init__(self, pool: Pool, client: GraphClient, clock: Clock) -> None:
        self.pool = pool
        self.client = client
        self.clock = clock

    async def drain(self, phone_number_id: str, person: str) -> timedelta | None:
        """Sends what is due; how long to wait before coming again, None where nothing is left that time would bring."""
        async with self.pool.connection() as connection:
            message = await outbox.first_open(connection, phone_number_id, person)
        while message is not None:
            pause = await self._try(message)
            if pause is not None:
                return pause
            async with self.pool.connection() as connection:
                message = await outbox.first_open(connection, phone_number_id, person)
        return None

    async def _try(self, message: Outgoing) -> timedelta | None:
        """Sends the message, or settles why not; how long to wait where that cannot be done yet."""
        now = self.clock()
        if message.state == "sending":  # by a process that died over it
            async with self.pool.connection() as connection:
                await outbox.doubt(connection, message, now + PATIENCE_AFTER_A_DEATH)
            return PATIENCE_AFTER_A_DEATH
        if message.not_before > now:
            return message.not_before - now
        if message.halted == halts.digest(self.client.token):
            return halts.PAUSE
        async with self.pool.connection() as connection:
            if message.attempts >= MOST_ATTEMPTS:
                logger.error("given up after %d attempts", message.attempts, extra=_where(message))
                await outbox.hold(connection, message, "given up")
                return None
            if not people.is_window_open(message.heard_at, now):
                await outbox.hold(connection, message, "more than 24 hours since the person wrote")
                return None
            pause = await rates.take(connection, message.phone_number_id, message.person, now)
            if pause is not None or not await outbox.begin(connection, message, now):
                return pause
        return await self._post(message)

    async def _post(self, message: Outgoing) -> timedelta | None:
        """Sends one message; how long to wait where the whole number has to stop."""
        try:
            wamid = await self.client.send(message.phone_number_id, message.request, message.reference)
        except SendFault as fault:
            logger.warning("not sent: %s", fault, extra=_where(message))
            await self._note(message, fault)
            return halts.PAUSE if fault.verdict is Verdict.STOP else None
        async with self.pool.connection() as connection:
            await outbox.sent(connection, message, wamid, self.clock())
        return None

    async def _note(self, message: Outgoing, fault: SendFault) -> None:
        now = self.clock()
        attempt = message.attempts + 1
        async with self.pool.connection() as connection:
            if fault.verdict in outbox.FINAL:
                state = outbox.FINAL[fault.verdict]
                not_before = now + PATIENCE
            else:
                state = "waiting"
                not_before = now + wait(fault.code, attempt)
            await outbox.not_sent(connection, message, state, fault, not_before)
            if fault.verdict is Verdict.STOP:
                await halts.halt(connection, message.phone_number_id, self.client.token, fault.code or 0, now)


def _where(message: Outgoing) -> dict[str, str]:
    """What the log says of a message."""
    return {"outgoing": message.reference, "conversation": f"{message.phone_number_id}:{message.person}"}
