"""The files that numbers and persons have sent, their ids, and addresses that live five minutes."""

import base64
import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from munshi.demo.refusals import UnknownObject

URL_LIFE = timedelta(minutes=5)
HEARD_LIFE = timedelta(days=7)
UPLOADED_LIFE = timedelta(days=30)
SHELF_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Media:
    """One file; `heard` tells a person's from a business's."""

    id: str
    number: str
    content: bytes
    mime_type: str
    filename: str | None
    at: datetime
    heard: bool

    @property
    def digest(self) -> bytes:
        """SHA-256 of the content."""
        return hashlib.sha256(self.content).digest()

    def in_webhook(self) -> dict[str, Any]:
        """The file as a message in a webhook names it."""
        named = {"filename": self.filename} if self.filename else {}
        sha256 = base64.b64encode(self.digest).decode()
        return {"id": self.id, "mime_type": self.mime_type, "sha256": sha256, **named}

    def on_page(self) -> dict[str, Any]:
        """The file as the chat page needs it."""
        return {
            "id": self.id,
            "mime_type": self.mime_type,
            "filename": self.filename,
            "size": len(self.content),
        }


class Kept(Protocol):
    """Where new files are noted to be kept."""

    files: list[Media]


@dataclass
class Shelf:
    """All files, the oldest given up when there are more than 256 MB; `changes` where somebody keeps them."""

    items: OrderedDict[str, Media] = field(default_factory=OrderedDict)
    urls: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    size: int = 0
    changes: Kept | None = None

    def put(
        self, number: str, content: bytes, mime_type: str, filename: str | None, now: datetime, *, heard: bool
    ) -> Media:
        """Keeps a file and gives it an id."""
        media = Media(
            str(secrets.randbelow(9 * 10**15) + 10**15), number, content, mime_type, filename, now, heard
        )
        self.keep(media)
        return media

    def keep(self, media: Media) -> None:
        """Takes in a file that has its id."""
        self.items[media.id] = media
        self.size += len(media.content)
        if self.changes is not None:
            self.changes.files.append(media)
        while self.size > SHELF_BYTES and len(self.items) > 1:
            self.drop(next(iter(self.items)))

    def get(self, media_id: str, now: datetime) -> Media:
        """The file of an id, or UnknownObject when there is none or it is too old."""
        media = self.items.get(media_id)
        if media is None:
            raise UnknownObject(media_id)
        if now - media.at > (HEARD_LIFE if media.heard else UPLOADED_LIFE):
            self.drop(media_id)
            raise UnknownObject(media_id)
        return media

    def drop(self, media_id: str) -> None:
        """Forgets a file."""
        media = self.items.pop(media_id)
        self.size -= len(media.content)

    def address(self, media: Media, now: datetime) -> str:
        """A new key under which the file may be fetched for five minutes."""
        self.urls = {key: kept for key, kept in self.urls.items() if kept[1] > now}
        key = secrets.token_urlsafe(24)
        self.urls[key] = (media.id, now + URL_LIFE)
        return key

    def fetch(self, key: str, now: datetime) -> Media:
        """The file behind a key, or UnknownObject once its five minutes are over."""
        media_id, until = self.urls.get(key, ("", now))
        if until <= now:
            raise UnknownObject(key)
        return self.get(media_id, now)
