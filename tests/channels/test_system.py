"""The connector in the whole system: with the real books, the real model and the simulator of the Graph API."""

import hashlib
import time
from pathlib import Path
from typing import Any

import httpx
import psycopg

from channels.whatsapp.incoming.signature import HEADER, sign
from tests.channels.writing import body, new_wamid
from tests.conftest import System

PICTURE = Path(__file__).parents[1] / "demo" / "shelf.png"


def write(system: System, person: str, **message: Any) -> dict[str, Any]:
    """Somebody writes on the chat page."""
    chat = f"{system.backend_url}/demo/api/chats/{system.phone_number_id}/{person}/messages"
    response = httpx.post(chat, json=message)
    response.raise_for_status()
    written: dict[str, Any] = response.json()
    return written


def answers(system: System, person: str, at_least: int = 1) -> list[str]:
    """The texts that the person was sent."""
    asked = {"person": person, "at_least": at_least, "wait": 20}
    sent = httpx.get(f"{system.backend_url}/demo/graph-control/sent", params=asked, timeout=30).json()[
        "messages"
    ]
    return [words(message["content"]) for message in sent]


def words(content: dict[str, Any]) -> str:
    said = content[content["type"]]
    return str(said["body"]["text"] if content["type"] == "interactive" else said["body"])


def ask(system: System, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    """What the database says once it says something."""
    with psycopg.connect(system.database_url, autocommit=True) as connection:
        for _ in range(200):
            rows = connection.execute(query, parameters).fetchall()
            if rows:
                return rows
            time.sleep(0.1)
    return []


def test_a_greeting_is_answered_and_shown_as_read(system: System) -> None:
    person = "919000000701"
    written = write(system, person, type="text", body="namaste")
    assert answers(system, person)[0].startswith("Namaste")
    for _ in range(50):
        chat = httpx.get(f"{system.backend_url}/demo/api/chats/{system.phone_number_id}/{person}").json()
        state = {message["wamid"]: message["state"] for message in chat}[written["wamid"]]
        if state == "read":
            return
        time.sleep(0.1)
    raise AssertionError("not shown as read")


def test_whatever_meta_does_each_message_is_answered_once(system: System) -> None:
    person = "919000000704"
    control = f"{system.backend_url}/demo/graph-control"
    faults = [
        {"where": "send", "what": "ambiguous", "times": 2},  # sent, and yet answered with an error
        {"where": "send", "what": "refuse", "code": 131056},
        {"where": "webhook", "what": "repeat", "copies": 2, "times": 20},
        {"where": "webhook", "what": "reorder", "seconds": 0.3, "times": 20},
    ]
    for fault in faults:
        httpx.post(f"{control}/faults", json={"faults": [{**fault, "person": person}]}).raise_for_status()
    for number in range(5):
        write(system, person, type="text", body=f"thanks {number}")
    assert len(answers(system, person, 5)) == 5
    time.sleep(1)
    assert len(answers(system, person, 5)) == 5
    states = "SELECT DISTINCT state FROM assistant.outbox WHERE person = %s"
    assert ask(system, states, person) == [("sent",)]
    httpx.delete(f"{control}/faults")


def test_a_picture_is_kept_below_the_state_folder(system: System) -> None:
    person = "919000000702"
    picture = PICTURE.read_bytes()
    files = {"file": ("shelf.png", picture, "image/png")}
    upload = f"{system.backend_url}/demo/api/media"
    media = httpx.post(upload, data={"number": system.phone_number_id}, files=files).json()
    write(system, person, type="image", media_id=media["id"])
    assert answers(system, person)
    digest = hashlib.sha256(picture).hexdigest()
    kept = system.state_dir / "media" / system.phone_number_id / f"{digest}.png"
    assert kept.read_bytes() == picture


def test_a_message_to_a_number_that_the_books_do_not_know_is_kept(system: System) -> None:
    wamid = new_wamid()
    message = {"id": wamid, "from": "919000000703", "type": "text", "text": {"body": "namaste"}}
    content = body({"contacts": [{"wa_id": "919000000703"}], "messages": [message]}, number="999999999999999")
    headers = {HEADER: sign(content, system.app_secret)}
    webhook = f"{system.assistant_url}/webhooks/whatsapp/webhook"
    assert httpx.post(webhook, content=content, headers=headers).status_code == 200
    query = "SELECT state FROM assistant.inbox WHERE wamid = %s AND state <> 'waiting'"
    assert ask(system, query, wamid) == [("unknown_number",)]
