"""The shop's part of a run: it accepts orders and delivers them while everything fails.

So the bot has something to say first, and bills are issued.
"""

import asyncio
import contextlib
import random
from typing import Any

import aiohttp

from bench.faults.system import System

LOOK_EVERY = 0.7  # seconds
AT_ONCE = 5
STEPS = (("ready", "delivered"), ("accepted", "ready"), ("placed", "accepted"))
PATIENCE = aiohttp.ClientTimeout(total=5)


class Shop:
    """Moves orders on over the operator's API; what was not answered is seen to at the next look."""

    def __init__(self, its: System, session: aiohttp.ClientSession, chance: random.Random) -> None:
        self._orders = f"{its.settings.backend_url}/api/businesses/{its.business}/orders"
        self._headers = {"Authorization": f"Bearer {its.settings.operator_token}"}
        self._session = session
        self._chance = chance

    async def work(self) -> None:
        """Moves some of the orders on now and then, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            for now, then in STEPS:
                with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                    there = (await self._call("GET", f"?status={now}&limit=1000"))["items"]
                    for order in self._chance.sample(there, min(len(there), AT_ONCE)):
                        await self._call("POST", f"/{order['reference']}/status", json={"status": then})

    async def _call(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        url = f"{self._orders}{path}"
        async with self._session.request(
            method, url, headers=self._headers, timeout=PATIENCE, raise_for_status=True, **content
        ) as response:
            answer: dict[str, Any] = await response.json()
            return answer
