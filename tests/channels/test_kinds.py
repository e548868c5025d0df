"""What people send besides text and files."""

import json
from typing import Any

import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.incoming.reading import read
from tests.channels.fakes import Graph, Rasa
from tests.channels.writing import Person, body

BASKET = {
    "catalog_id": "194836987003835",
    "text": "jaldi bhejna",
    "product_items": [
        {"product_retailer_id": "CHEENI-LOOSE", "quantity": 2, "item_price": 46, "currency": "INR"},
        {"product_retailer_id": "ANDE", "quantity": "12"},
    ],
}


def metadata(rasa: Rasa) -> dict[str, Any]:
    """What the actions are told of the first message."""
    assert rasa.heard[0].metadata is not None
    return dict(rasa.heard[0].metadata)


async def test_a_place_comes_with_its_coordinates(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    place = {"latitude": 22.72, "longitude": 75.86, "name": "Rajwada", "address": "Indore"}
    await priya.sends(priya.message("location", place))
    assert await graph.gets(1) == ["heard /receive_location"]
    assert metadata(rasa)["attachment"] == {"kind": "location", **place}


async def test_an_order_from_the_catalogue_becomes_lines_of_an_order(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    await priya.sends(priya.message("order", BASKET))
    assert await graph.gets(1) == ["heard /receive_order"]
    assert metadata(rasa)["attachment"] == {
        "kind": "catalog_order",
        "items": [
            {"sku": "CHEENI-LOOSE", "name": None, "quantity": "2"},
            {"sku": "ANDE", "name": None, "quantity": "12"},
        ],
        "note": "jaldi bhejna",
    }


@pytest.mark.parametrize(
    "item",
    [
        {"product_retailer_id": "ANDE"},
        {"product_retailer_id": "ANDE", "quantity": 0},
        {"product_retailer_id": "ANDE", "quantity": -3},
        {"product_retailer_id": "ANDE", "quantity": "1e99"},
        {"product_retailer_id": "ANDE", "quantity": "NaN"},
        {"product_retailer_id": {"x": 1}, "quantity": 1},
        {"quantity": 1},
    ],
)
async def test_a_basket_that_says_nothing_is_answered_as_such(
    running: Connector, priya: Person, graph: Graph, item: dict[str, Any]
) -> None:
    await priya.sends(priya.message("order", {"product_items": [item, None, 7]}))
    assert await graph.gets(1) == ['heard /receive_attachment{"attachment_kind": "catalog_order"}']


async def test_an_advertisement_that_was_tapped_is_told_with_the_message(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    referral = {"source_type": "ad", "source_id": "120", "headline": "Diwali offer", "image": {"id": "x"}}
    await priya.sends(priya.message("text", {"body": "namaste"}, referral=referral))
    await graph.gets(1)
    assert metadata(rasa)["came_by"] == {
        "source_type": "ad",
        "source_id": "120",
        "headline": "Diwali offer",
    }


async def test_the_product_that_is_asked_about_is_told_with_the_message(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    product = {"catalog_id": "194", "product_retailer_id": "ANDE"}
    context = {"from": "91", "id": "wamid.1", "referred_product": product}
    await priya.sends(priya.message("text", {"body": "kitne ka hai"}, context=context))
    await graph.gets(1)
    assert metadata(rasa)["came_by"] == product


async def test_a_filled_form_comes_with_its_answers(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    filled = {"rating": "4", "comment": "badhiya", "deep": {"x": 1}}
    form = {"name": "flow", "body": "Sent", "response_json": json.dumps(filled)}
    await priya.sends(priya.message("interactive", {"type": "nfm_reply", "nfm_reply": form}))
    await graph.gets(1)
    answers = {"rating": "4", "comment": "badhiya"}
    assert metadata(rasa)["attachment"] == {"kind": "form", "name": "flow", "answers": answers}


@pytest.mark.parametrize("filled", ["{", "[1]", "null", "[" * 5000, '{"x": 1e999}', 7, None])
def test_a_form_that_cannot_be_read_has_no_answers(filled: Any) -> None:
    said = read("interactive", {"interactive": {"nfm_reply": {"response_json": filled, "name": "flow"}}})
    assert said.attachment == {"kind": "form", "name": "flow", "answers": {}}


async def test_a_shared_contact_comes_with_its_numbers(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    contact = {"name": {"formatted_name": "Ramesh"}, "phones": [{"phone": "+91 90000 00001"}]}
    await priya.sends({**priya.message("contacts", {}), "contacts": [contact, 7]})
    await graph.gets(1)
    known = [{"name": "Ramesh", "phones": ["+91 90000 00001"]}]
    assert metadata(rasa)["attachment"] == {"kind": "contacts", "contacts": known}


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("sticker", {"id": "900"}, "sticker"),
        ("contacts", [{"name": {"formatted_name": "Ramesh"}}], "contacts"),
        ("unsupported", {}, "unsupported"),
        ("of_next_year", {"x": 1}, "unsupported"),
        ("interactive", {"type": "nfm_reply", "nfm_reply": {"response_json": "{}"}}, "form"),
        ("interactive", {"type": "of_next_year"}, "unsupported"),
    ],
)
async def test_what_we_cannot_read_gets_the_answer_of_its_kind(
    running: Connector, priya: Person, graph: Graph, kind: str, content: Any, said: str
) -> None:
    await priya.sends(priya.message(kind, content))
    assert await graph.gets(1) == [f'heard /receive_attachment{{"attachment_kind": "{said}"}}']


async def test_who_opens_the_chat_is_greeted(running: Connector, priya: Person, graph: Graph) -> None:
    await priya.sends(priya.message("request_welcome", {}))
    assert await graph.gets(1) == ["heard /greet"]


@pytest.mark.parametrize("kind", ["reaction", "system", "edit", "revoke"])
async def test_what_wants_no_answer_gets_none(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, kind: str
) -> None:
    await priya.sends(priya.message(kind, {"emoji": "👍"}))
    await priya.writes("hi")
    assert await graph.gets(1) == ["heard hi"]
    assert rasa.texts == ["hi"]


@pytest.mark.parametrize("kind", ["system", "revoke"])
async def test_only_what_a_person_says_opens_the_window(
    connector: Connector, priya: Person, pool: Pool, kind: str
) -> None:
    await priya.sends(priya.message(kind, {}))
    async with pool.connection() as connection:
        assert await (await connection.execute("SELECT * FROM persons")).fetchall() == []


async def test_a_bad_message_spoils_no_other_of_its_batch(
    running: Connector, priya: Person, graph: Graph
) -> None:
    good = priya.message("text", {"body": "hi"})
    bad: list[Any] = [None, 7, {}, {"id": 5, "from": None}, {"id": "w", "from": "91", "type": {}, "text": []}]
    await running.receive(body(priya.value(*bad, good), {"messages": 3}, {"statuses": [{}, 4, {"id": "x"}]}))
    assert "heard hi" in await graph.gets(3)
