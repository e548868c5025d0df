"""Sends one person's messages in order, as fast as Meta allows, and decides what a failure means."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from channels.whatsapp import halts, outbox, people, rates
from channels.whatsapp.client import GraphClient
from channels.whatsapp.database import Pool
from channels.whatsapp.outbox import Outgoing
from channels.whatsapp.verdicts import MOST_ATTEMPTS, PATIENCE, SendFault, Verdict, wait

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
        while True:
            async with self.pool.connection() as connection:
                message = await outbox.first_open(connection, phone_number_id, person)
            if message is None:
                return None
            now = self.clock()
            if message.not_before > now:
                return message.not_before - now
            if message.attempts >= MOST_ATTEMPTS:
                await self._give_up(message)
                continue
            pause = await self._begin(message)
            if pause is not None:
                return pause

    async def _begin(self, message: Outgoing) -> timedelta | None:
        """Sends the message where everything holds that must; how long to wait where it does not hold yet."""
        now = self.clock()
        number, person = message.phone_number_id, message.person
        async with self.pool.connection() as connection:
            if await halts.is_halted(connection, number, self.client.token):
                return halts.PAUSE
            if not await people.is_window_open(connection, number, person, now):
                await outbox.hold(connection, message, "more than 24 hours since the person wrote")
                return None
            pause = await rates.take(connection, f"{number}:{person}", rates.PAIR, now)
            if pause is None:
                pause = await rates.take(connection, number, rates.NUMBER, now)
            if pause is not None or not await outbox.begin(connection, message, now):
                return pause
        return await self._post(message)

    async def _post(self, message: Outgoing) -> timedelta | None:
        """Sends one message; how long to wait where the whole number has to stop."""
        where = {"outgoing": message.reference, "conversation": f"{message.phone_number_id}:{message.person}"}
        try:
            wamid = await self.client.send(message.phone_number_id, message.request, message.reference)
        except SendFault as fault:
            logger.warning("not sent: %s", fault, extra=where)
            await self._note(message, fault)
            return halts.PAUSE if fault.verdict is Verdict.STOP else None
        async with self.pool.connection() as connection:
            await outbox.sent(connection, message, wamid, self.clock())
        logger.debug("sent", extra=where)
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

    async def _give_up(self, message: Outgoing) -> None:
        logger.error("given up after %d attempts", message.attempts, extra={"outgoing": message.reference})
        async with self.pool.connection() as connection:
            await outbox.hold(connection, message, "given up")
