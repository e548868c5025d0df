"""The chat page's own API."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from munshi.demo.build import is_simulated
from munshi.demo.cast import from_files

from .conftest import KIRANA, PRIYA, Assistant, Business, Person, eventually
from .test_refusals import button, buttons, listed, rows


def test_a_tap_carries_the_id_and_title_of_the_button(
    business: Business, heard: dict[str, Any], priya: Person, assistant: Assistant
) -> None:
    wamid = business.asks(buttons(button("yes-1", "Haan"), button("no-1", "Nahi"))).json()["messages"][0][
        "id"
    ]
    assert priya.posts({"type": "tap", "reply_to": wamid, "id": "yes-1"}).status_code == 201
    message = eventually(lambda: assistant.values("messages")[1:])[0]
    assert message["context"] == {"from": "919000000001", "id": wamid}
    assert message["interactive"] == {
        "type": "button_reply",
        "button_reply": {"id": "yes-1", "title": "Haan"},
    }


def test_a_row_is_a_list_reply(
    business: Business, heard: dict[str, Any], priya: Person, assistant: Assistant
) -> None:
    wamid = business.asks(listed({"rows": rows(3)})).json()["messages"][0]["id"]
    priya.posts({"type": "tap", "reply_to": wamid, "id": "row-2"})
    message = eventually(lambda: assistant.values("messages")[1:])[0]
    assert message["interactive"]["list_reply"] == {"id": "row-2", "title": "Atta 2"}


def test_a_button_that_was_never_shown_cannot_be_tapped(
    business: Business, heard: dict[str, Any], priya: Person
) -> None:
    wamid = business.asks(buttons(button("yes-1", "Haan"))).json()["messages"][0]["id"]
    assert priya.posts({"type": "tap", "reply_to": wamid, "id": "yes-2"}).status_code == 422


def test_a_location_arrives(priya: Person, assistant: Assistant) -> None:
    priya.posts({"type": "location", "latitude": 22.7196, "longitude": 75.8577, "place": "Rajwada"})
    location = eventually(lambda: assistant.values("messages"))[0]["location"]
    assert location == {"latitude": 22.7196, "longitude": 75.8577, "name": "Rajwada"}


def test_the_page_hears_of_messages_and_ticks(client: TestClient, priya: Person) -> None:
    with client.websocket_connect("/demo/api/events") as events:
        priya.writes("Namaste")
        assert events.receive_json()["message"]["content"]["text"]["body"] == "Namaste"
        assert events.receive_json()["state"] == "delivered"


def test_another_site_may_not_listen(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/demo/api/events", headers={"Origin": "http://evil.example"}) as events,
    ):
        events.receive_json()


def test_the_chats_tell_what_is_unread(
    business: Business, heard: dict[str, Any], client: TestClient, assistant: Assistant
) -> None:
    business.says()
    eventually(lambda: len(assistant.values("statuses")) == 2)
    assert client.get("/demo/api/chats").json()[0]["unread"] == 1
    client.post(f"/demo/api/chats/{KIRANA}/{PRIYA}/seen")
    eventually(lambda: client.get("/demo/api/chats").json()[0]["unread"] == 0)


def test_the_page_and_its_parts_are_served(client: TestClient) -> None:
    page = client.get("/demo")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert client.get("/demo/static/app.js").status_code == 200


def test_only_a_local_graph_is_simulated() -> None:
    assert is_simulated("http://127.0.0.1:8000/demo/graph")
    assert not is_simulated("https://graph.facebook.com")
    assert not is_simulated("https://example.in/demo/graph")


def test_the_business_files_give_a_cast() -> None:
    kirana = next(stage for stage in from_files() if stage.number == KIRANA)
    assert "customer" in {role for player in kirana.people for role in player.roles}
    assert PRIYA in {player.person for player in kirana.people}
