"""An answer becomes as few messages as WhatsApp allows, and only such as it takes."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from channels.whatsapp.outgoing.length import cut, size, split
from channels.whatsapp.outgoing.messages import Composed, address, next_page
from channels.whatsapp.turns.composer import compose
from channels.whatsapp.turns.output import Answer, Labels, is_on_the_web
from engine.settings import ROOT

SCHEMA = json.loads((ROOT / "backend" / "munshi" / "demo" / "outgoing.schema.json").read_text())
KINDS = {
    "text": "TextMessage",
    "interactive": "InteractiveMessage",
    "image": "ImageMessage",
    "document": "DocumentMessage",
    "location": "LocationMessage",
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


@pytest.mark.parametrize(("count", "expected"), [(3, ["button"]), (4, ["list"]), (40, ["list"])])
def test_many_choices_become_a_list(count: int, expected: list[str]) -> None:
    assert kinds(answer({"text": "Kaunsa?", "buttons": buttons(count)})) == expected


@pytest.mark.parametrize(
    ("count", "pages"), [(10, [10]), (11, [10, 2]), (19, [10, 10]), (20, [10, 10, 2]), (28, [10, 10, 10])]
)
def test_a_long_list_has_pages_of_nine_and_a_row_for_more(count: int, pages: list[int]) -> None:
    composed = compose(answer({"text": "Kaunsa?", "buttons": buttons(count)}))
    lists = all_pages(composed)
    assert [len(rows(page)) for page in lists] == pages
    tapped = [row["id"] for page in lists for row in rows(page)]
    assert [command for id_, command in commands(composed) if id_ in tapped] == [
        f"/choose{number}" for number in range(count)
    ]


def test_the_channels_own_words_are_the_pages() -> None:
    made = answer({"text": "Kaunsa?", "buttons": buttons(11)})
    made.labels = Labels("Chuniye", "Aur dikhaiye", "Yeh bhi hain", "")
    first, second = all_pages(compose(made))
    assert first["interactive"]["action"]["button"] == "Chuniye"
    assert rows(first)[-1]["title"] == "Aur dikhaiye"
    assert second["interactive"]["body"]["text"] == "Yeh bhi hain"


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


URL = {"title": "Pay", "url": "https://pay.test/1"}


def test_an_address_is_a_button() -> None:
    made = answer({"text": "₹96", "buttons": [URL]})
    assert kinds(made) == ["cta_url"]
    assert kinds(answer({"text": "₹96", "image": "https://x.test/a.png", "buttons": [URL]})) == ["cta_url"]


def test_choices_beside_an_address_have_numbers() -> None:
    composed = compose(answer({"text": "₹96", "buttons": [*buttons(2), URL]}))
    (request,) = composed.requests
    assert request["interactive"]["type"] == "cta_url"
    assert request["interactive"]["body"]["text"] == "₹96\n\n1. Choice 0\n2. Choice 1"
    assert [(button.number, button.command) for button in composed.issued] == [
        (1, "/choose0"),
        (2, "/choose1"),
    ]


def test_many_choices_below_a_picture_have_numbers() -> None:
    made = answer({"text": "Kaunsa?", "image": "https://x.test/a.png", "buttons": buttons(5)})
    made.labels = Labels(by_number="Number likh dijiye.")
    (request,) = compose(made).requests
    assert request["image"]["caption"].startswith("Kaunsa?\n\n1. Choice 0\n")
    assert request["image"]["caption"].endswith("5. Choice 4\n\nNumber likh dijiye.")


def test_of_too_many_choices_to_number_and_an_address_the_address_stands_in_the_text() -> None:
    composed = compose(answer({"text": "Kaunsa?", "buttons": [*buttons(25), URL]}))
    (request,) = composed.requests
    assert request["interactive"]["type"] == "list"
    assert request["interactive"]["body"]["text"] == "Kaunsa?\n\nPay: https://pay.test/1"


def test_what_cannot_be_a_button_stands_in_the_text() -> None:
    call = {"title": "Call", "url": "tel:+919000000001"}
    composed = compose(answer({"text": "Dukaan", "buttons": [URL, call]}))
    assert [request["interactive"]["body"]["text"] for request in composed.requests] == [
        "Dukaan\n\nCall: tel:+919000000001"
    ]


def test_a_place_is_asked_for_with_one_message() -> None:
    made = answer({"text": "Kahan bhejein?", "buttons": buttons(2)}, {"custom": {"location_request": True}})
    assert kinds(made) == ["location_request_message"]


def test_a_place_on_the_map_stands_below_the_words_about_it() -> None:
    spot = {"latitude": 22.7166, "longitude": 75.846, "name": "Sharma", "address": "14 Jawahar Marg"}
    made = compose(answer({"text": "Here we are"}, {"custom": {"location": spot}}))
    text, place = made.requests
    assert text["text"]["body"] == "Here we are"
    assert (place["type"], place["location"]) == ("location", spot)
    whole = {"messaging_product": "whatsapp", "to": "919000000101", **place}
    assert [error.message for error in VALIDATORS["location"].iter_errors(whole)] == []


def test_a_picture_or_document_of_the_books_is_named_by_its_path() -> None:
    document = {"source": "/api/invoices/1.pdf", "filename": "INV-1.pdf"}
    made = answer({"image": "/api/products/1/picture"}, {"custom": {"document": document}})
    assert [request[request["type"]] for request in compose(made).requests] == [
        {"source": "/api/products/1/picture"},
        document,
    ]


@pytest.mark.parametrize("file", [{"filename": "a.pdf"}, {"link": "a.pdf"}, {"id": ""}])
def test_a_file_that_is_nowhere_is_left_out(file: dict[str, str]) -> None:
    assert kinds(answer({"text": "Bill:", "custom": {"document": file}})) == ["text"]


def test_an_answer_to_one_of_several_messages_names_it() -> None:
    composed = compose(answer({"text": "x" * 5000}))
    composed.reply_to("wamid.1")
    assert [request.get("context") for request in composed.requests] == [{"message_id": "wamid.1"}, None]


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


words = st.text(st.sampled_from("aन्नू🙏👨‍👩‍👧\n .।"), max_size=3000) | st.text(max_size=50)
titles = st.text(min_size=1, max_size=60).filter(str.strip)
payloads: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"title": st.text(max_size=60)},
    optional={
        "payload": st.text(max_size=20) | st.just("/x"),
        "description": words,
        "url": st.sampled_from(["https://x.test/pay", "tel:+911", "x y", "http://"]),
    },
)
files = st.fixed_dictionaries(
    {},
    optional={
        "id": st.just("1"),
        "link": st.sampled_from(["https://x.test/a", "a.png"]),
        "source": st.just("/api/a"),
        "filename": words,
    },
)
replies = st.fixed_dictionaries(
    {},
    optional={
        "text": words,
        "buttons": st.lists(payloads, max_size=25),
        "image": st.sampled_from(["https://x.test/a.png", "/api/a.png", "a.png"]),
        "attachment": st.fixed_dictionaries({"document": files}),
        "custom": st.fixed_dictionaries({}, optional={"image": files, "location_request": st.booleans()}),
    },
)
labels = st.just(Labels()) | st.builds(Labels, titles, titles, titles, words)


@settings(deadline=None, max_examples=150)
@given(st.lists(replies, max_size=3), labels)
def test_whatever_is_said_meta_takes_it(said: list[dict[str, Any]], own: Labels) -> None:
    made = answer(*said)
    made.labels = own
    composed = compose(made)
    for request in [*composed.requests, *all_pages(composed)]:
        whole = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": "919000000101",
            **json.loads(json.dumps(request).replace('"source"', '"id"')),
        }
        assert [error.message for error in VALIDATORS[request["type"]].iter_errors(whole)] == []
        within_limits(request)
    assert sorted(command for _, command in commands(composed)) == sorted(
        choice.command for choice in made.choices
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(replies, max_size=3))
def test_whatever_can_be_answered_can_be_tapped_or_has_a_number(said: list[dict[str, Any]]) -> None:
    composed = compose(answer(*said))
    sent = json.dumps([*composed.requests, *all_pages(composed)])
    for button in composed.issued:
        assert (f'"{button.id}"' in sent) != (button.number is not None)


def all_pages(composed: Composed) -> list[dict[str, Any]]:
    """The lists of an answer: the one that is sent, and those that its rows for more bring."""
    sent = [request for request in composed.requests if "interactive" in request]
    lists = [request for request in sent if request["interactive"]["type"] == "list"]
    brought = [page for button in composed.issued if (page := next_page(button.command))]
    return [*lists, *brought[::-1]]


def rows(request: dict[str, Any]) -> list[dict[str, str]]:
    sections = request["interactive"]["action"].get("sections", [])
    return [row for section in sections for row in section["rows"]]


def commands(composed: Composed) -> list[tuple[str, str]]:
    """Id and command of all that the answer lets the person choose."""
    return [(button.id, button.command) for button in composed.issued if not next_page(button.command)]


def within_limits(request: dict[str, Any]) -> None:
    """The limits that the schema does not know."""
    if request["type"] == "text":
        assert 0 < size(request["text"]["body"]) <= 4096
    if request["type"] in ("image", "document"):
        file = request[request["type"]]
        assert is_on_the_web(file.get("link", "https://x.test"))
        assert size(file.get("caption", "")) <= 1024
        assert size(file.get("filename", "")) <= 240
    if request["type"] != "interactive":
        return
    interactive = request["interactive"]
    assert 0 < size(interactive["body"]["text"]) <= 1024
    assert interactive["body"]["text"].strip()
    replies = [button["reply"] for button in interactive["action"].get("buttons", [])]
    assert all(0 < size(reply["title"]) <= 20 for reply in replies)
    assert len({reply["title"] for reply in replies}) == len(replies) <= 3
    listed = rows(request)
    assert len({row["id"] for row in listed}) == len(listed) <= 10
    for row in listed:
        assert 0 < size(row["title"]) <= 24
        assert size(row.get("description", "")) <= 72
    if interactive["type"] == "list":
        assert 0 < size(interactive["action"]["button"]) <= 20
    if interactive["type"] == "cta_url":
        assert 0 < size(interactive["action"]["parameters"]["display_text"]) <= 20


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


def test_a_card_to_pay_stands_below_what_is_said() -> None:
    card = {"reference_id": "ORD-1-1", "order": {"status": "pending"}}
    made = answer({"text": "₹500 baaki hai"}, {"custom": {"order_details": card}})
    request = compose(made).requests[0]["interactive"]
    assert request["body"]["text"] == "₹500 baaki hai"
    assert (request["type"], request["action"]) == (
        "order_details",
        {"name": "review_and_pay", "parameters": card},
    )
    assert compose(made).card == card


def test_what_became_of_a_card_is_told_by_its_own_message() -> None:
    status = {"reference_id": "ORD-1-1", "order": {"status": "completed"}}
    made = answer({"text": "Mil gaye"}, {"custom": {"order_status": status}})
    request = compose(made).requests[0]["interactive"]
    assert (request["type"], request["action"]["name"]) == ("order_status", "review_order")
