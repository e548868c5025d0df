"""What people send besides text, in the whole system: from the signed webhook to the words on the phone."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
import pytest

from channels.whatsapp.incoming.signature import HEADER, sign
from tests.channels.writing import body, new_wamid
from tests.conftest import System

BUSINESS = "sharma-kirana"
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(40)
PROGRAM = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00"

HOME = "14 Jawahar Marg, 452007"

_phones = count(919000000720)


@dataclass
class Sender:
    """Somebody who writes on the chat page, and whose other messages come as Meta sends them."""

    system: System
    phone: str = field(default_factory=lambda: str(next(_phones)))
    heard: int = 0
    wrote: str = ""

    def says(self, text: str) -> str:
        """The answer to a text, which also opens the 24 hours."""
        chat = f"{self.system.backend_url}/demo/api/chats/{self.system.phone_number_id}/{self.phone}/messages"
        self.wrote = httpx.post(chat, json={"type": "text", "body": text}).json()["wamid"]
        return self.answer()

    def sends(self, kind: str, content: Any) -> None:
        """Something that is not text."""
        message = {"id": new_wamid(), "from": self.phone, "timestamp": "1", "type": kind, kind: content}
        contact = {"wa_id": self.phone, "profile": {"name": "Gita"}}
        written = body({"contacts": [contact], "messages": [message]}, number=self.system.phone_number_id)
        headers = {HEADER: sign(written, self.system.app_secret)}
        webhook = f"{self.system.assistant_url}/webhooks/whatsapp/webhook"
        assert httpx.post(webhook, content=written, headers=headers).status_code == 200

    def hears(self, kind: str, content: Any) -> str:
        """The answer to it."""
        self.sends(kind, content)
        return self.answer()

    def answer(self) -> str:
        """The next message on the phone."""
        self.heard += 1
        asked = {"person": self.phone, "at_least": self.heard, "wait": 20}
        sent = f"{self.system.backend_url}/demo/graph-control/sent"
        messages = httpx.get(sent, params=asked, timeout=30).json()["messages"]
        assert len(messages) == self.heard, messages
        content = messages[-1]["content"]
        return str(content["text"]["body"] if "text" in content else content["interactive"]["body"]["text"])

    def keeps(self, content: bytes, mime_type: str) -> str:
        """The id of a file that Meta keeps."""
        upload = f"{self.system.backend_url}/demo/api/media"
        files = {"file": ("file", content, mime_type)}
        told = httpx.post(upload, data={"number": self.system.phone_number_id}, files=files)
        return str(told.json()["id"])

    def orders(self) -> list[dict[str, Any]]:
        """What the books hold."""
        address = f"{self.system.backend_url}/api/businesses/{BUSINESS}/orders?limit=1000"
        headers = {"Authorization": f"Bearer {self.system.operator_token}"}
        found = httpx.get(address, headers=headers).json()["items"]
        return [order for order in found if order["person"] == self.phone]


@pytest.fixture
def gita(system: System) -> Sender:
    """A new customer of the kirana."""
    gita = Sender(system)
    assert gita.says("namaste").startswith("Namaste")
    return gita


def basket(**items: int) -> dict[str, Any]:
    """What Meta sends of a basket of the catalogue."""
    lines = [
        {
            "product_retailer_id": sku.replace("_", "-"),
            "quantity": quantity,
            "item_price": 1,
            "currency": "INR",
        }
        for sku, quantity in items.items()
    ]
    return {"catalog_id": "1", "text": "", "product_items": lines}


def test_a_basket_from_the_catalogue_becomes_an_order_with_one_yes(gita: Sender) -> None:
    bill = gita.hears("order", basket(CHEENI_LOOSE=6, ANDE=12))
    assert "Cheeni: 6 kilo" in bill
    assert "Ande: 12" in bill
    gita.says(HOME)
    assert "ORD-" in gita.says("haan")
    (order,) = gita.orders()
    assert {line["sku"]: line["quantity"] for line in order["lines"]} == {"CHEENI-LOOSE": "6", "ANDE": "12"}


def test_a_basket_of_products_that_nobody_knows_is_answered_honestly(gita: Sender) -> None:
    assert "Catalogue se aayi list main padh nahi paya" in gita.hears("order", basket(di9ozbzfi4=2))


def test_a_place_on_the_map_is_where_the_order_goes(gita: Sender) -> None:
    assert "location bhej dijiye" in gita.says("6 kilo cheeni")
    place = {
        "latitude": 22.72,
        "longitude": 75.86,
        "name": "Sneh Apartments",
        "address": "7 Sneh Nagar, 452001",
    }
    assert "Delivery: Sneh Apartments, 7 Sneh Nagar (https://maps.google.com" in gita.hears("location", place)
    assert "ORD-" in gita.says("haan")


def test_each_kind_has_its_own_answer(gita: Sender) -> None:
    voice = {"id": gita.keeps(OGG, "audio/ogg"), "mime_type": "audio/ogg; codecs=opus", "voice": True}
    assert "Voice note main abhi samajh nahi sakta" in gita.hears("audio", voice)
    assert "Pata likh liya" in gita.hears("location", {"latitude": 22.7, "longitude": 75.8})
    assert "Kuch chahiye to likh dijiye" in gita.hears("sticker", {"id": "1"})
    assert "khul nahi paya" in gita.hears("of_next_year", {"x": 1})
    program = {"id": gita.keeps(PROGRAM, "application/pdf"), "filename": "bill.pdf"}
    assert "Is tarah ki file main nahi le sakta" in gita.hears("document", program)


def test_an_edit_after_the_answer_is_asked_for_anew_and_a_withdrawal_is_silent(gita: Sender) -> None:
    gita.says("6 kilo cheeni")
    first = gita.wrote
    gita.says(HOME)
    edited = {"original_message_id": first, "message": {"type": "text", "text": {"body": "8 kilo cheeni"}}}
    assert "Badla hua message main nahi padhta" in gita.hears("edit", edited)
    gita.sends("revoke", {"original_message_id": first})
    assert "ORD-" in gita.says("haan")
    assert [line["quantity"] for line in gita.orders()[0]["lines"]] == ["6"]


def test_who_changes_their_number_keeps_their_order(gita: Sender) -> None:
    gita.says("6 kilo cheeni")
    gita.says(HOME)
    reference = gita.says("haan").partition("ORD-")[2].partition("*")[0]
    new = Sender(gita.system)
    gita.sends("system", {"type": "user_changed_number", "wa_id": new.phone, "body": "changed"})
    assert f"ORD-{reference}" in new.says("mera order kahan hai")
    assert [order["reference"] for order in new.orders()] == [f"ORD-{reference}"]
    assert gita.orders() == []
