"""Meta's news of templates, as webhooks bring it: reviewed, paused, of another category."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from channels.whatsapp.database import Connection
from channels.whatsapp.incoming.payload import AccountNews, obj, text
from channels.whatsapp.outgoing.templates import records
from channels.whatsapp.outgoing.templates.differences import SENDABLE

STATUS = "message_template_status_update"
CATEGORY = "template_category_update"

# What Meta calls what happened, where it is not the status that follows from it.
STATUS_AFTER = {"REINSTATED": SENDABLE, "UNARCHIVED": SENDABLE, "FLAGGED": SENDABLE}
CHANGES_NO_STATUS = ("LOCKED", "UNLOCKED")


async def note(connection: Connection, news: Iterable[AccountNews], now: datetime) -> None:
    """Notes what concerns templates; nothing in it is trusted to be there."""
    for each in news:
        changed = _changed(each.change)
        value = obj(each.change.get("value"))
        name, code = (
            text(value.get("message_template_name"), 512),
            text(value.get("message_template_language"), 32),
        )
        if changed and name and code:
            happened_at = min(each.happened_at or now, now)
            await records.note(connection, each.account_id, name, code, happened_at, now, **changed)


def _changed(change: dict[str, Any]) -> dict[str, str]:
    value = obj(change.get("value"))
    if change.get("field") == STATUS:
        event = text(value.get("event"), 64).upper()
        changed = {
            "status": STATUS_AFTER.get(event, event),
            "category": _category(value, "message_template_category"),
        }
        return {} if event in CHANGES_NO_STATUS or not event else _said(changed)
    if change.get("field") == CATEGORY:
        return _said({"category": _category(value, "new_category")})
    return {}


def _category(value: dict[str, Any], name: str) -> str:
    return text(value.get(name), 64).upper()


def _said(changed: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in changed.items() if value}
