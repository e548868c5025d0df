"""Which of Meta's phone numbers belong to a business of this deployment; the books know."""

import logging
import time
from collections.abc import Iterable
from typing import Any

import httpx

from channels.whatsapp.payload import objects

logger = logging.getLogger(__name__)

ASK_AGAIN_AFTER_SECONDS = 10.0


class Numbers:
    """Remembers the numbers that the books have named, and asks again when an unknown one is written to."""

    def __init__(
        self, backend_url: str, operator_token: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {operator_token}"}
        self._books = httpx.AsyncClient(
            base_url=backend_url, headers=headers, timeout=5, transport=transport, trust_env=False
        )
        self._known: set[str] = set()
        self._asked_at = float("-inf")
        self._answered = False

    async def serve(self, phone_number_id: str) -> bool:
        """Whether a business has this number; also True where the books cannot say, for the person cannot help it."""
        waited = time.monotonic() - self._asked_at
        if phone_number_id not in self._known and waited > ASK_AGAIN_AFTER_SECONDS:
            self._asked_at = time.monotonic()
            await self._ask()
        return phone_number_id in self._known or not self._answered

    async def close(self) -> None:
        """Ends the connections."""
        await self._books.aclose()

    async def _ask(self) -> None:
        try:
            response = await self._books.get("/api/businesses")
            response.raise_for_status()
            self._known = set(_numbers(response.json()))
            self._answered = True
        except (httpx.HTTPError, ValueError) as fault:
            self._answered = False
            logger.warning("the books do not tell the numbers: %r", fault)


def _numbers(businesses: Any) -> Iterable[str]:
    for business in objects(businesses):
        yield from (number for number in business.get("numbers", ()) if isinstance(number, str))
