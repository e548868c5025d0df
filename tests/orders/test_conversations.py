"""Whole conversations in three languages: signed webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations: who writes `at` which business (the kirana, if nothing is said), `turns`, and what the
`books` hold of that person's orders in the end. A turn `says` or `taps`, and `hears` every one of its pieces.
The books know where the person lives, unless it is a `stranger`; `books` name an address that is another one.
In between the `shop` may move the last order to a status, of which the person hears without asking.

All of them buy in the same shops, so each begins with the shelves as full as the seed says: they are filled again
where somebody has bought.
"""

import csv
import io
from functools import cache, partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from engine.settings import ROOT
from tests import conversations
from tests.conftest import System
from tests.orders.phones import HOME, Phone

NUMBERS = {"sharma-kirana": "100000000000001", "annapurna-bhojanalay": "100000000000002"}
FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
CONVERSATIONS = [
    pytest.param(conversation, id=f"{file.stem}: {conversation['it']}")
    for file in FILES
    for conversation in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
]


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_conversation(system: System, conversation: dict[str, Any]) -> None:
    business = conversation.get("at", "sharma-kirana")
    if business not in FULL:
        _fill_shelves(system, business)
    FULL.discard(business)
    phone = Phone(system, NUMBERS[business])
    if not conversation.get("stranger"):
        phone.lives()
    for turn in conversation["turns"]:
        if "shop" in turn:
            reference = phone.orders(business)[-1]["reference"]
            move = partial(_move, system, business, reference, turn["shop"])
            answer = phone.hears_of(move)
            assert reference in answer.text
        else:
            answer = conversations.happens(phone, turn)
        conversations.check(turn, answer)
    wanted = conversation.get("books", [])
    held = [_in_short(order) for order in phone.orders(business)]
    assert len(held) == len(wanted), held
    for order, expected in zip(held, wanted, strict=True):
        told = {**PLAIN, **expected}
        assert {name: order[name] for name in told} == told
    if not held and not any("shop" in turn for turn in conversation["turns"]):
        FULL.add(business)


FULL: set[str] = set()  # the shops whose shelves nobody has taken anything from since they were filled

PLAIN: dict[str, Any] = {"address": None, "said": [], "wanted": None, "table": None, "saved": 0}


def _fill_shelves(system: System, business: str) -> None:
    """What others have bought is there again."""
    httpx.post(
        f"{system.backend_url}/api/businesses/{business}/products",
        files={"file": _counted(business)},
        headers={"Authorization": f"Bearer {system.operator_token}"},
    ).raise_for_status()


@cache
def _counted(business: str) -> bytes:
    """The sheet that counts the stock anew, of all products that keep one."""
    seed = (ROOT / "backend" / "demo" / "businesses" / f"{business}.yaml").read_text("utf-8")
    products = yaml.load(seed, Loader=yaml.CSafeLoader)["products"]
    sheet = io.StringIO()
    rows = csv.writer(sheet)
    rows.writerow(["sku", "stock"])
    rows.writerows([product["sku"], product["stock"]] for product in products if "stock" in product)
    return sheet.getvalue().encode()


def _move(system: System, business: str, reference: str, status: str) -> None:
    answer = httpx.post(
        f"{system.backend_url}/api/businesses/{business}/orders/{reference}/status",
        json={"status": status},
        headers={"Authorization": f"Bearer {system.operator_token}"},
    )
    assert answer.json()["outcome"] == "moved", answer.text


def _in_short(order: dict[str, Any]) -> dict[str, Any]:
    lines = {line["sku"]: line["quantity"] for line in order["lines"]}
    return {
        "status": order["status"],
        "lines": lines,
        "total": order["total_paise"] / 100,
        "address": None if order["address"] == HOME else order["address"],
        "said": [*order["notes"], *(note for line in order["lines"] for note in line["notes"])],
        "wanted": _wanted(order["wanted"]),
        "way": order["fulfilment"],
        "table": order["dining_table"],
        "saved": sum(each["paise"] for each in order["discounts"]) / 100,
    }


def _wanted(said: dict[str, Any] | None) -> str | None:
    """The slot that is kept; what is no slot is told in other tests."""
    return f"{said['day']} {said['opens']}-{said['closes']}" if said and said["slot"] else None
