"""The way from Meta to the webhook: at least once, in any company, in nearly any order, until it is taken."""

import asyncio
import contextlib
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from channels.whatsapp.incoming import signature

GATHERED_FOR = 0.05  # seconds; what comes meanwhile shares webhooks
MOST_IN_ONE = 8
BROUGHT_AGAIN = 0.1  # of what was taken
OUT_OF_ORDER = 0.1
LATE_BY = 0.4  # seconds at most
TAKEN_WITHIN = 10.0
REST = (0.3, 1.2)  # seconds after a webhook that was not taken


@dataclass(frozen=True)
class Item:
    """A message or a status, as it stands in a webhook; messages come with who wrote them."""

    field: str
    content: dict[str, Any]
    contact: dict[str, Any] | None = None
    again: bool = False


@dataclass
class Postman:
    """Brings what people write, and what became of our messages, to one number's webhook."""

    session: aiohttp.ClientSession
    url: str
    secret: str
    number: str
    chance: random.Random
    again_within: float
    counted: Counter[str] = field(default_factory=Counter)
    _pile: list[Item] = field(default_factory=list)
    _under_way: set["asyncio.Task[None]"] = field(default_factory=set)

    def bring(self, item: Item, after: float = 0.0) -> None:
        """Has the item brought after so many seconds, or later where it is one of those that others overtake."""
        if not item.again and self.chance.random() < OUT_OF_ORDER:
            self.counted["overtaken"] += 1
            after += self.chance.uniform(0, LATE_BY)
        self._start(self._lay(item, after))

    @property
    def idle(self) -> bool:
        """Whether everything has been taken, also what is brought twice."""
        return not self._pile and not self._under_way

    async def work(self) -> None:
        """Makes webhooks of what has come, until cancelled."""
        try:
            while True:
                await asyncio.sleep(GATHERED_FOR)
                while self._pile:
                    size = self.chance.randint(1, MOST_IN_ONE)
                    batch, self._pile = self._pile[:size], self._pile[size:]
                    self._start(self._post(batch))
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _lay(self, item: Item, after: float) -> None:
        if after:
            await asyncio.sleep(after)
        self._pile.append(item)

    async def _post(self, batch: list[Item]) -> None:
        """One webhook. Where it is not taken each item finds other company the next time."""
        status = await self._status_of(self._body(batch))
        self.counted[f"webhooks answered {status}" if status else "webhooks without an answer"] += 1
        if status != 200:
            await asyncio.sleep(self.chance.uniform(*REST))
            self.chance.shuffle(batch)
            self._pile += batch
            return
        for item in batch:
            if not item.again and self.chance.random() < BROUGHT_AGAIN:
                self.counted[f"{item.field} brought twice"] += 1
                self.bring(
                    Item(item.field, item.content, item.contact, again=True),
                    self.chance.uniform(0, self.again_within),
                )

    async def _status_of(self, body: bytes) -> int | None:
        headers = {
            signature.HEADER: signature.sign(body, self.secret),
            "Content-Type": "application/json",
        }
        timeout = aiohttp.ClientTimeout(total=TAKEN_WITHIN)
        with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
            async with self.session.post(self.url, data=body, headers=headers, timeout=timeout) as response:
                return response.status
        return None

    def _body(self, batch: list[Item]) -> bytes:
        value: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "919000000001", "phone_number_id": self.number},
        }
        for item in batch:
            value.setdefault(item.field, []).append(item.content)
            if item.contact and item.contact not in value.setdefault("contacts", []):
                value["contacts"].append(item.contact)
        entry = {"id": "100000000000000", "changes": [{"field": "messages", "value": value}]}
        return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
