"""Fetches the pictures and documents that people send, once, and keeps them by the hash of their content."""

import hashlib
import mimetypes
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from channels.whatsapp.client import GraphClient
from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.payload import text
from channels.whatsapp.verdicts import SendFault, Verdict

MEGABYTE = 1024 * 1024
LIMITS = {"image": 5 * MEGABYTE, "document": 100 * MEGABYTE}  # Meta's
UNAVAILABLE, TOO_LARGE = "unavailable", "too_large"


class TooLarge(Exception):
    """The file is larger than Meta allows for its kind."""


@dataclass(frozen=True)
class File:
    """A kept file; `path` lies below the folder of media, `size` is in bytes."""

    sha256: str
    mime_type: str
    size: int
    path: str


class Media:
    """The files of this deployment, in a folder that its owner alone can read."""

    def __init__(self, pool: Pool, client: GraphClient, folder: Path, clock: Callable[[], datetime]) -> None:
        self.pool = pool
        self.client = client
        self.folder = folder
        self.clock = clock

    async def fetched(self, phone_number_id: str, attachment: dict[str, Any]) -> dict[str, Any]:
        """The attachment with what is known of its file, or with the `fault` for which there is none.

        Raises SendFault where a later attempt may bring the file.
        """
        kind, media_id = attachment["kind"], attachment.get("media_id")
        if kind not in LIMITS or media_id is None:
            return attachment
        try:
            file = await self._file(phone_number_id, media_id, LIMITS[kind])
        except TooLarge:
            return {**attachment, "fault": TOO_LARGE}
        except SendFault as fault:
            if fault.verdict is not Verdict.NEVER:
                raise
            return {**attachment, "fault": UNAVAILABLE}
        return {**attachment, **vars(file)}

    async def _file(self, phone_number_id: str, media_id: str, limit: int) -> File:
        async with self.pool.connection() as connection:
            known = await _known(connection, phone_number_id, media_id)
        if known and (self.folder / known.path).exists():
            return known
        file = await self._download(media_id, limit)
        async with self.pool.connection() as connection:
            await _note(connection, phone_number_id, media_id, file, self.clock())
        return file

    async def _download(self, media_id: str, limit: int) -> File:
        """Raises TooLarge, SendFault."""
        told = await self.client.media_address(media_id)
        if isinstance(told.get("file_size"), int) and told["file_size"] > limit:
            raise TooLarge(media_id)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self.folder / f"{uuid.uuid4().hex}.part"
        try:
            digest, size = await self._stream(text(told.get("url")), part, limit)
            if text(told.get("sha256")) not in ("", digest):
                raise SendFault(Verdict.LATER, None, "the file is not the one that Meta promised")
            mime_type = text(told.get("mime_type"), 200).split(";")[0].strip() or "application/octet-stream"
            path = f"{digest}{mimetypes.guess_extension(mime_type) or ''}"
            part.replace(self.folder / path)
        finally:
            part.unlink(missing_ok=True)
        return File(digest, mime_type, size, path)

    async def _stream(self, url: str, part: Path, limit: int) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            async with self.client.stream(url) as response:
                async for chunk in response.aiter_bytes():
                    size += len(chunk)
                    if size > limit:
                        raise TooLarge(url)
                    digest.update(chunk)
                    file.write(chunk)
        return digest.hexdigest(), size


async def _known(connection: Connection, phone_number_id: str, media_id: str) -> File | None:
    cursor = await connection.execute(
        "SELECT sha256, mime_type, size, path FROM assistant.media WHERE phone_number_id = %s AND media_id = %s",
        (phone_number_id, media_id),
    )
    row = await cursor.fetchone()
    return File(*row) if row else None


async def _note(
    connection: Connection, phone_number_id: str, media_id: str, file: File, now: datetime
) -> None:
    await connection.execute(
        """
        INSERT INTO assistant.media (phone_number_id, media_id, sha256, mime_type, size, path, stored_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (phone_number_id, media_id) DO NOTHING
        """,
        (phone_number_id, media_id, file.sha256, file.mime_type, file.size, file.path, now),
    )
