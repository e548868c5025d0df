"""The simulator refuses what Meta refuses, with Meta's codes."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from .conftest import KIRANA, PRIYA, TOKEN, Business, Clock


def button(identity: str, title: str) -> dict[str, Any]:
    return {"type": "reply", "reply": {"id": identity, "title": title}}


def buttons(*found: dict[str, Any], body: str = "Theek hai?") -> dict[str, Any]:
    return {"type": "button", "body": {"text": body}, "action": {"buttons": list(found)}}


def listed(*sections: dict[str, Any], body: str = "Kaunsa?") -> dict[str, Any]:
    return {
        "type": "list",
        "body": {"text": body},
        "action": {"button": "Dekhiye", "sections": list(sections)},
    }


def rows(count: int, first: int = 0) -> list[dict[str, str]]:
    return [{"id": f"row-{number}", "title": f"Atta {number}"} for number in range(first, first + count)]


def error(response: Any) -> tuple[int, int]:
    return response.status_code, response.json()["error"]["code"]


def test_a_well_formed_text_is_accepted(business: Business, heard: dict[str, Any]) -> None:
    answer = business.says("Namaste").json()
    assert answer["messaging_product"] == "whatsapp"
    assert answer["contacts"] == [{"input": PRIYA, "wa_id": PRIYA}]
    assert answer["messages"][0]["id"].startswith("wamid.")


@pytest.mark.parametrize("token", ["", "another-token"])
def test_a_wrong_token_is_refused(business: Business, heard: dict[str, Any], token: str) -> None:
    text = {"messaging_product": "whatsapp", "to": PRIYA, "type": "text", "text": {"body": "x"}}
    response = business.posts(text, token=token)
    assert error(response) == (401, 190)
    assert response.json()["error"]["type"] == "OAuthException"


def test_an_unknown_number_cannot_send(business: Business) -> None:
    response = business.posts(
        {"messaging_product": "whatsapp", "to": PRIYA, "text": {"body": "x"}}, number="42"
    )
    assert error(response) == (400, 100)
    assert response.json()["error"]["error_subcode"] == 33


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"messaging_product": None}, 131009),
        ({"text": {"body": "x" * 4097}}, 100),
        ({"text": {"body": ""}}, 100),
        ({"text": {"body": "  \n"}}, 100),
        ({"text": {}}, 131008),
        ({"type": "poem"}, 131051),
        ({"to": "12"}, 131009),
        ({"colour": "green"}, 100),
        ({"biz_opaque_callback_data": "x" * 513}, 131009),
    ],
)
def test_a_malformed_text_is_refused(
    business: Business, heard: dict[str, Any], change: dict[str, Any], code: int
) -> None:
    text = {"messaging_product": "whatsapp", "to": PRIYA, "type": "text", "text": {"body": "x"}}
    assert error(business.posts({**text, **change})) == (400, code)


@pytest.mark.parametrize(
    "interactive",
    [
        buttons(),
        buttons(*(button(str(n), f"Title {n}") for n in range(4))),
        buttons(button("a", "x" * 21)),
        buttons(button("a", "Haan"), button("b", "Haan")),
        buttons(button("a", "Haan"), button("a", "Nahi")),
        buttons(button(" a", "Haan")),
        buttons(button("a" * 257, "Haan")),
        buttons(button("a", " ")),
        buttons(button("a", "Haan"), body="x" * 1025),
        buttons(button("a", "Haan"), body=" "),
        listed(),
        listed({"title": "Atta", "rows": []}),
        listed({"rows": rows(11)}),
        listed({"title": "A", "rows": rows(6)}, {"title": "B", "rows": rows(5, first=6)}),
        listed({"title": "A", "rows": rows(2)}, {"rows": rows(2, first=2)}),
        listed({"title": "A", "rows": rows(2)}, {"title": "B", "rows": rows(2)}),
        listed({"rows": [{"id": "a", "title": "x" * 25}]}),
        listed({"rows": [{"id": "a", "title": "x", "description": "x" * 73}]}),
        listed({"rows": rows(1)}, body="x" * 4097),
        {
            "type": "cta_url",
            "body": {"text": "Bill"},
            "action": {
                "name": "cta_url",
                "parameters": {"display_text": "Dekhiye", "url": "javascript:alert(1)"},
            },
        },
    ],
)
def test_interactive_messages_beyond_their_limits_are_refused(
    business: Business, heard: dict[str, Any], interactive: dict[str, Any]
) -> None:
    status, code = error(business.asks(interactive))
    assert status == 400
    assert code in (131008, 131009)


@pytest.mark.parametrize(
    "interactive",
    [
        buttons(button("a", "Haan"), button("b", "Nahi"), button("c", "Badlo")),
        listed({"title": "A", "rows": rows(5)}, {"title": "B", "rows": rows(5, first=5)}),
        {
            "type": "cta_url",
            "body": {"text": "Bill"},
            "action": {
                "name": "cta_url",
                "parameters": {"display_text": "Dekhiye", "url": "https://example.in/1"},
            },
        },
        {"type": "location_request_message", "body": {"text": "Pata?"}, "action": {"name": "send_location"}},
    ],
)
def test_interactive_messages_within_their_limits_are_accepted(
    business: Business, heard: dict[str, Any], interactive: dict[str, Any]
) -> None:
    assert business.asks(interactive).status_code == 200


def test_nothing_but_a_template_goes_before_the_person_has_written(business: Business) -> None:
    assert error(business.says()) == (400, 131047)


def test_the_window_closes_after_24_hours(business: Business, heard: dict[str, Any], clock: Clock) -> None:
    clock.passes(hours=24)
    assert business.says().status_code == 200
    clock.passes(seconds=1)
    assert error(business.says()) == (400, 131047)


def test_the_window_can_be_aged_by_order(
    business: Business, heard: dict[str, Any], client: TestClient
) -> None:
    client.post("/demo/graph-control/window", json={"phone_number_id": KIRANA, "person": PRIYA, "hours": 25})
    assert error(business.says()) == (400, 131047)


def test_an_approved_template_goes_outside_the_window(business: Business, client: TestClient) -> None:
    template = {
        "name": "order_ready",
        "language": {"code": "hi"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "ORD-12"}]}],
    }
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "template", "template": template}
    assert error(business.posts(request)) == (404, 132001)
    approved = {"name": "order_ready", "language": "hi", "body": "आपका ऑर्डर {{1}} तैयार है"}
    client.post("/demo/graph-control/templates", json=approved)
    assert business.posts(request).status_code == 200
    template["components"] = []
    assert error(business.posts(request)) == (400, 132000)


def test_a_pair_may_borrow_45_messages_and_then_one_each_6_seconds(
    business: Business, heard: dict[str, Any], clock: Clock
) -> None:
    assert {business.says().status_code for _ in range(45)} == {200}
    assert error(business.says()) == (400, 131056)
    clock.passes(seconds=6)
    assert business.says().status_code == 200
    assert error(business.says()) == (400, 131056)


def test_a_file_needs_an_id_that_was_given(
    business: Business, heard: dict[str, Any], client: TestClient
) -> None:
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "document", "document": {"id": "1"}}
    assert error(business.posts(request)) == (400, 100)


def test_an_image_is_not_sent_from_a_pdf(
    business: Business, heard: dict[str, Any], client: TestClient
) -> None:
    media_id = upload(client, b"%PDF-1.4", "application/pdf")
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "image", "image": {"id": media_id}}
    assert error(business.posts(request)) == (400, 131053)


def upload(client: TestClient, content: bytes, mime_type: str) -> str:
    files = {"file": ("bill.pdf", content, mime_type)}
    data = {"messaging_product": "whatsapp", "type": mime_type}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return str(
        client.post(f"/demo/graph/v25.0/{KIRANA}/media", files=files, data=data, headers=headers).json()["id"]
    )
