"""What strangers wrote, who knew the shelf of a shop and a purpose and nothing of the software, held against the books.

A shelf is a list of bare names (`strangers/shops.yml`). Of each conversation stands what the person wrote, a tap with
`tap:`, and what they wanted to stand in the books in the end. Where that is not so, the conversation says in `gap` why;
once it is, the test fails until the word is taken away.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import businesses
from tests.conftest import System
from tests.orders import shops
from tests.orders.phones import Phone

FILES = sorted(set((Path(__file__).parent / "strangers").glob("*.yml")) - {shops.FILE})
TAP = "tap:"


def _cases() -> list[Any]:
    return [
        pytest.param(
            each,
            id=f"{file.stem}: {each['it']}",
            marks=[pytest.mark.xfail(reason=each["gap"], strict=True)] if "gap" in each else [],
        )
        for file in FILES
        for each in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    ]


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the shops in its books."""
    for shop in shops.shops():
        businesses.bring_in(system, shops.file(shop))
    return system


@pytest.mark.parametrize("conversation", _cases())
def test_what_was_wanted_stands_in_the_books(opened: System, conversation: dict[str, Any]) -> None:
    shop = conversation["at"]
    phone = Phone(opened, shops.number(shop))
    for said in conversation["says"]:
        answer = phone.taps(said.removeprefix(TAP)) if said.startswith(TAP) else phone.says(said)
    missing = [piece for piece in conversation.get("hears", ()) if piece not in answer.text]
    assert not missing, answer.text
    held = [_in_short(order) for order in phone.orders(shop)]
    assert held == [_wanted(order) for order in conversation["books"]]


def _wanted(order: dict[str, Any]) -> dict[str, Any]:
    nothing = {"address": None, "pincode": None, "notes": [], "bill_name": None}
    return {"status": "placed", "fulfilment": "pickup", **nothing, **order}


def _in_short(order: dict[str, Any]) -> dict[str, Any]:
    lines = {
        " ".join([line["name"]["en"], *([line["variant"]["en"]] if line["variant"] else [])]): line[
            "quantity"
        ]
        for line in order["lines"]
    }
    return {
        "status": order["status"],
        "fulfilment": order["fulfilment"],
        "lines": lines,
        "address": order["address"],
        "pincode": order["pincode"],
        "bill_name": order["bill_name"],
        "notes": [*order["notes"], *(note for line in order["lines"] for note in line["notes"])],
    }
