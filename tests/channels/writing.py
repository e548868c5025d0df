"""Webhooks as Meta makes them."""

import itertools
import json
from typing import Any

from channels.whatsapp.connector import Connector
from tests.channels.fakes import NUMBER

_count = itertools.count(1)


def new_wamid() -> str:
    return f"wamid.in{next(_count)}"


def update(*values: dict[str, Any], number: str = NUMBER) -> dict[str, Any]:
    """A webhook of several changes."""
    about = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": number}}
    changes = [{"field": "messages", "value": {**about, **value}} for value in values]
    return {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}


def body(*values: dict[str, Any], number: str = NUMBER) -> bytes:
    return json.dumps(update(*values, number=number)).encode()


def echo(person: str, kind: str = "text", content: Any = None, **more: Any) -> dict[str, Any]:
    """What the business wrote to this person in its own app, as it stands in the webhook."""
    said = {"body": "Abhi bhejta hoon"} if content is None else content
    return {"from": "919876500000", "to": person, "id": new_wamid(), "type": kind, kind: said, **more}


def echoes(*written: dict[str, Any], number: str = NUMBER) -> bytes:
    """The webhook of several."""
    metadata = {"display_phone_number": "919876500000", "phone_number_id": number}
    value = {"messaging_product": "whatsapp", "metadata": metadata, "message_echoes": list(written)}
    change = {"field": "smb_message_echoes", "value": value}
    return json.dumps({"entry": [{"id": "1", "changes": [change]}]}).encode()


def status(wamid: str, state: str, reference: str | None = None, code: int | None = None) -> dict[str, Any]:
    """News of one of our messages."""
    told: dict[str, Any] = {
        "id": wamid,
        "status": state,
        "timestamp": "1",
        "biz_opaque_callback_data": reference,
    }
    if code is not None:
        told["errors"] = [{"code": code}]
    return {"statuses": [told]}


class Person:
    """Somebody who writes to the connector."""

    def __init__(
        self, connector: Connector, phone: str | None, name: str, user_id: str | None = None
    ) -> None:
        self.connector = connector
        self.phone = phone
        self.name = name
        self.user_id = user_id

    def message(self, kind: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The message as it stands in the webhook."""
        ids = {"from": self.phone, "from_user_id": self.user_id}
        known = {key: value for key, value in ids.items() if value}
        return {"id": new_wamid(), "timestamp": "1764000000", **known, "type": kind, kind: content, **more}

    def value(self, *messages: dict[str, Any]) -> dict[str, Any]:
        ids = {"wa_id": self.phone, "user_id": self.user_id}
        contact = {"profile": {"name": self.name}, **{key: value for key, value in ids.items() if value}}
        return {"contacts": [contact], "messages": list(messages)}

    async def writes(self, text: str) -> str:
        """Sends a text; its wamid."""
        return await self.sends(self.message("text", {"body": text}))

    async def taps(self, button: str, title: str = "Haan") -> str:
        reply = {"type": "button_reply", "button_reply": {"id": button, "title": title}}
        return await self.sends(self.message("interactive", reply))

    async def sends(self, message: dict[str, Any]) -> str:
        await self.connector.receive(body(self.value(message)))
        return str(message["id"])
