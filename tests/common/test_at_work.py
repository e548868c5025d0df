"""At the workshop of the demonstration: who works there is greeted so, papers reach who decides, who leaves is gone."""

from typing import Any

import httpx
import pytest
import yaml

from engine.settings import ROOT
from tests.conftest import System
from tests.orders.phones import Phone

KOVAI, NUMBER = "kovai-precision", "100000000000004"
MANAGER, OWNER, BIKASH, RAKESH, VIJAY = (
    "919000000411",
    "919000000401",
    "919000000428",
    "919000000426",
    "919000000430",
)
PNG = bytes.fromhex(  # one grey point
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63680000"
    "0082008177cd72b60000000049454e44ae426082"
)
GROCERIES = ("aata", "saaman", "flour", "आटा", "सामान")


def operator(system: System) -> dict[str, str]:
    return {"Authorization": f"Bearer {system.operator_token}"}


def sent(system: System, person: str) -> list[dict[str, Any]]:
    """What a person has been sent, as the Graph API has it."""
    path = f"{system.backend_url}/demo/graph-control/sent"
    answer = httpx.get(path, params={"phone_number_id": NUMBER, "person": person})
    return [message["content"] for message in answer.raise_for_status().json()["messages"]]


def sends_a_photo(phone: Phone, caption: str) -> None:
    page = f"{phone.system.backend_url}/demo/api"
    files = {"file": ("bill.png", PNG + phone.person.encode(), "image/png")}
    media = httpx.post(f"{page}/media", data={"number": NUMBER}, files=files).raise_for_status().json()
    written = {"type": "image", "media_id": media["id"], "caption": caption}
    httpx.post(f"{page}/chats/{NUMBER}/{phone.person}/messages", json=written).raise_for_status()


@pytest.mark.parametrize(
    ("person", "says", "hears", "not_told"),
    [
        (VIJAY, ("hi", "help", "ok"), ("*Leave*", "*Expenses*"), "*Approvals*"),
        (RAKESH, ("नमस्ते", "मदद", "हाँ"), ("*छुट्टी*", "*ख़र्चा*"), "*मंज़ूरी*"),
        (OWNER, ("hello", "help me", "ok"), ("*Leave*", "*Expenses*", "*Approvals*"), "*Orders*"),
    ],
)
def test_greeting_and_help_say_what_is_seen_to_for_who_works_there(
    system: System, person: str, says: tuple[str, ...], hears: tuple[str, ...], not_told: str
) -> None:
    phone = Phone(system, NUMBER, person)
    for words in says:
        text = phone.says(words).text
        assert not [piece for piece in hears if piece not in text], text
        assert not [piece for piece in (*GROCERIES, not_told) if piece in text], text


def test_a_stranger_is_offered_no_groceries_either(system: System) -> None:
    text = Phone(system, NUMBER).says("hello").text
    assert "Kovai Precision Works" in text
    assert not [piece for piece in GROCERIES if piece in text]


def test_a_bill_goes_from_the_employee_to_who_decides_who_is_written_down_as_having_seen_it(
    system: System,
) -> None:
    manager, bikash = Phone(system, NUMBER, MANAGER), Phone(system, NUMBER, BIKASH)
    manager.says("hi")
    assert "Kitne rupaye" in bikash.hears_of(lambda: sends_a_photo(bikash, "bill")).text
    bikash.says("280 petrol aaj ka")
    told = manager.hears_of(lambda: bikash.says("haan"))
    assert "Bikash Nayak" in told.text
    assert {"Manzoor", "Namanzoor"} <= told.choices.keys()
    assert sent(system, MANAGER)[-1]["interactive"]["header"]["type"] == "image"
    looked = httpx.get(
        f"{system.backend_url}/api/businesses/{KOVAI}/access",
        params={"person": BIKASH},
        headers=operator(system),
    ).json()["items"]
    people = httpx.get(
        f"{system.backend_url}/api/businesses/{KOVAI}/people", headers=operator(system)
    ).json()["items"]
    names = {person["id"]: person["name"] for person in people}
    last = looked[0]
    assert (names[last["looker"]], names[last["person"]], last["kind"], last["how"]) == (
        "Meenakshi Sundaram",
        "Bikash Nayak",
        "receipt",
        "file",
    )


def test_who_has_left_is_a_stranger_at_once_also_for_what_they_were_shown(system: System) -> None:
    sunita = Phone(system, NUMBER, "919000000429")
    shown = sunita.says("1 दिसंबर को casual छुट्टी चाहिए")
    yes = next(title for title in shown.choices if title.startswith("हाँ"))
    file = yaml.safe_load((ROOT / "backend/demo/businesses/kovai-precision.yaml").read_text("utf-8"))
    (entry,) = [person for person in file["people"] if person["phones"] == [sunita.person]]
    text = yaml.safe_dump({**file, "people": [{**entry, "left": "2026-11-24"}]}, allow_unicode=True)
    path = f"{system.backend_url}/api/businesses"
    httpx.post(path, content=text.encode(), headers=operator(system)).raise_for_status()
    assert "LV-" not in sunita.taps(yes).text
    assert "*छुट्टी*" not in sunita.says("नमस्ते").text
