"""Leave in whole conversations: signed webhook, connector, Rasa, actions, books, and back to the phone.

A file holds conversations, each of an employee of its own: what the books `has` of them before, `turns`, and the
requests that the `books` hold in the end, with what is `left` of each type. A turn `says`, `taps` or `sends` a file,
and `hears` every one of its pieces; what it leads to, the `manager` is told. Who is a `stranger` works nowhere.
"""

from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.conftest import System
from tests.leave import workshop
from tests.leave.workshop import MANAGER, NUMBER
from tests.orders.phones import Heard, Phone

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
FOUND = [
    (file.stem, conversation) for file in FILES for conversation in yaml.safe_load(file.read_text("utf-8"))
]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)


@pytest.fixture(scope="module")
def opened(system: System) -> System:
    """The system with the workshop in its books, whose manager has written today and may be told anything."""
    workshop.open_workshop(system, [conversation for _, conversation in FOUND])
    Phone(system, NUMBER, MANAGER).says("hi")
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
    phone = Phone(opened, NUMBER) if stranger else Phone(opened, NUMBER, workshop.employee(place))
    manager = Phone(opened, NUMBER, MANAGER)
    for turn in conversation["turns"]:
        if "manager" in turn:
            told = manager.hears_of(lambda turn=turn: _check(turn, _say(phone, turn)))
            missing = [piece for piece in turn["manager"] if piece not in told.text]
            assert not missing, told.text
        else:
            _check(turn, _say(phone, turn))
    if not stranger:
        assert workshop.requests_of(opened, phone.person) == conversation.get("books", [])
        left = workshop.balance_of(opened, phone.person)
        assert conversation.get("left", {}).items() <= left.items(), left


def _say(phone: Phone, turn: dict[str, Any]) -> Heard:
    if "sends" in turn:
        return phone.hears_of(lambda: _send(phone, turn["sends"]))
    return phone.says(turn["says"]) if "says" in turn else phone.taps(turn["taps"])


def _send(phone: Phone, caption: str | None) -> None:
    page = f"{phone.system.backend_url}/demo/api"
    files = {"file": ("certificate.png", PNG + phone.person.encode(), "image/png")}
    media = httpx.post(f"{page}/media", data={"number": phone.number}, files=files).raise_for_status().json()
    written = {"type": "image", "media_id": media["id"], **({"caption": caption} if caption else {})}
    httpx.post(f"{page}/chats/{phone.number}/{phone.person}/messages", json=written).raise_for_status()


def _check(turn: dict[str, Any], answer: Heard) -> None:
    said = turn.get("says") or turn.get("taps") or "a file"
    missing = [piece for piece in turn.get("hears", ()) if piece not in answer.text]
    assert not missing, f"{said!r} is answered {answer.text!r}"
    wrong = [piece for piece in turn.get("not", ()) if piece in answer.text]
    assert not wrong, f"{said!r} is answered {answer.text!r}"
    assert set(turn.get("choices", ())) <= set(answer.choices), answer.choices
