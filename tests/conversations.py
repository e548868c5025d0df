"""Conversations in files: signed webhook, connector, Rasa, actions, books, and back to the phone.

A turn `says`, `taps`, or `sends` a file, `with` words or without, and `hears` every one of its pieces.
"""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.orders.phones import Heard, Phone

Turn = dict[str, Any]
Found = tuple[str, dict[str, Any]]

PNG = base64.b64decode(  # one white pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
)


def found(test: str) -> list[Found]:
    """Every conversation of the folder beside a test, with the name of its file."""
    files = sorted((Path(test).parent / "conversations").glob("*.yml"))
    return [
        (file.stem, each)
        for file in files
        for each in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    ]


def named(conversations: Sequence[Found]) -> list[str]:
    """What each test is called."""
    return [f"{stem}: {conversation['it']}" for stem, conversation in conversations]


def happens(phone: Phone, turn: Turn) -> Heard:
    """What somebody says, taps or sends, and what they are answered: notices that come meanwhile are no answer."""
    hears = turn.get("hears", ())
    if "sends" in turn:
        return phone.hears_of(lambda: _send(phone, turn["sends"], turn.get("with")), *hears)
    return phone.says(turn["says"], *hears) if "says" in turn else phone.taps(turn["taps"], *hears)


def check(turn: Turn, answer: Heard) -> None:
    """Holds an answer to what the file wants of it."""
    said = next((turn[how] for how in ("says", "taps", "sends", "pays") if how in turn), None)
    missing = [piece for piece in turn.get("hears", ()) if piece not in answer.text]
    assert not missing, f"{said!r} is answered {answer.text!r}, without {missing}"
    wrong = [piece for piece in turn.get("not", ()) if piece in answer.text]
    assert not wrong, f"{said!r} is answered {answer.text!r}"
    assert set(turn.get("choices", ())) <= set(answer.choices), answer.choices


def _send(phone: Phone, name: str, words: str | None) -> None:
    """The same name is the same file."""
    page = f"{phone.system.backend_url}/demo/api"
    files = {"file": (f"{name}.png", PNG + f"{phone.person}:{name}".encode(), "image/png")}
    media = httpx.post(f"{page}/media", data={"number": phone.number}, files=files).raise_for_status().json()
    written = {"type": "image", "media_id": media["id"], **({"caption": words} if words else {})}
    httpx.post(f"{page}/chats/{phone.number}/{phone.person}/messages", json=written).raise_for_status()
