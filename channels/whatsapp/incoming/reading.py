"""What a person said with a message, whatever its kind: words, a tap, a file, a place."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from channels.whatsapp.incoming.payload import digits, identifier, obj, objects, parsed, text

MEDIA = ("image", "document", "audio", "video", "sticker")

CATALOG_ORDER = "catalog_order"
LOCATION = "location"
GREET = "/greet"
NOT_UNDERSTOOD = "/nlu_fallback"

MOST_ITEMS = 200
MOST_FACTS = 30
MOST_OF_ONE = 10_000
LONGEST_FORM = 20_000

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
    if kind in MEDIA and digits(content.get("id")):
        return Said(words=text(content.get("caption")), attachment=_file(kind, content))
    if kind == LOCATION:
        return Said(attachment={"kind": kind, **_only(content, "latitude", "longitude", "name", "address")})
    if kind == "contacts":
        return Said(attachment={"kind": kind, "contacts": _contacts(message)})
    if kind == "order":
        items, note = _items(content), text(content.get("text"))
        return Said(attachment={"kind": CATALOG_ORDER, "items": items, "note": note})
    if kind == "request_welcome":
        return Said(command=GREET)
    return Said(attachment={"kind": "unsupported"})


def typed(words: str) -> str:
    """The words as Rasa may see them: never a command, whatever was typed."""
    found = _LOOKS_LIKE_A_COMMAND.match(words)
    return words[found.end() :].strip() if found else words.strip()


def came_by(message: dict[str, Any]) -> dict[str, Any] | None:
    """Where the message was begun: on an advertisement or a post, or at a product of the catalogue."""
    referral = _only(
        obj(message.get("referral")),
        "source_url",
        "source_type",
        "source_id",
        "headline",
        "body",
        "ctwa_clid",
    )
    product = obj(obj(message.get("context")).get("referred_product"))
    asked_about = _only(product, "catalog_id", "product_retailer_id")
    return {**referral, **asked_about} or None


def attachment_command(attachment: dict[str, Any]) -> str:
    """The internal message that stands for an attachment without words."""
    if attachment["kind"] == CATALOG_ORDER and attachment["items"]:
        return "/receive_order"
    if attachment["kind"] == LOCATION and {"latitude", "longitude"} <= attachment.keys():
        return "/receive_location"
    return "/receive_attachment" + json.dumps({"attachment_kind": attachment["kind"]})


def _interactive(content: dict[str, Any]) -> Said:
    for kind in ("button_reply", "list_reply"):
        reply = obj(content.get(kind))
        if reply:
            return Said(words=text(reply.get("title")), tapped=identifier(reply.get("id")) or "")
    form = obj(content.get("nfm_reply"))
    if form:
        return Said(attachment={"kind": "form", **_only(form, "name"), "answers": _answers(form)})
    return Said(attachment={"kind": "unsupported"})


def _file(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    spoken = kind == "audio" and content.get("voice") is True
    known = _only(content, "filename", "mime_type")
    return {"kind": "voice" if spoken else kind, "media_id": digits(content.get("id")), **known}


def _items(content: dict[str, Any]) -> list[dict[str, Any]]:
    """What was put into the basket of the catalogue: the shop's own name of each product, and how many."""
    items = [
        {"sku": identifier(item.get("product_retailer_id")), "name": text(item.get("name"), 200) or None}
        | {"quantity": _count(item.get("quantity"))}
        for item in objects(content.get("product_items"))
    ]
    known = [item for item in items if item["quantity"] and (item["sku"] or item["name"])]
    return known[:MOST_ITEMS]


def _count(value: Any) -> str | None:
    """A number of pieces, as a decimal in text."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return f"{number:f}" if number.is_finite() and 0 < number < MOST_OF_ONE else None


def _contacts(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The names and numbers of the contacts that were shared."""
    shared = list(objects(message.get("contacts")))[:MOST_FACTS]
    return [
        {
            "name": text(obj(contact.get("name")).get("formatted_name"), 200),
            "phones": [text(phone.get("phone"), 40) for phone in objects(contact.get("phones"))][:MOST_FACTS],
        }
        for contact in shared
    ]


def _answers(form: dict[str, Any]) -> dict[str, Any]:
    """What was filled in; Meta sends it as JSON within JSON."""
    try:
        filled = obj(parsed(text(form.get("response_json"), LONGEST_FORM)))
    except (ValueError, RecursionError):
        return {}
    filled = obj(filled.get("values")) or filled  # an address comes one layer deeper
    return _only(filled, *list(filled)[:MOST_FACTS])


def _only(content: dict[str, Any], *keys: str) -> dict[str, Any]:
    """These fields alone, where they are plain values."""
    known = {key: content[key] for key in keys if isinstance(content.get(key), str | int | float)}
    return {key: text(value) if isinstance(value, str) else value for key, value in known.items()}
