"""What a person said with a message, whatever its kind: words, a tap, a file, a place."""

import json
import re
from dataclasses import dataclass
from typing import Any

from channels.whatsapp.payload import identifier, obj, objects, text

MEDIA = ("image", "document", "audio", "video", "sticker")

GREET = "/greet"
NOT_UNDERSTOOD = "/nlu_fallback"

# Rasa takes a text that begins with a slash for a command; spaces and signs without width could hide one.
_LOOKS_LIKE_A_COMMAND = re.compile("[\\s/\uff0f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+")


@dataclass(frozen=True)
class Said:
    """The words; or the id of what was tapped, with its title as words; or an attachment, with its caption."""

    words: str = ""
    tapped: str | None = None
    attachment: dict[str, Any] | None = None
    command: str | None = None


def read(kind: str, message: dict[str, Any]) -> Said:
    """What the stored message says; `message` is Meta's object."""
    content = obj(message.get(kind))
    if kind == "text":
        return Said(words=text(content.get("body")))
    if kind == "interactive":
        return _interactive(content)
    if kind == "button":
        return Said(words=text(content.get("text")), tapped=identifier(content.get("payload")))
    if kind in MEDIA and identifier(content.get("id")):
        return Said(words=text(content.get("caption")), attachment=_file(kind, content))
    if kind == "location":
        return Said(attachment={"kind": kind, **_only(content, "latitude", "longitude", "name", "address")})
    if kind == "contacts":
        return Said(attachment={"kind": kind, "count": len(list(objects(message.get(kind))))})
    if kind == "order":
        items = list(objects(content.get("product_items")))
        return Said(words=text(content.get("text")), attachment={"kind": "catalog_order", "items": items})
    if kind == "request_welcome":
        return Said(command=GREET)
    return Said(attachment={"kind": "unsupported"})


def typed(words: str) -> str:
    """The words as Rasa may see them: never a command, whatever was typed."""
    found = _LOOKS_LIKE_A_COMMAND.match(words)
    return words[found.end() :].strip() if found else words.strip()


def attachment_command(attachment: dict[str, Any]) -> str:
    """The internal message that stands for an attachment without words."""
    return "/receive_attachment" + json.dumps({"attachment_kind": attachment["kind"]})


def _interactive(content: dict[str, Any]) -> Said:
    for kind in ("button_reply", "list_reply"):
        reply = obj(content.get(kind))
        if reply:
            return Said(words=text(reply.get("title")), tapped=identifier(reply.get("id")) or "")
    if obj(content.get("nfm_reply")):
        return Said(attachment={"kind": "form"})
    return Said(attachment={"kind": "unsupported"})


def _file(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    spoken = kind == "audio" and content.get("voice") is True
    known = _only(content, "filename", "mime_type")
    return {"kind": "voice" if spoken else kind, "media_id": identifier(content.get("id")), **known}


def _only(content: dict[str, Any], *keys: str) -> dict[str, Any]:
    """These fields alone, where they are plain values."""
    return {key: content[key] for key in keys if isinstance(content.get(key), str | int | float)}
