"""Sends one person's messages in order, as fast as Meta allows, and decides what a failure means."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from channels.whatsapp import payments, people
from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.incoming.hearing import Hearing
from channels.whatsapp.operating import logs, metrics
from channels.whatsapp.outgoing import halts, outbox, rates
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.outbox import Outgoing
from channels.whatsapp.outgoing.templates import records
from channels.whatsapp.outgoing.templates.records import NotTold, Unusable
from channels.whatsapp.outgoing.templates.review import Review
from channels.whatsapp.outgoing.uploads import Uploads
from channels.whatsapp.outgoing.verdicts import (
    MOST_ATTEMPTS,
    PATIENCE,
    PATIENCE_AFTER_A_DEATH,
    TEMPLATE,
    WINDOW,
    SendFault,
    Verdict,
    wait,
)

logger = logging.getLogger(__name__)

ADDRESS = ("messaging_product", "recipient_type", "to", "recipient")

Clock = Callable[[], datetime]


class Sender:
    """Empties the outbox of one person at a time; the queue's lock lets no second one do so."""

    def __init__(
        self,
        pool: Pool,
        client: GraphClient,
        uploads: Uploads,
        clock: Clock,
        review: Review,
        hearing: Hearing,
    ) -> None:
        self.pool = pool
        self.client = client
        self.uploads = uploads
        self.clock = clock
        self.review = review
        self.hearing = hearing

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
        logs.about(turn=message.turn, conversation=message.conversation)
        if message.state != "sending" and message.not_before > now:
            return message.not_before - now
        if message.state == "unsure" and (behind := self.hearing.behind()):
            return behind
        if message.halted == halts.digest(self.client.token):
            return halts.PAUSE
        try:
            return await self._begin(message, now)
        except NotTold as reason:
            pause = await self.review.since(message.not_before)
            return await self._hold(message, reason) if pause is None else pause
        except Unusable as reason:
            return await self._hold(message, reason)

    async def _begin(self, message: Outgoing, now: datetime) -> timedelta | None:
        """Sends the message where it may go now; how long to wait otherwise. Raises Unusable."""
        async with self.pool.connection() as connection:
            if message.state == "sending":  # by a process that died over it
                await outbox.doubt(connection, message, now + PATIENCE_AFTER_A_DEATH)
                return PATIENCE_AFTER_A_DEATH
            if message.attempts >= MOST_ATTEMPTS:
                logger.error("%s given up after %d attempts", message, message.attempts)
                await outbox.hold(connection, message, "given up")
                return None
            request = await _as_allowed(connection, message, now)
            as_template = request["type"] == "template"
            if not await outbox.begin(connection, message, now, as_template=as_template):
                return await rates.pause(connection, message.phone_number_id, message.person, now)
        return await self._post(message, request)

    async def _hold(self, message: Outgoing, reason: Unusable) -> timedelta | None:
        """Keeps the message until the person writes; it is tried again where they have just done so."""
        logger.warning("%s is held: %s", message, reason)
        async with self.pool.connection() as connection:
            is_held = await outbox.hold_until_heard(connection, message, str(reason))
        return None if is_held else timedelta()

    async def _post(self, message: Outgoing, request: dict[str, Any]) -> timedelta | None:
        """Sends one message; how long to wait until it, or all of the number, is to be tried again."""
        try:
            async with self.uploads.ready(message.phone_number_id, request) as ready:
                wamid = await self.client.send(message.phone_number_id, ready, message.reference)
        except SendFault as fault:
            logger.warning("%s not sent: %s", message, fault)
            metrics.not_sent(fault)
            return await self._note(message, request, fault)
        async with self.pool.connection() as connection:
            await outbox.sent(connection, message, wamid, self.clock())
        metrics.SENT.inc()
        logger.info("%s sent as %s", message, wamid)
        return None

    async def _note(self, message: Outgoing, request: dict[str, Any], fault: SendFault) -> timedelta | None:
        """Notes what a fault means for the message, and for its template; how long to wait."""
        now = self.clock()
        state = outbox.FINAL.get(fault.verdict, "waiting")
        pause = None
        if fault.code == WINDOW and message.template is not None:
            state, pause = "waiting", timedelta()  # the template is next
        elif state == "waiting":
            pause = wait(fault.code, message.attempts + 1)
        elif state == "unsure":
            pause = PATIENCE
        async with self.pool.connection() as connection:
            open_still = await outbox.not_sent(
                connection, message, state, fault, now + (pause or timedelta())
            )
            if state == "failed":
                await payments.refused(
                    connection, message.phone_number_id, request, fault.code, fault.reason, now
                )
            if fault.code in TEMPLATE and request["type"] == "template":
                number, refused = message.phone_number_id, request["template"]
                await records.refused(connection, number, refused, TEMPLATE[fault.code], now)
            if fault.verdict is Verdict.STOP:
                await halts.halt(connection, message.phone_number_id, self.client.token, fault.code or 0, now)
                return halts.PAUSE
        return pause if open_still else None


async def _as_allowed(connection: Connection, message: Outgoing, now: datetime) -> dict[str, Any]:
    """The message, or the template in its place where the 24 hours are over. Raises Unusable.

    Meta may have refused the message as too late although it is not by our count: then Meta's counts.
    """
    heard_at = message.heard_at
    refused = message.code == WINDOW and message.attempts > 0
    refused = refused and (heard_at is None or heard_at <= message.not_before)
    if people.is_window_open(heard_at, now) and not refused:
        return message.request
    number, person = message.phone_number_id, message.person
    try:
        request = await records.in_place(connection, number, person, message.template)
    except Unusable as reason:
        raise type(reason)(f"more than 24 hours since the person wrote, and {reason}") from reason
    whole = {key: value for key, value in message.request.items() if key in ADDRESS}
    return {**whole, **request}
