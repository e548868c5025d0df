"""An answer becomes as few messages as WhatsApp allows, and only such as it takes."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from channels.whatsapp.composer import address, compose
from channels.whatsapp.length import cut, size, split
from channels.whatsapp.output import Answer, Choice, Link, Media
from engine.settings import ROOT

SCHEMA = json.loads((ROOT / "backend" / "munshi" / "demo" / "outgoing.schema.json").read_text())
KINDS = {
    "text": "TextMessage",
    "interactive": "InteractiveMessage",
    "image": "ImageMessage",
    "document": "DocumentMessage",
}
VALIDATORS = {
    kind: Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{definition}"})
    for kind, definition in KINDS.items()
}


def answer(*messages: dict[str, Any]) -> Answer:
    made = Answer()
    for message in messages:
        made.add(message)
    return made


def buttons(count: int, title: str = "Choice {}") -> list[dict[str, str]]:
    return [{"title": title.format(number), "payload": f"/choose{number}"} for number in range(count)]


def kinds(made: Answer) -> list[str]:
    """What is sent: the type of each message, or that of its interactive."""
    requests = compose(made).requests
    return [
        request["interactive"]["type"] if "interactive" in request else request["type"]
        for request in requests
    ]


def test_several_texts_are_one_message() -> None:
    requests = compose(answer({"text": "Cart mein: aata"}, {"text": "Total ₹96"})).requests
    assert [request["text"]["body"] for request in requests] == ["Cart mein: aata\n\nTotal ₹96"]


def test_buttons_stand_below_all_texts() -> None:
    made = answer({"text": "Total ₹96"}, {"text": "Pakka?", "buttons": buttons(2)})
    assert kinds(made) == ["button"]
    assert compose(made).requests[0]["interactive"]["body"]["text"] == "Total ₹96\n\nPakka?"


@pytest.mark.parametrize(
    ("count", "expected"), [(3, ["button"]), (4, ["list"]), (10, ["list"]), (11, ["list", "list"])]
)
def test_many_choices_become_a_list(count: int, expected: list[str]) -> None:
    assert kinds(answer({"text": "Kaunsa?", "buttons": buttons(count)})) == expected


def test_choices_that_would_look_alike_as_buttons_become_rows() -> None:
    made = answer({"text": "Kaunsa?", "buttons": buttons(2, "Aashirvaad chakki atta {}")})
    assert kinds(made) == ["list"]


def test_a_long_text_goes_before_its_buttons() -> None:
    made = answer({"text": "line of the order\n" * 100, "buttons": buttons(2)})
    assert kinds(made) == ["text", "button"]


def test_a_picture_carries_the_text() -> None:
    assert kinds(answer({"text": "Yeh raha"}, {"image": "https://x.test/a.png"})) == ["image"]
    with_buttons = answer({"text": "Yeh?", "image": "https://x.test/a.png", "buttons": buttons(2)})
    assert kinds(with_buttons) == ["button"]
    assert compose(with_buttons).requests[0]["interactive"]["header"]["type"] == "image"


def test_every_issued_id_stands_in_a_message_and_gives_nothing_away() -> None:
    composed = compose(answer({"text": "Pakka?", "buttons": buttons(3)}))
    sent = json.dumps(composed.requests)
    assert [button.command for button in composed.issued] == ["/choose0", "/choose1", "/choose2"]
    assert all(button.id in sent for button in composed.issued)
    assert "/choose" not in sent


def test_nothing_to_say_is_no_message() -> None:
    assert compose(answer({"text": "  "})).requests == []


def test_who_is_known_by_an_id_alone_is_the_recipient() -> None:
    assert address("919000000101") == {"to": "919000000101"}
    assert address("IN.a1B2") == {"recipient": "IN.a1B2"}


words = st.text(st.sampled_from("aन्नू🙏👨‍👩‍👧\n .।"), max_size=3000)
choices = st.builds(
    Choice, st.text(min_size=1, max_size=60).filter(str.strip), st.just("/x"), st.text(max_size=90)
)
media = st.builds(
    Media,
    st.sampled_from(["image", "document"]),
    st.just({"link": "https://x.test/a"}),
)
answers = st.builds(
    Answer,
    st.lists(words.filter(str.strip), max_size=3),
    st.lists(choices, max_size=25, unique_by=lambda choice: choice.title),
    st.lists(media, max_size=2),
    st.none()
    | st.builds(Link, st.text(min_size=1, max_size=30).filter(str.strip), st.just("https://x.test")),
    st.booleans(),
)


@settings(deadline=None, max_examples=60)
@given(answers)
def test_whatever_is_said_meta_takes_it(made: Answer) -> None:
    composed = compose(made)
    for request in composed.requests:
        whole = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": "919000000101",
            **request,
        }
        assert [error.message for error in VALIDATORS[request["type"]].iter_errors(whole)] == []
        within_limits(request)
    assert len({button.id for button in composed.issued}) == len(made.choices)


def within_limits(request: dict[str, Any]) -> None:
    """The limits that the schema does not know."""
    if request["type"] == "text":
        assert 0 < size(request["text"]["body"]) <= 4096
    if request["type"] != "interactive":
        return
    interactive = request["interactive"]
    assert 0 < size(interactive["body"]["text"]) <= 1024
    for button in interactive["action"].get("buttons", []):
        assert 0 < size(button["reply"]["title"]) <= 20
    rows = [row for section in interactive["action"].get("sections", []) for row in section["rows"]]
    assert len(rows) <= 10
    for row in rows:
        assert 0 < size(row["title"]) <= 24
        assert size(row.get("description", "")) <= 72


def test_cutting_keeps_syllables_and_families_whole() -> None:
    assert cut("नमस्ते दुनिया", 6) == "नम…"
    assert cut("👨‍👩‍👧👨‍👩‍👧", 10) == "👨‍👩‍👧…"
    assert cut("short", 20) == "short"


@settings(deadline=None, max_examples=60)
@given(words, st.integers(20, 200))
def test_splitting_loses_no_word(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < size(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
