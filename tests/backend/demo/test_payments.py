"""Cards of WhatsApp's payments in the simulator, as Meta's pages describe them."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi.demo.simulator import Simulator
from munshi.demo.webhooks import ACCOUNT
from tests.backend.demo.conftest import KIRANA, PRIYA, TOKEN, Assistant, Business, eventually

REFERENCE = "SK-26-27-000142-1"


def card(**changes: Any) -> dict[str, Any]:
    """A card of ₹728.20."""
    order = {
        "status": "pending",
        "items": [{"name": "Aata", "amount": {"value": 72820, "offset": 100}, "quantity": 1}],
        "subtotal": {"value": 72820, "offset": 100},
        "tax": {"value": 0, "offset": 100},
    }
    gateway = {"type": "razorpay", "configuration_name": "sharma-razorpay"}
    parameters = {
        "reference_id": REFERENCE,
        "type": "digital-goods",
        "payment_settings": [{"type": "payment_gateway", "payment_gateway": gateway}],
        "currency": "INR",
        "total_amount": {"value": 72820, "offset": 100},
        "order": order,
        **changes,
    }
    action = {"name": "review_and_pay", "parameters": parameters}
    return {"type": "order_details", "body": {"text": "Bill"}, "action": action}


def status(of: str) -> dict[str, Any]:
    """The order of the card moves."""
    parameters = {"reference_id": REFERENCE, "order": {"status": of}}
    action = {"name": "review_order", "parameters": parameters}
    return {"type": "order_status", "body": {"text": "Bill"}, "action": action}


def _of_payments(assistant: Assistant) -> list[dict[str, Any]]:
    return [each for each in assistant.values("statuses") if each.get("type") == "payment"]


@pytest.fixture
def heard(business: Business) -> Business:
    """A business that may write to Priya."""
    path = f"/demo/api/chats/{KIRANA}/919000000101/messages"
    business.client.post(path, json={"type": "text", "body": "hello"})
    return business


def test_a_card_is_paid_and_both_look_up_and_webhook_say_so(
    heard: Business, assistant: Assistant, client: TestClient
) -> None:
    assert heard.asks(card()).is_success
    client.post(f"/demo/api/payments/{KIRANA}/{REFERENCE}", json={"outcome": "fail"})
    client.post(f"/demo/api/payments/{KIRANA}/{REFERENCE}", json={"outcome": "pay"})
    eventually(lambda: len(_of_payments(assistant)) == 2)
    told = _of_payments(assistant)
    assert [(each["status"], each["payment"]["transaction"]["status"]) for each in told] == [
        ("pending", "failed"),
        ("captured", "success"),
    ]
    headers = {"Authorization": f"Bearer {TOKEN}"}
    found = client.get(
        f"/demo/graph/v25.0/{KIRANA}/payments/sharma-razorpay/{REFERENCE}", headers=headers
    ).json()
    assert [each["status"] for each in found["payments"][0]["transactions"]] == ["failed", "success"]
    assert client.post(f"/demo/api/payments/{KIRANA}/{REFERENCE}", json={"outcome": "pay"}).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"total_amount": {"value": 72821, "offset": 100}},
        {
            "order": {
                **card()["action"]["parameters"]["order"],
                "expiration": {"timestamp": "1", "description": "x"},
            }
        },
    ],
)
def test_a_card_that_could_not_be_paid_is_refused(heard: Business, changes: dict[str, Any]) -> None:
    assert heard.asks(card(**changes)).json()["error"]["code"] == 131009


def test_a_reference_is_used_once(heard: Business) -> None:
    assert heard.asks(card()).is_success
    assert heard.asks(card()).json()["error"]["code"] == 131009


def template(parameters: dict[str, Any] | None) -> dict[str, Any]:
    """A template with a card below it, or without one."""
    body = {"type": "body", "parameters": [{"type": "text", "parameter_name": "amount", "text": "₹728.20"}]}
    action = {"type": "action", "action": {"order_details": parameters}}
    button = {"type": "button", "sub_type": "order_details", "index": "0", "parameters": [action]}
    parts = [body, button] if parameters else [body]
    value = {"name": "bill_due", "language": {"code": "en"}, "components": parts}
    return {"messaging_product": "whatsapp", "to": PRIYA, "type": "template", "template": value}


@pytest.fixture
def reviewed(client: TestClient) -> None:
    """A template below which a card is paid."""
    example = {"body_text_named_params": [{"param_name": "amount", "example": "₹500"}]}
    wanted = {
        "name": "bill_due",
        "language": "en",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "components": [
            {"type": "BODY", "text": "Your bill over {{amount}} is ready.", "example": example},
            {"type": "BUTTONS", "buttons": [{"type": "ORDER_DETAILS", "text": "Review and Pay"}]},
        ],
    }
    headers = {"Authorization": f"Bearer {TOKEN}"}
    path = f"/demo/graph/v25.0/{ACCOUNT}/message_templates"
    assert client.post(path, json=wanted, headers=headers).is_success


def test_outside_the_24_hours_a_card_comes_with_a_template_and_is_paid_there(
    reviewed: None, business: Business, assistant: Assistant, client: TestClient
) -> None:
    parameters = card()["action"]["parameters"]
    assert business.posts(template(None)).json()["error"]["code"] == 132018
    assert business.posts(template(parameters)).is_success
    client.post(f"/demo/api/payments/{KIRANA}/{REFERENCE}", json={"outcome": "pay"})
    (told,) = eventually(lambda: _of_payments(assistant))
    assert (told["status"], told["payment"]["reference_id"]) == ("captured", REFERENCE)
    assert business.posts(template(parameters)).json()["error"]["code"] == 131009


@pytest.mark.parametrize("code", [134011, 131005])
def test_a_card_in_a_template_is_refused_as_one_in_the_chat(
    reviewed: None, business: Business, simulator: Simulator, code: int
) -> None:
    simulator.till.refuses = code
    refused = business.posts(template(card()["action"]["parameters"]))
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, code)


@pytest.mark.parametrize("code", [134011, 131005])
def test_without_the_payment_terms_nothing_is_taken(heard: Business, simulator: Simulator, code: int) -> None:
    simulator.till.refuses = code
    error = heard.asks(card()).json()["error"]
    assert error["code"] == code
    assert "terms" in error["error_data"]["details"]


def test_an_order_moves_as_the_table_says(heard: Business, client: TestClient) -> None:
    assert heard.asks(card()).is_success
    assert heard.asks(status("processing")).is_success
    client.post(f"/demo/api/payments/{KIRANA}/{REFERENCE}", json={"outcome": "pay"})
    assert heard.asks(status("canceled")).json()["error"]["code"] == 2047
    assert heard.asks(status("completed")).is_success
    assert heard.asks(status("shipped")).json()["error"]["code"] == 2046
