"""Claims in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations, each of an employee of its own: the claims that the books `has` of them before, `turns`,
and the claims that the `books` hold in the end. A turn `says`, `taps`, or `sends` a bill, `with` words or without,
and `hears` every one of its pieces; what it leads to, the `manager` is told and `can` tap. In a turn that `pays` a
claim the accounts do, and the employee hears of it. Who is a `stranger` works nowhere.
"""

from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.conftest import System
from tests.expenses import traders
from tests.expenses.traders import NUMBER
from tests.orders.phones import Heard, Phone

Turn = dict[str, Any]

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
FOUND = [
    (file.stem, conversation) for file in FILES for conversation in yaml.safe_load(file.read_text("utf-8"))
]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the traders in its books."""
    traders.open_traders(system, [conversation for _, conversation in FOUND])
    return system


@pytest.mark.parametrize(
    ("place", "conversation"),
    [
        pytest.param(place, conversation, id=f"{stem}: {conversation['it']}")
        for place, (stem, conversation) in enumerate(FOUND)
    ],
)
def test_conversation(opened: System, place: int, conversation: dict[str, Any]) -> None:
    stranger = conversation.get("stranger", False)
    phone = Phone(opened, NUMBER) if stranger else Phone(opened, NUMBER, traders.employee(place))
    manager = Phone(opened, NUMBER, traders.manager(place))
    if any("manager" in turn for turn in conversation["turns"]):
        manager.says("hello")  # within 24 hours, so that what the manager is told is no template
    for turn in conversation["turns"]:
        if "manager" in turn:
            told = manager.hears_of(lambda turn=turn: _check(turn, _happens(phone, turn)))
            missing = [piece for piece in turn["manager"] if piece not in told.text]
            assert not missing, told.text
            assert set(turn.get("can", ())) <= set(told.choices), told.choices
        else:
            _check(turn, _happens(phone, turn))
    assert traders.claims_of(opened, phone.person) == conversation.get("books", [])


def _happens(phone: Phone, turn: Turn) -> Heard:
    if "pays" in turn:
        return phone.hears_of(lambda: traders.pay(phone.system, turn["pays"], turn["payment"]))
    if "sends" in turn:
        return phone.hears_of(lambda: _send(phone, turn["sends"], turn.get("with")))
    return phone.says(turn["says"]) if "says" in turn else phone.taps(turn["taps"])


def _send(phone: Phone, bill: str, words: str | None) -> None:
    """The same name of a bill is the same file."""
    page = f"{phone.system.backend_url}/demo/api"
    files = {"file": (f"{bill}.png", PNG + f"{phone.person}:{bill}".encode(), "image/png")}
    media = httpx.post(f"{page}/media", data={"number": phone.number}, files=files).raise_for_status().json()
    written = {"type": "image", "media_id": media["id"], **({"caption": words} if words else {})}
    httpx.post(f"{page}/chats/{phone.number}/{phone.person}/messages", json=written).raise_for_status()


def _check(turn: Turn, answer: Heard) -> None:
    said = turn.get("says") or turn.get("taps") or turn.get("sends") or turn.get("pays")
    missing = [piece for piece in turn.get("hears", ()) if piece not in answer.text]
    assert not missing, f"{said!r} is answered {answer.text!r}"
    wrong = [piece for piece in turn.get("not", ()) if piece in answer.text]
    assert not wrong, f"{said!r} is answered {answer.text!r}"
    assert set(turn.get("choices", ())) <= set(answer.choices), answer.choices
