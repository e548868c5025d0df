"""Keeps up with what Meta says of the templates: asked at the start and every few hours; news comes in between."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from channels.whatsapp.database import Pool
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.templates import account, records
from channels.whatsapp.outgoing.templates.differences import Difference, differences
from channels.whatsapp.outgoing.templates.files import Template, templates
from channels.whatsapp.outgoing.verdicts import SendFault

logger = logging.getLogger(__name__)

INTERVAL_SECONDS = 6 * 3600.0
FIRST_PAUSE_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 600.0
AT_MOST_EVERY = timedelta(seconds=15)


class Review:
    """Compares the files with each account. With `creates` it also hands in what is missing."""

    def __init__(
        self,
        pool: Pool,
        client: GraphClient,
        accounts: Sequence[str],
        clock: Callable[[], datetime],
        *,
        creates: bool = False,
        written: Mapping[str, Template] | None = None,
    ) -> None:
        self.pool = pool
        self.client = client
        self.accounts = accounts
        self.clock = clock
        self.creates = creates
        self.written = templates() if written is None else written
        self._looking = asyncio.Lock()
        self._tried_at: datetime | None = None
        self._looked_at: datetime | None = None

    async def keep(self) -> None:
        """Goes on until it is cancelled; where Meta does not answer, it asks again after ever longer pauses."""
        pause = FIRST_PAUSE_SECONDS
        while self.accounts:
            if await self._look_at_all():
                pause = INTERVAL_SECONDS
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def since(self, moment: datetime) -> timedelta | None:
        """Looks once more unless it was done since a moment; how long to wait until that is known, None where it is."""
        if not self.accounts or (self._looked_at and self._looked_at >= moment):
            return None
        now = self.clock()
        if self._tried_at and (pause := self._tried_at + AT_MOST_EVERY - now) > timedelta():
            return pause
        return timedelta() if await self._look_at_all() else AT_MOST_EVERY

    async def _look_at_all(self) -> bool:
        """Whether every account could be looked at."""
        async with self._looking:
            self._tried_at = began = self.clock()
            try:
                for account_id in self.accounts:
                    for difference in await self.look(account_id):
                        logger.warning("account %s: template %s", account_id, difference)
            except SendFault as fault:
                logger.warning("Meta does not tell of the templates: %s", fault)
            except Exception:
                logger.exception("the templates could not be compared")
            else:
                self._looked_at = began
                return True
            return False

    async def look(self, account_id: str) -> list[Difference]:
        """Asks Meta for an account, notes what it says, and tells the differences that are left. Raises SendFault."""
        found = await self._ask(account_id)
        missing = [each for each in found if each.is_missing]
        if not (self.creates and missing):
            return found
        for each in missing:
            await account.create(self.client, account_id, each.template, each.body)
        return await self._ask(account_id)

    async def _ask(self, account_id: str) -> list[Difference]:
        now = self.clock()
        reviewed = await account.reviewed(self.client, account_id)
        numbers = await account.numbers(self.client, account_id)
        async with self.pool.connection() as connection:
            await records.keep(connection, account_id, numbers, reviewed, now)
        return differences(self.written, reviewed)
