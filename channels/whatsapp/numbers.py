"""Which of Meta's phone numbers belong to a business of this deployment; the books know."""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import httpx

from channels.whatsapp.incoming.payload import obj, objects, text

logger = logging.getLogger(__name__)


class BooksUnreachable(Exception):
    """The books gave no decision; a later attempt may bring one."""


class Numbers:
    """Remembers the numbers that the books have named, and asks again when an unknown one is written to."""

    def __init__(
        self, backend_url: str, operator_token: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {operator_token}"}
        self.books = httpx.AsyncClient(
            base_url=backend_url, headers=headers, timeout=5, transport=transport, trust_env=False
        )
        self._known: dict[str, str] = {}  # the number's business
        self._asked_at: float | None = None
        self._answered = False

    async def serve(self, phone_number_id: str, age: timedelta = timedelta()) -> bool:
        """Whether a business has this number; also True where the books cannot say, for the person cannot help it.

        `age` is how long ago it was written to: of an unknown number holds what the books have said since.
        """
        if phone_number_id not in self._known and not self._asked_within(age):
            began = time.monotonic()
            await self._ask()
            self._asked_at = began
        return phone_number_id in self._known or not self._answered

    async def tell(self, phone_number_id: str, path: str, body: dict[str, Any], key: str) -> str | None:
        """Tells the books of the number's business something, once for the key; their outcome, None for a refusal.

        Raises BooksUnreachable.
        """
        business = self._known.get(phone_number_id)
        if business is None:
            raise BooksUnreachable(f"nobody says whose number {phone_number_id} is")
        address = f"/api/businesses/{quote(business, safe='')}/{path}"
        try:
            response = await self.books.post(address, json=body, headers={"Idempotency-Key": key})
            if response.is_client_error and response.status_code not in (401, 403, 429):
                logger.error("the books refuse %s: %s", path, response.status_code)
                return None
            response.raise_for_status()
            return text(obj(response.json()).get("outcome")) or None
        except (httpx.HTTPError, ValueError) as fault:
            raise BooksUnreachable(f"{path}: {fault!r}") from fault

    async def close(self) -> None:
        """Ends the connections."""
        await self.books.aclose()

    def _asked_within(self, age: timedelta) -> bool:
        return self._asked_at is not None and time.monotonic() - self._asked_at <= age.total_seconds()

    async def _ask(self) -> None:
        try:
            response = await self.books.get("/api/businesses")
            response.raise_for_status()
            self._known = dict(_numbers(response.json()))
            self._answered = True
        except (httpx.HTTPError, ValueError) as fault:
            self._answered = False
            logger.warning("the books do not tell the numbers: %r", fault)


def _numbers(businesses: Any) -> Iterable[tuple[str, str]]:
    for business in objects(businesses):
        for number in business.get("numbers", ()):
            if isinstance(number, str):
                yield number, str(business.get("id"))
