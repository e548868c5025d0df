"""Shows the person that the message was read, and that an answer is being written where that takes a while."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.verdicts import SendFault

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.7
LONGEST_WAIT_SECONDS = 2.0


class Attention:
    """Read receipts and typing; a failure of theirs is noted and harms nobody."""

    def __init__(self, client: GraphClient) -> None:
        self.client = client
        self._running: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def on(self, phone_number_id: str, wamid: str) -> AsyncIterator[None]:
        """The time in which an answer is being found.

        Typing that shows after the answer would stay, so the answer waits until Meta has taken it.
        """
        answered = asyncio.Event()
        typing = asyncio.Event()
        showing = asyncio.create_task(self._show(phone_number_id, wamid, answered, typing))
        self._running.add(showing)
        showing.add_done_callback(self._running.discard)
        try:
            yield
        finally:
            answered.set()
            if typing.is_set():
                await asyncio.wait({showing}, timeout=LONGEST_WAIT_SECONDS)

    async def close(self) -> None:
        """Ends what is still being shown."""
        for showing in self._running:
            showing.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _show(
        self, phone_number_id: str, wamid: str, answered: asyncio.Event, typing: asyncio.Event
    ) -> None:
        try:
            await asyncio.wait_for(answered.wait(), PATIENCE_SECONDS)
        except TimeoutError:
            typing.set()
        try:
            await self.client.mark_read(phone_number_id, wamid, typing=typing.is_set())
        except SendFault as fault:
            logger.info("%s is not shown as read: %s", wamid, fault)
