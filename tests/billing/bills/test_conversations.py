"""Bills in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone with the PDF.

A file holds conversations, each of a customer of the kirana who has `bought` something, in the status that the shop has
brought it to. A turn `says` or `taps`, `hears` every one of its pieces, and is `brought` a PDF. In a turn that the
`owner` hears of they `can` tap, and `owner_taps` is a tap of theirs of which the customer hears.
"""

from typing import Any

import httpx
import pytest

from tests import conversations
from tests.conftest import System
from tests.conversations import check
from tests.orders.phones import Phone

KIRANA, NUMBER, OWNER = "sharma-kirana", "100000000000001", "919000000001"
WAY = ("accepted", "ready", "out_for_delivery", "delivered")
FOUND = conversations.found(__file__)


@pytest.mark.parametrize(
    "conversation", [conversation for _, conversation in FOUND], ids=conversations.named(FOUND)
)
def test_conversation(system: System, conversation: dict[str, Any]) -> None:
    phone, owner = Phone(system, NUMBER).lives(), Phone(system, NUMBER, OWNER)
    # Within 24 hours: no template. Whatever language they wished for in another test.
    owner.says("hinglish me baat karo")
    for reference in buys(phone, conversation):
        moved(phone, reference, conversation["until"])
    for turn in conversation["turns"]:
        told = told_bills(phone)
        if "owner" in turn:
            heard = owner.hears_of(
                lambda turn=turn: check(turn, conversations.happens(phone, turn)), *turn["owner"]
            )
            assert set(turn.get("can", ())) <= set(heard.choices), heard.choices
        elif "owner_taps" in turn:
            check(turn, phone.hears_of(lambda turn=turn: owner.taps(turn["owner_taps"])))
        else:
            check(turn, conversations.happens(phone, turn))
        if "brought" in turn:
            assert told_bills(phone)[len(told) :], turn
    kinds = [bill["kind"] for bill in bills_of(phone)]
    assert kinds == conversation["books"]


def buys(phone: Phone, conversation: dict[str, Any]) -> list[str]:
    """Orders of the customer, in words."""
    for words in conversation.get("bought", ()):
        phone.says(words)
        phone.says("haan")
    return [order["reference"] for order in phone.orders(KIRANA)]


def moved(phone: Phone, reference: str, until: str) -> None:
    """The shop brings an order so far."""
    for status in WAY[: WAY.index(until) + 1] if until in WAY else ():
        phone.hears_of(lambda status=status: move(phone.system, reference, status))


def move(system: System, reference: str, status: str) -> None:
    path = f"{system.backend_url}/api/businesses/{KIRANA}/orders/{reference}/status"
    headers = {"Authorization": f"Bearer {system.operator_token}"}
    answer = httpx.post(path, json={"status": status}, headers=headers)
    assert answer.json()["outcome"] == "moved", answer.text


def told_bills(phone: Phone) -> list[str]:
    """The names of the PDFs on the phone."""
    path = f"{phone.system.backend_url}/demo/graph-control/sent"
    asked = {"phone_number_id": phone.number, "person": phone.person}
    messages = httpx.get(path, params=asked, timeout=25).json()["messages"]
    holders = [
        holder
        for message in messages
        for holder in (message["content"], message["content"].get("interactive", {}).get("header") or {})
    ]
    return [holder["document"]["filename"] for holder in holders if "document" in holder]


def bills_of(phone: Phone) -> list[dict[str, Any]]:
    """What the books hold of the customer's bills, the oldest first."""
    path = f"{phone.system.backend_url}/api/businesses/{KIRANA}/bills?limit=1000"
    headers = {"Authorization": f"Bearer {phone.system.operator_token}"}
    items = httpx.get(path, headers=headers).raise_for_status().json()["items"]
    return [bill for bill in reversed(items) if bill["person"] == phone.person]
