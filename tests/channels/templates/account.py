"""An account at Meta with templates, and what is known of them here."""

import json
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from channels.whatsapp.database import Pool
from engine.settings import ROOT
from tests.channels.fakes import NUMBER, Graph

ACCOUNT = "200000000000002"
SCHEMA = json.loads((ROOT / "backend" / "munshi" / "demo" / "outgoing.schema.json").read_text())
MESSAGE = Draft202012Validator({**SCHEMA, "$ref": "#/$defs/TemplateMessage"})


class Meta(Graph):
    """A Graph with an account, whose templates come a page of two at a time; `reviews` is what becomes of new ones."""

    def __init__(self) -> None:
        super().__init__()
        self.known: list[dict[str, Any]] = []
        self.reviews = "APPROVED"
        self.faults: list[int] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not request.url.path.startswith(f"/v25.0/{ACCOUNT}/"):
            return await super().handle_async_request(request)
        if self.faults:
            return httpx.Response(400, json={"error": {"code": self.faults.pop(0), "message": "ordered"}})
        if request.method == "POST":
            wanted = json.loads(await request.aread())
            self.known.append({**wanted, "status": self.reviews, "id": str(len(self.known))})
            return httpx.Response(200, json={"id": "1", "status": self.reviews, "category": "UTILITY"})
        if request.url.path.endswith("/phone_numbers"):
            return httpx.Response(200, json={"data": [{"id": NUMBER}]})
        first = int(request.url.params.get("after", 0))
        paging = {
            "cursors": {"after": str(first + 2)},
            **({"next": "…"} if len(self.known) > first + 2 else {}),
        }
        return httpx.Response(200, json={"data": self.known[first : first + 2], "paging": paging})

    def says_of(self, name: str, code: str, **changed: str) -> None:
        """Changes a template, as its review or a person in WhatsApp Manager may."""
        for each in self.known:
            if (each["name"], each["language"]) == (name, code):
                each.update(changed)


async def known(pool: Pool) -> dict[tuple[str, str], tuple[str, str]]:
    """Category and status of each template that is known."""
    async with pool.connection() as connection:
        cursor = await connection.execute("SELECT name, language, category, status FROM templates")
        return {(name, code): (category, state) for name, code, category, state in await cursor.fetchall()}
