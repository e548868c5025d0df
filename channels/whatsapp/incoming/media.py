"""Fetches the files that people send, once, and keeps what is let in by number and by the hash of its content."""

import asyncio
import base64
import hashlib
import logging
import os
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from channels.whatsapp.database import Connection, Pool
from channels.whatsapp.incoming import files
from channels.whatsapp.incoming.files import NotAllowed
from channels.whatsapp.incoming.payload import text
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.verdicts import SendFault, Verdict

logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
LIMITS = {  # Meta's
    "image": 5 * MEGABYTE,
    "audio": 16 * MEGABYTE,
    "voice": 16 * MEGABYTE,
    "video": 16 * MEGABYTE,
    "document": 100 * MEGABYTE,
}
UNAVAILABLE, TOO_LARGE, NOT_ALLOWED = "unavailable", "too_large", "not_allowed"

_SAFE_FOLDER = re.compile(r"[A-Za-z0-9_-]{1,100}")


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
            file = await self._file(phone_number_id, attachment)
        except TooLarge:
            return {**attachment, "fault": TOO_LARGE}
        except NotAllowed as refusal:
            logger.warning("file %s for %s is not kept: %s", media_id, phone_number_id, refusal)
            return {**attachment, "fault": NOT_ALLOWED}
        except SendFault as fault:
            if fault.verdict is not Verdict.NEVER:
                raise
            return {**attachment, "fault": UNAVAILABLE}
        return {**attachment, **vars(file)}

    async def _file(self, phone_number_id: str, attachment: dict[str, Any]) -> File:
        media_id = attachment["media_id"]
        async with self.pool.connection() as connection:
            known = await _known(connection, phone_number_id, media_id)
        if known and (self.folder / known.path).exists():
            return known
        file = await self._download(phone_number_id, attachment)
        async with self.pool.connection() as connection:
            await _note(connection, phone_number_id, media_id, file, self.clock())
        return file

    async def _download(self, phone_number_id: str, attachment: dict[str, Any]) -> File:
        """Raises TooLarge, NotAllowed, SendFault."""
        kind, media_id = attachment["kind"], attachment["media_id"]
        told, limit = await self.client.media_address(media_id), LIMITS[kind]
        if isinstance(told.get("file_size"), int) and told["file_size"] > limit:
            raise TooLarge(media_id)
        below = self._folder_of(phone_number_id)
        part = self.folder / below / f"{uuid.uuid4().hex}.part"
        try:
            digest, size = await self._stream(text(told.get("url")), part, limit)
            if not _is_promised(text(told.get("sha256")), digest):
                raise SendFault(Verdict.LATER, None, "the file is not the one that Meta promised")
            said = text(told.get("mime_type"), 200) or text(attachment.get("mime_type"), 200)
            mime_type, ending = await asyncio.to_thread(files.type_of, part, kind, said)
            path = f"{below}/{digest}{ending}"
            part.replace(self.folder / path)
        finally:
            part.unlink(missing_ok=True)
        return File(digest, mime_type, size, path)

    def _folder_of(self, phone_number_id: str) -> str:
        """The number's own folder, there when this returns; no id of Meta's leads anywhere else."""
        name = phone_number_id if _SAFE_FOLDER.fullmatch(phone_number_id) else _hash(phone_number_id)
        for folder in (self.folder, self.folder / name):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return name

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


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _is_promised(promised: str, digest: str) -> bool:
    """Whether the file is what Meta said; it writes the hash in hexadecimal here, and in Base64 in webhooks."""
    return promised in ("", digest, base64.b64encode(bytes.fromhex(digest)).decode())


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
