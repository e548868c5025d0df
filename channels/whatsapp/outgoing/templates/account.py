"""What a WhatsApp Business account has at Meta: its numbers, and its templates with what has become of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from channels.whatsapp.incoming.payload import identifier, obj, objects, text
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.templates import request
from channels.whatsapp.outgoing.templates.files import Body, Template

PAGE = 100
FIELDS = ("name", "language", "category", "status", "components", "rejected_reason")


@dataclass(frozen=True)
class Reviewed:
    """A template in one language as Meta has it; category and status in Meta's words, as `UTILITY`, `APPROVED`."""

    name: str
    code: str
    category: str
    status: str
    text: str
    reason: str
    buttons: tuple[str, ...] = ()


async def reviewed(client: GraphClient, account_id: str) -> list[Reviewed]:
    """Every template of the account. Raises SendFault."""
    return [_reviewed(item) for item in await _all(lambda after: client.templates(account_id, FIELDS, after))]


async def numbers(client: GraphClient, account_id: str) -> list[str]:
    """The ids of the account's phone numbers. Raises SendFault."""
    found = await _all(lambda after: client.numbers(account_id, after))
    return [number for item in found if (number := identifier(item.get("id")))]


async def create(client: GraphClient, account_id: str, template: Template, body: Body) -> None:
    """Hands a template in for review. Raises SendFault."""
    await client.create_template(account_id, request.to_create(template, body))


async def _all(page: Callable[[dict[str, str]], Awaitable[dict[str, Any]]]) -> list[dict[str, Any]]:
    """What stands on all pages of an answer."""
    found: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        answer = await page({"limit": str(PAGE), **({"after": after} if after else {})})
        found += objects(answer.get("data"))
        paging = obj(answer.get("paging"))
        before, after = after, identifier(obj(paging.get("cursors")).get("after"))
        if not paging.get("next") or after in (None, before):
            return found


def _reviewed(item: dict[str, Any]) -> Reviewed:
    bodies = _parts(item, "BODY")
    taps = [button for part in _parts(item, "BUTTONS") for button in objects(part.get("buttons"))]
    reason = text(item.get("rejected_reason"))
    return Reviewed(
        name=text(item.get("name")),
        code=text(item.get("language")),
        category=text(item.get("category")).upper(),
        status=text(item.get("status")).upper(),
        text=text(bodies[0].get("text")).strip() if bodies else "",
        reason="" if reason == "NONE" else reason,
        buttons=tuple(text(button.get("text")) for button in taps),
    )


def _parts(item: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [part for part in objects(item.get("components")) if text(part.get("type")).upper() == kind]
