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
            messages = await outbox.open_for(connection, phone_number_id, person)
        for message in messages:
            pause = await self._try(message)
            if pause is not None:
                return pause
        return None

    async def _try(self, message: Outgoing) -> timedelta | None:
        """Sends the message, or settles why not; how long to wait where that cannot be done yet."""
        now = self.clock()
        if message.state != "sending" and message.not_before > now:
            return message.not_before - now
        if message.halted == halts.digest(self.client.token):
            return halts.PAUSE
        async with self.pool.connection() as connection:
            if message.state == "sending":  # by a process that died over it
                await outbox.doubt(connection, message, now + PATIENCE_AFTER_A_DEATH)
                return PATIENCE_AFTER_A_DEATH
            if message.attempts >= MOST_ATTEMPTS:
                logger.error("%s given up after %d attempts", message, message.attempts)
                await outbox.hold(connection, message, "given up")
                return None
            if not people.is_window_open(message.heard_at, now):
                await outbox.hold(connection, message, "more than 24 hours since the person wrote")
                return None
            if not await outbox.begin(connection, message, now):
                return await rates.pause(connection, message.phone_number_id, message.person, now)
        return await self._post(message)

    async def _post(self, message: Outgoing) -> timedelta | None:
        """Sends one message; how long to wait until it, or all of the number, is to be tried again."""
        try:
            wamid = await self.client.send(message.phone_number_id, message.request, message.reference)
        except SendFault as fault:
            logger.warning("%s not sent: %s", message, fault)
            return await self._note(message, fault)
        async with self.pool.connection() as connection:
            await outbox.sent(connection, message, wamid, self.clock())
        return None

    async def _note(self, message: Outgoing, fault: SendFault) -> timedelta | None:
        """Notes what a fault means for the message; how long to wait."""
        now = self.clock()
        state = outbox.FINAL.get(fault.verdict, "waiting")
        pause = None
        if state == "waiting":
            pause = wait(fault.code, message.attempts + 1)
        elif state == "unsure":
            pause = PATIENCE
        async with self.pool.connection() as connection:
            open_still = await outbox.not_sent(
                connection, message, state, fault, now + (pause or timedelta())
            )
            if fault.verdict is Verdict.STOP:
                await halts.halt(connection, message.phone_number_id, self.client.token, fault.code or 0, now)
                return halts.PAUSE
        return pause if open_still else None
