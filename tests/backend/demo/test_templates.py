"""The templates of the account: handed in, reviewed, told of by webhook, and sent."""

from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from munshi.demo.webhooks import ACCOUNT

from .conftest import KIRANA, PRIYA, TOKEN, Assistant, Business, eventually

HEADERS = {"Authorization": f"Bearer {TOKEN}"}
TEMPLATES = f"/demo/graph/v25.0/{ACCOUNT}/message_templates"
EXAMPLE = {"body_text_named_params": [{"param_name": "reference", "example": "ORD-12"}]}
WANTED = {
    "name": "order_ready",
    "language": "hi",
    "category": "UTILITY",
    "parameter_format": "NAMED",
    "components": [{"type": "BODY", "text": "आपका ऑर्डर {{reference}} तैयार है।", "example": EXAMPLE}],
}


def hands_in(client: TestClient, **changed: Any) -> httpx2.Response:
    return client.post(TEMPLATES, json={**WANTED, **changed}, headers=HEADERS)


def listed(client: TestClient, **query: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(TEMPLATES, params=query, headers=HEADERS).json()
    return answer


def sends(business: Business, **value: str) -> httpx2.Response:
    parameters = [{"type": "text", "parameter_name": name, "text": text} for name, text in value.items()]
    template = {
        "name": "order_ready",
        "language": {"code": "hi"},
        "components": [{"type": "body", "parameters": parameters}],
    }
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "template", "template": template}
    return business.posts(request)


def changes(assistant: Assistant) -> list[dict[str, Any]]:
    """The changes of all webhooks."""
    updates = [httpx2.Response(200, content=request.content).json() for request in assistant.requests]
    return [change for update in updates for change in update["entry"][0]["changes"]]


def test_a_template_is_approved_and_told_of_by_webhook(client: TestClient, assistant: Assistant) -> None:
    answer = hands_in(client).json()
    assert (answer["status"], answer["category"]) == ("APPROVED", "UTILITY")
    (change,) = eventually(lambda: changes(assistant))
    assert change["field"] == "message_template_status_update"
    assert change["value"]["event"] == "APPROVED"
    assert change["value"]["message_template_name"] == "order_ready"
    assert change["value"]["message_template_language"] == "hi"


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Order ready"},
        {"language": "Hindi"},
        {"category": "NEWS"},
        {"components": []},
        {"components": [{"type": "BODY", "text": "{{reference}} तैयार है।", "example": EXAMPLE}]},
        {"components": [{"type": "BODY", "text": "तैयार है: {{reference}}", "example": EXAMPLE}]},
        {"components": [{"type": "BODY", "text": "आपका ऑर्डर {{reference}} तैयार है।"}]},
    ],
)
def test_what_nobody_would_review_is_refused(client: TestClient, changed: dict[str, Any]) -> None:
    answer = hands_in(client, **changed)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)
    assert listed(client)["data"] == []


def test_a_template_exists_once_in_a_language(client: TestClient) -> None:
    hands_in(client)
    assert hands_in(client).json()["error"]["error_subcode"] == 2388024
    assert hands_in(client, language="en_IN").status_code == 200


def test_the_list_comes_page_by_page_with_the_fields_that_are_asked_for(client: TestClient) -> None:
    for number in range(3):
        hands_in(client, name=f"order_{number}")
    first = listed(client, limit=2, fields="name,status")
    assert [set(each) for each in first["data"]] == [{"id", "name", "status"}] * 2
    assert first["paging"]["next"]
    second = listed(client, limit=2, after=first["paging"]["cursors"]["after"])
    assert [each["name"] for each in second["data"]] == ["order_2"]
    assert "next" not in second["paging"]


def test_the_accounts_numbers_are_those_of_the_businesses(client: TestClient) -> None:
    numbers = client.get(f"/demo/graph/v25.0/{ACCOUNT}/phone_numbers", headers=HEADERS).json()
    assert [number["id"] for number in numbers["data"]] == [KIRANA]


@pytest.mark.parametrize("path", ["message_templates", "phone_numbers"])
def test_another_account_and_a_wrong_token_are_refused(client: TestClient, path: str) -> None:
    assert client.get(f"/demo/graph/v25.0/42/{path}", headers=HEADERS).json()["error"]["error_subcode"] == 33
    wrong = {"Authorization": "Bearer another"}
    assert client.get(f"/demo/graph/v25.0/{ACCOUNT}/{path}", headers=wrong).status_code == 401


def test_only_an_approved_template_with_all_its_values_goes(business: Business, client: TestClient) -> None:
    hands_in(client)
    assert sends(business, reference="ORD-12").status_code == 200
    assert sends(business, number="ORD-12").json()["error"]["code"] == 132000
    for status, code in (("PAUSED", 132015), ("DISABLED", 132016), ("REJECTED", 132001)):
        reviewed = {"name": "order_ready", "language": "hi", "status": status}
        assert client.post("/demo/graph-control/templates", json=reviewed).status_code == 200
        assert sends(business, reference="ORD-12").json()["error"]["code"] == code


def test_a_review_can_be_made_to_wait_and_told_later(client: TestClient, assistant: Assistant) -> None:
    client.post("/demo/graph-control/behaviour", json={"review": "PENDING"})
    assert hands_in(client).json()["status"] == "PENDING"
    reviewed = {"name": "order_ready", "language": "hi", "status": "REJECTED"}
    client.post("/demo/graph-control/templates", json=reviewed)
    events = [change["value"]["event"] for change in eventually(lambda: changes(assistant)[1:])]
    assert events == ["REJECTED"]


def test_what_was_never_handed_in_cannot_be_reviewed(client: TestClient) -> None:
    reviewed = {"name": "order_ready", "language": "hi", "status": "REJECTED"}
    assert client.post("/demo/graph-control/templates", json=reviewed).status_code == 404


BUTTONS = {
    "type": "BUTTONS",
    "buttons": [{"type": "QUICK_REPLY", "text": "जवाब दूँगा"}, {"type": "QUICK_REPLY", "text": "रहने दो"}],
}


def test_a_template_has_buttons_that_are_tapped_like_a_message_of_meta(
    client: TestClient, business: Business, assistant: Assistant
) -> None:
    assert hands_in(client, components=[*WANTED["components"], BUTTONS]).status_code == 200
    assert listed(client)["data"][0]["components"][1] == BUTTONS
    assert sends(business, reference="ORD-12").json()["error"]["code"] == 132018
    body = {"type": "body", "parameters": [{"type": "text", "parameter_name": "reference", "text": "ORD-12"}]}
    taps = [
        {"type": "button", "sub_type": "quick_reply", "index": str(place),
         "parameters": [{"type": "payload", "payload": payload}]}
        for place, payload in enumerate(("one", "two"))
    ]  # fmt: skip
    template = {"name": "order_ready", "language": {"code": "hi"}, "components": [body, *taps]}
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "template", "template": template}
    wamid = business.posts(request).json()["messages"][0]["id"]
    tap = {"type": "tap", "id": "one", "reply_to": wamid}
    assert client.post(f"/demo/api/chats/{KIRANA}/{PRIYA}/messages", json=tap).status_code == 201
    (heard,) = eventually(lambda: assistant.values("messages"))
    assert heard["button"] == {"text": "जवाब दूँगा", "payload": "one"}
    assert heard["context"]["id"] == wamid


@pytest.mark.parametrize("titles", [[], ["x" * 26], [""]])
def test_buttons_that_nobody_would_review_are_refused(client: TestClient, titles: list[str]) -> None:
    buttons = [{"type": "QUICK_REPLY", "text": title} for title in titles]
    handed = hands_in(client, components=[*WANTED["components"], {"type": "BUTTONS", "buttons": buttons}])
    assert handed.json()["error"]["code"] == 100
