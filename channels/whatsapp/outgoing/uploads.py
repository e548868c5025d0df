"""Pictures and documents of the books on their way to a person: given to Meta once, and sent by Meta's id of them.

A reply names such a file by its `source`, a path of the books. It is fetched when the message is sent, in the name of
whom it is for: the books say who may see what, and keep who has.
"""

import hashlib
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

import httpx

from channels.whatsapp.database import Pool
from channels.whatsapp.incoming.media import LIMITS
from channels.whatsapp.incoming.payload import obj, text
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.messages import OF_THE_BOOKS
from channels.whatsapp.outgoing.verdicts import SendFault, Verdict

GOOD_FOR = timedelta(days=29)  # Meta keeps an uploaded file for 30
KINDS = ("image", "document")
GONE = frozenset({400, 403, 404, 410, 422})
# Errors that may mean that Meta no longer has the file: parameter, value, download, upload.
PERHAPS_THE_FILE = frozenset({100, 131009, 131052, 131053})


@dataclass(frozen=True)
class Fetched:
    """A file of the books, at its beginning."""

    content: IO[bytes]
    sha256: str
    mime_type: str


class Uploads:
    """The files of this deployment at Meta; each number has its own."""

    def __init__(
        self, pool: Pool, client: GraphClient, books: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> None:
        self.pool = pool
        self.client = client
        self.books = books
        self.clock = clock

    @asynccontextmanager
    async def ready(self, phone_number_id: str, request: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        """The Graph request with Meta's id in place of a file's source, to be sent within the block.

        Raises SendFault, never one that leaves open whether the message was sent. A refusal of the message that may
        mean that Meta has lost the file becomes one to be tried again, and the file is uploaded anew.
        """
        request = deepcopy(request)
        place = _place(request)
        if place is None:
            yield request
            return
        kind, file = place
        whom = {"Munshi-Number": phone_number_id, "Munshi-Person": _receiver(request)}
        async with self._fetched(kind, text(file.pop("source")), whom) as fetched:
            kept = await self._kept(phone_number_id, fetched.sha256)
            file["id"] = kept or await self._upload(
                phone_number_id, fetched, text(file.get("filename")) or kind
            )
        try:
            yield request
        except SendFault as fault:
            if kept is None or fault.code not in PERHAPS_THE_FILE:
                raise
            await self._forget(phone_number_id, kept)
            raise SendFault(Verdict.LATER, fault.code, f"uploaded anew next time: {fault.reason}") from fault

    @asynccontextmanager
    async def _fetched(self, kind: str, source: str, whom: dict[str, str]) -> AsyncIterator[Fetched]:
        """The file as the books have it now. Raises SendFault."""
        if not source.startswith(OF_THE_BOOKS) or ".." in source:
            raise SendFault(Verdict.NEVER, None, "the file is not one of the books")
        with tempfile.TemporaryFile() as content, _faults_of_the_books(source):
            digest = hashlib.sha256()
            async with self.books.stream("GET", source, headers=whom) as response:
                _refuse_no_file(response, source)
                async for chunk in response.aiter_bytes():
                    content.write(chunk)
                    digest.update(chunk)
                    _refuse_too_large(kind, content.tell(), source)
            content.seek(0)
            mime_type = response.headers.get("Content-Type", "application/octet-stream").split(";")[0].strip()
            yield Fetched(content, digest.hexdigest(), mime_type)

    async def _upload(self, phone_number_id: str, fetched: Fetched, filename: str) -> str:
        """Gives the file to Meta and remembers its id there. Raises SendFault."""
        try:
            media_id = await self.client.upload(phone_number_id, fetched.content, fetched.mime_type, filename)
        except SendFault as fault:
            if fault.verdict is Verdict.UNSURE:  # of a file: the message has not been sent
                raise SendFault(Verdict.LATER, fault.code, f"not uploaded: {fault.reason}") from fault
            raise
        async with self.pool.connection() as connection:
            await connection.execute(
                """
                INSERT INTO assistant.uploads (phone_number_id, sha256, media_id, uploaded_at)
                VALUES (%s, %s, %s, %s) ON CONFLICT (phone_number_id, sha256)
                DO UPDATE SET media_id = excluded.media_id, uploaded_at = excluded.uploaded_at
                """,
                (phone_number_id, fetched.sha256, media_id, self.clock()),
            )
        return media_id

    async def _kept(self, phone_number_id: str, sha256: str) -> str | None:
        """Meta's id of the file, where it has it still."""
        async with self.pool.connection() as connection:
            cursor = await connection.execute(
                """
                SELECT media_id FROM assistant.uploads
                WHERE phone_number_id = %s AND sha256 = %s AND uploaded_at > %s
                """,
                (phone_number_id, sha256, self.clock() - GOOD_FOR),
            )
            row = await cursor.fetchone()
        return str(row[0]) if row else None

    async def _forget(self, phone_number_id: str, media_id: str) -> None:
        async with self.pool.connection() as connection:
            await connection.execute(
                "DELETE FROM assistant.uploads WHERE phone_number_id = %s AND media_id = %s",
                (phone_number_id, media_id),
            )


def _receiver(request: dict[str, Any]) -> str:
    """Whom a request is for: the phone number, else the user id."""
    return text(request.get("to")) or text(request.get("recipient"))


def _place(request: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """Where in the request a file of the books stands, and of what kind it is."""
    header = obj(obj(request.get("interactive")).get("header"))
    for holder in (request, header):
        kind = holder.get("type")
        if kind in KINDS and "source" in obj(holder.get(kind)):
            return str(kind), holder[kind]
    return None


@contextmanager
def _faults_of_the_books(source: str) -> Iterator[None]:
    try:
        yield
    except httpx.HTTPError as error:
        raise SendFault(Verdict.LATER, None, f"{source} not fetched: {type(error).__name__}") from error


def _refuse_no_file(response: httpx.Response, source: str) -> None:
    """What the books do not have will not come; everything else may."""
    if response.status_code != httpx.codes.OK:
        verdict = Verdict.NEVER if response.status_code in GONE else Verdict.LATER
        raise SendFault(verdict, None, f"{source} not fetched: HTTP {response.status_code}")


def _refuse_too_large(kind: str, size: int, source: str) -> None:
    """Meta takes no larger file of this kind."""
    if size > LIMITS[kind]:
        raise SendFault(Verdict.NEVER, None, f"{source} is larger than {LIMITS[kind]} bytes")
