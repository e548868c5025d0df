"""The bodies of webhooks, in Meta's shape, and their signature."""

import hashlib
import hmac
import json
from typing import Any

from munshi.demo.refusals import Refusal
from munshi.demo.state import USER_ID, Chat, Message, user_id
from munshi.demo.templates import Template

ACCOUNT = "100000000000000"


def signature(body: bytes, secret: str) -> str:
    """What `X-Hub-Signature-256` must say of a raw body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def encode(update: dict[str, Any]) -> bytes:
    """The bytes that are signed and sent; like Meta, with everything beyond ASCII escaped."""
    return json.dumps(update, separators=(",", ":")).encode()


def of_message(message: Message, chat: Chat, display_number: str) -> dict[str, Any]:
    """The update that tells a business of a person's message."""
    told = {
        **_ids(message.person, "from", "from_user_id"),
        "id": message.wamid,
        "timestamp": str(int(message.at.timestamp())),
        **message.content,
    }
    if message.context:
        told["context"] = {"from": _digits(display_number), "id": message.context}
    return _update(message.number, display_number, {"contacts": [_contact(chat)], "messages": [told]})


def of_echo(message: Message, chat: Chat, display_number: str) -> dict[str, Any]:
    """The update that tells of what a business has written in WhatsApp's own app."""
    told = {
        "from": _digits(display_number),
        **_ids(message.person, "to", "to_user_id"),
        "id": message.wamid,
        "timestamp": str(int(message.at.timestamp())),
        **message.content,
    }
    value = {"contacts": [_contact(chat)], "message_echoes": [told]}
    return _update(message.number, display_number, value, "smb_message_echoes")


def of_template(template: Template, timestamp: int) -> dict[str, Any]:
    """The update that tells a business what its template's review has come to; `timestamp` is Unix seconds."""
    told = {
        "event": template.status,
        "message_template_id": int(template.id),
        "message_template_name": template.name,
        "message_template_language": template.language,
        "message_template_category": template.category,
        "reason": template.rejected_reason,
    }
    change = {"value": told, "field": "message_template_status_update"}
    entry = {"id": ACCOUNT, "time": timestamp, "changes": [change]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def of_status(
    message: Message, chat: Chat, display_number: str, status: str, timestamp: int, refusal: Refusal | None
) -> dict[str, Any]:
    """The update that tells a business what became of its message; `timestamp` is Unix seconds."""
    told: dict[str, Any] = {
        "id": message.wamid,
        "status": status,
        "timestamp": str(timestamp),
        **_ids(message.person, "recipient_id", "recipient_user_id"),
    }
    if message.opaque is not None:
        told["biz_opaque_callback_data"] = message.opaque
    if refusal is not None:
        told["errors"] = [refusal.in_status()]
        return _update(message.number, display_number, {"statuses": [told]})
    category = "utility" if message.content["type"] == "template" else "service"
    told["conversation"] = {"id": user_id(message.number + message.person)[3:], "origin": {"type": category}}
    told["pricing"] = {
        "billable": False,
        "pricing_model": "PMP",
        "category": category,
        "type": "free_customer_service",
    }
    return _update(message.number, display_number, {"contacts": [_contact(chat)], "statuses": [told]})


def of_payment(number: str, display_number: str, status: dict[str, Any]) -> dict[str, Any]:
    """The update that tells a business of a payment."""
    return _update(number, display_number, {"statuses": [status]})


def _ids(person: str, phone_key: str, user_key: str) -> dict[str, str]:
    phone = {} if USER_ID.fullmatch(person) else {phone_key: person}
    return {**phone, user_key: user_id(person)}


def _contact(chat: Chat) -> dict[str, Any]:
    return {"profile": {"name": chat.name}, **_ids(chat.person, "wa_id", "user_id")}


def _digits(display_number: str) -> str:
    return display_number.strip("+").replace(" ", "")


def _update(
    number: str, display_number: str, value: dict[str, Any], field: str = "messages"
) -> dict[str, Any]:
    metadata = {"display_phone_number": _digits(display_number), "phone_number_id": number}
    change = {"value": {"messaging_product": "whatsapp", "metadata": metadata, **value}, "field": field}
    return {"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT, "changes": [change]}]}
