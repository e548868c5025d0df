"""What stands in one webhook of Meta: messages and statuses, each by itself, so that a bad one spoils no other.

Nothing here trusts a field to be there or to be of its type.
"""

import hashlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

KINDS = (
    "text",
    "interactive",
    "button",
    "image",
    "document",
    "audio",
    "video",
    "sticker",
    "location",
    "contacts",
    "order",
    "reaction",
    "system",
    "edit",
    "revoke",
    "request_welcome",
    "unsupported",
)
ECHOES, STANDBY = "smb_message_echoes", "standby"
OF_THE_APP = (
    "smb_app_state_sync",
    "history",
)  # the contacts and the past that the business's own app hands over
EDIT, REVOKE, SYSTEM = "edit", "revoke", "system"
NEW_IDS = ("user_changed_number", "user_changed_user_id")

_ID = re.compile(r"[^\s:\x00-\x1f\x7f-\x9f]{1,200}")
_PHONE = re.compile(r"[0-9]{6,15}")  # both as the books know a person
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,132}")
_DIGITS = re.compile(r"[0-9]{1,32}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DEEPEST = 60
_LONGEST_NUMBER = 300


class NotAnUpdate(ValueError):
    """The body is not a JSON object."""

    loggable = True


@dataclass(frozen=True)
class Inbound:
    """One message of a person, or something else that is kept but not answered.

    It is malformed where neither a phone nor a business-scoped id could be read that the books would know.
    """

    phone_number_id: str
    wamid: str
    kind: str
    message: dict[str, Any]
    state: str
    wa_id: str | None = None
    user_id: str | None = None
    profile_name: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Status:
    """What became of a message of ours; `reference` is our own id for it, where Meta gives it back."""

    phone_number_id: str
    wamid: str
    status: str
    reference: str | None
    payload: dict[str, Any]


@dataclass(frozen=True)
class AccountNews:
    """News of a WhatsApp Business account, as of its templates; `change` is Meta's object."""

    account_id: str
    happened_at: datetime | None
    change: dict[str, Any]


@dataclass
class Update:
    """Everything of one webhook, in the order in which it stood there.

    `echoes` are what the business wrote in its own app, to whom stands in them as who they are of; `of_the_app` what
    that app hands over.
    """

    inbound: list[Inbound] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    account_news: list[AccountNews] = field(default_factory=list)
    echoes: list[Inbound] = field(default_factory=list)
    of_the_app: list[Inbound] = field(default_factory=list)


def read(body: bytes) -> Update:
    """Takes a webhook's body apart. Raises NotAnUpdate."""
    try:
        content = parsed(body.decode("utf-8", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise NotAnUpdate("not JSON") from error
    if not isinstance(content, dict):
        raise NotAnUpdate("not an object")
    update = Update()
    for entry in objects(content.get("entry")):
        for change in objects(entry.get("changes")):
            _read_change(update, change)
            account_id = identifier(entry.get("id"))
            if account_id and change.get("field") != "messages":
                update.account_news.append(AccountNews(account_id, _moment(entry.get("time")), change))
    return update


def parsed(json_text: str) -> Any:
    """The JSON as PostgreSQL can keep it. Raises ValueError, RecursionError."""
    return clean(json.loads(json_text, parse_int=_whole, parse_constant=lambda _: None))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of what should be a list of objects."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def obj(value: Any) -> dict[str, Any]:
    """What should be an object; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def text(value: Any, longest: int = 4096) -> str:
    """What should be a text; empty where it is none, and cut where it is longer than Meta allows."""
    return value[:longest] if isinstance(value, str) else ""


def identifier(value: Any) -> str | None:
    """An id of Meta's; None where it cannot be one."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and _ID.fullmatch(value.strip()):
        return value.strip()
    return None


def phone(value: Any) -> str | None:
    """A person's phone number; None where it cannot be one."""
    return _of_form(_PHONE, value)


def user_id(value: Any) -> str | None:
    """A person's business-scoped id; None where it cannot be one."""
    return _of_form(_USER_ID, value)


def digits(value: Any) -> str | None:
    """An id that Meta writes in digits, as of a number or a file; None where it cannot be one."""
    return _of_form(_DIGITS, value)


def _of_form(form: "re.Pattern[str]", value: Any) -> str | None:
    found = identifier(value)
    return found if found is not None and form.fullmatch(found) else None


def clean(value: Any, depth: int = 0) -> Any:
    """The same JSON without what PostgreSQL cannot keep: NUL, halves of characters, numbers without end."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {clean(key): clean(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item, depth + 1) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _whole(digits: str) -> int | str:
    """A whole number, or its digits where nobody means a number so long."""
    return int(digits) if len(digits) < _LONGEST_NUMBER else digits


def _read_change(update: Update, change: dict[str, Any]) -> None:
    value = obj(change.get("value"))
    number = digits(obj(value.get("metadata")).get("phone_number_id")) or ""
    if change.get("field") in OF_THE_APP:
        update.of_the_app.append(_read_other(number, change))
        return
    if change.get("field") == ECHOES:
        _read_echoes(update, number, value)
        return
    contacts = list(objects(value.get("contacts")))
    messages, statuses = value.get("messages"), value.get("statuses")
    for item in messages if isinstance(messages, list) else ():
        message = _read_message(number, item, contacts)
        led_by_another = change.get("field") == STANDBY and message.state == "waiting"
        update.inbound.append(replace(message, state="ignored") if led_by_another else message)
    for item in objects(statuses):
        status = _read_status(number, item)
        if status is not None:
            update.statuses.append(status)
    if not isinstance(messages, list) and not isinstance(statuses, list):
        update.inbound.append(_read_other(number, change))


def _read_message(number: str, item: Any, contacts: list[dict[str, Any]]) -> Inbound:
    message = obj(item)
    wamid = identifier(message.get("id"))
    wa_id = phone(message.get("from"))
    kind = kind_of(message)
    scoped_id = user_id(message.get("from_user_id")) or user_id(message.get("from"))
    if kind == SYSTEM:  # it tells of a new id, and is about who had the old one
        scoped_id = user_id(obj(message.get(SYSTEM)).get("previous_user_id")) or scoped_id
    contact = _contact_of(contacts, wa_id, scoped_id)
    wa_id = wa_id or (None if scoped_id else phone(contact.get("wa_id")))
    scoped_id = scoped_id or user_id(contact.get("user_id"))
    if not (number and wamid and (wa_id or scoped_id)):
        state = "malformed"
    elif message.get("group_id") or not _wants_a_turn(kind, message):
        state = "ignored"
    else:
        state = "waiting"
    return Inbound(
        phone_number_id=number,
        wamid=wamid or _digest(item),
        kind=kind,
        message=message or {"malformed": item},
        state=state,
        wa_id=wa_id,
        user_id=scoped_id,
        profile_name=text(obj(contact.get("profile")).get("name"), 200) or None,
        sent_at=_moment(message.get("timestamp")),
    )


def _read_echoes(update: Update, number: str, value: dict[str, Any]) -> None:
    """What the business wrote in its app; whom to is the one of both sides that is not the business."""
    own = re.sub(r"\D", "", text(obj(value.get("metadata")).get("display_phone_number"), 64))
    echoes = value.get("message_echoes")
    for item in echoes if isinstance(echoes, list) else ():
        message = obj(item)
        wamid = identifier(message.get("id"))
        to = phone(message.get("to"))
        wa_id = phone(message.get("from")) if to and to == own else to
        scoped_id = user_id(message.get("to_user_id"))
        is_sound = bool(number and wamid and (wa_id or scoped_id))
        echo = Inbound(
            phone_number_id=number,
            wamid=wamid or _digest(item),
            kind=kind_of(message),
            message=message or {"malformed": item},
            state="ignored" if is_sound else "malformed",
            wa_id=wa_id,
            user_id=scoped_id,
            sent_at=_moment(message.get("timestamp")),
        )
        (update.echoes if is_sound else update.inbound).append(echo)


def _contact_of(contacts: list[dict[str, Any]], wa_id: str | None, scoped_id: str | None) -> dict[str, Any]:
    """The contact who wrote; the only one where the message itself names nobody."""
    for contact in contacts:
        if wa_id and phone(contact.get("wa_id")) == wa_id:
            return contact
        if scoped_id and user_id(contact.get("user_id")) == scoped_id:
            return contact
    return contacts[0] if len(contacts) == 1 and not (wa_id or scoped_id) else {}


def _wants_a_turn(kind: str, message: dict[str, Any]) -> bool:
    """Whether something is to be done because of it; a reaction is only kept, a withdrawal only looked up."""
    content = obj(message.get(kind))
    if kind == EDIT:
        return identifier(content.get("original_message_id")) is not None
    if kind == SYSTEM:
        return content.get("type") in NEW_IDS
    return kind not in ("reaction", REVOKE)


def kind_of(message: dict[str, Any]) -> str:
    """What a message is, as it says itself or as it looks."""
    named = message.get("type")
    if isinstance(named, str) and 0 < len(named) <= 64:
        return named
    return next((kind for kind in KINDS if kind in message), "unknown")


def _read_status(number: str, item: dict[str, Any]) -> Status | None:
    wamid, status = identifier(item.get("id")), text(item.get("status"), 64).lower()
    if not wamid or not status:
        return None
    return Status(number, wamid, status, identifier(item.get("biz_opaque_callback_data")), item)


def _read_other(number: str, change: dict[str, Any]) -> Inbound:
    """News of the account, of templates, of calls: kept, and not answered."""
    kind = "field:" + (text(change.get("field"), 64) or "unknown")
    return Inbound(number, _digest(change), kind, change, "ignored")


def _digest(value: Any) -> str:
    """An id for what came without one: the same content again is the same thing again."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
    return "sha256-" + hashlib.sha256(canonical).hexdigest()


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
