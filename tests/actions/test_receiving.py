"""What is said of a file or a place, and where a basket from the catalogue goes. The books are a fake."""

import json
from typing import Any

import httpx
import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import backend as backend_module
from actions import replies
from actions.backend import Backend
from actions.bills import RequestInvoice
from actions.receiving import ReceiveAttachment, ReceiveLocation, ReceiveOrder

ITEMS = [{"sku": "ANDE", "name": None, "quantity": "12"}]


def came(attachment: dict[str, Any] | None) -> Tracker:
    """A conversation in which this came last."""
    metadata = {"wamid": "wamid.1", "attachment": attachment}
    message = {"text": "/x", "intent": {"name": "receive_attachment"}, "entities": [], "metadata": metadata}
    slots = {"language": "hinglish", "asking": "confirm_order", "summary": "abc"}
    return Tracker("100000000000001:919000000101", slots, message, [], False, None, {}, "action_listen")


@pytest.mark.parametrize(
    ("attachment", "said"),
    [
        ({"kind": "voice"}, "utter_receive_attachment_voice"),
        ({"kind": "audio"}, "utter_receive_attachment_audio"),
        ({"kind": "sticker"}, "utter_receive_attachment_sticker"),
        ({"kind": "location"}, "utter_receive_attachment"),
        ({"kind": "image"}, "utter_receive_attachment_image"),
        ({"kind": "image", "fault": "too_large"}, "utter_receive_attachment_too_large"),
        ({"kind": "document", "fault": "not_allowed"}, "utter_receive_attachment_not_allowed"),
        ({"kind": "document"}, "utter_receive_attachment"),
        ({"kind": "of_next_year"}, "utter_receive_attachment"),
        (None, "utter_receive_attachment"),
    ],
)
async def test_what_cannot_be_read_gets_the_reply_of_its_fault_or_kind(
    attachment: dict[str, Any] | None, said: str
) -> None:
    dispatcher = CollectingDispatcher()
    assert await ReceiveAttachment().run(dispatcher, came(attachment), {}) == []
    assert [message["response"] for message in dispatcher.messages] == [said]
    assert said in replies.names()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """What the books are asked; they know nothing."""
    asked: list[httpx.Request] = []

    def decide(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"outcome": "nothing_known", "facts": {"notes": []}})

    client = httpx.AsyncClient(base_url="http://books/api", transport=httpx.MockTransport(decide))
    monkeypatch.setattr(backend_module, "_backend", Backend(client))
    return asked


async def test_a_place_on_the_map_goes_to_the_books(asked: list[httpx.Request]) -> None:
    shared = {"kind": "location", "latitude": 22.7, "longitude": 75.87, "name": "Sneh Apartments"}
    await ReceiveLocation().run(CollectingDispatcher(), came(shared), {})
    (request,) = asked
    assert request.url.path == "/api/cart/place"
    assert json.loads(request.content) == {"latitude": 22.7, "longitude": 75.87, "name": "Sneh Apartments"}


async def test_what_was_written_beside_a_basket_is_a_note(asked: list[httpx.Request]) -> None:
    basket = {"kind": "catalog_order", "items": ITEMS, "note": "kam teekha"}
    await ReceiveOrder().run(CollectingDispatcher(), came(basket), {})
    assert json.loads(asked[0].content)["left_over"] == [{"text": "kam teekha"}]


async def test_a_basket_goes_into_the_cart_once_for_its_message(asked: list[httpx.Request]) -> None:
    dispatcher = CollectingDispatcher()
    await ReceiveOrder().run(dispatcher, came({"kind": "catalog_order", "items": ITEMS}), {})
    (request,) = asked
    assert request.url.path == "/api/cart/lines"
    assert request.headers["Idempotency-Key"] == "wamid.1:action_receive_order"
    assert json.loads(request.content) == {"lines": ITEMS, "left_over": []}
    assert [message["response"] for message in dispatcher.messages] == ["utter_receive_order_nothing_known"]


BILL = {"kind": "image", "path": "1/a.jpg", "sha256": "a" * 64, "mime_type": "image/jpeg"}


def asked_for_a_bill(attachment: dict[str, Any] | None) -> Tracker:
    """The word *bill*, with or without a photo."""
    metadata = {"wamid": "wamid.1", "attachment": attachment}
    message = {"text": "bill", "intent": {"name": "request_invoice"}, "entities": [], "metadata": metadata}
    return Tracker("1:919000000101", {"language": "hinglish"}, message, [], False, None, {}, "action_listen")


@pytest.mark.parametrize(
    ("attachment", "claim", "said", "paths"),
    [
        (BILL, "ask_amount", "utter_claim_reimbursement_ask_amount", ["/api/claims/draft"]),
        (
            BILL,
            "not_allowed",
            "utter_request_invoice_not_offered",
            ["/api/claims/draft", "/api/bills/wanted"],
        ),
        (None, "ask_amount", "utter_request_invoice_not_offered", ["/api/bills/wanted"]),
    ],
    ids=["of an employee", "of a customer", "asked for without a photo"],
)
async def test_a_photo_that_is_called_a_bill_is_a_claims_bill_where_the_person_may_claim(
    monkeypatch: pytest.MonkeyPatch,
    attachment: dict[str, Any] | None,
    claim: str,
    said: str,
    paths: list[str],
) -> None:
    asked: list[str] = []

    def decide(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        bills = "/bills/" in request.url.path
        return httpx.Response(200, json={"outcome": "not_offered" if bills else claim, "facts": {}})

    client = httpx.AsyncClient(base_url="http://books/api", transport=httpx.MockTransport(decide))
    monkeypatch.setattr(backend_module, "_backend", Backend(client))
    dispatcher = CollectingDispatcher()
    await RequestInvoice().run(dispatcher, asked_for_a_bill(attachment), {})
    assert [message["response"] for message in dispatcher.messages] == [said]
    assert asked == paths
