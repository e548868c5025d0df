"""The chat page's own API."""

from importlib import import_module
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from munshi import settings
from munshi.demo.cast import from_files
from munshi.demo.simulator import Simulator

from .conftest import KIRANA, PRIYA, Assistant, Business, Clock, Person, eventually
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


def test_the_browser_asks_anew_for_the_page_and_its_parts(client: TestClient) -> None:
    part = client.get("/demo/static/app.js")
    assert part.headers["cache-control"] == client.get("/demo").headers["cache-control"] == "no-cache"
    again = client.get("/demo/static/app.js", headers={"If-None-Match": part.headers["etag"]})
    assert again.status_code == 304


def test_the_page_goes_by_the_clock_of_the_demonstration(client: TestClient, clock: Clock) -> None:
    clock.passes(days=3)
    assert client.get("/demo/api/clock").json() == {"now": clock().isoformat()}


def test_the_page_is_told_whether_the_assistant_answers(client: TestClient, simulator: Simulator) -> None:
    assert client.get("/demo/api/assistant").json() == {"reachable": True}
    simulator.postman.client = httpx.AsyncClient(transport=httpx.MockTransport(_nobody))
    assert client.get("/demo/api/assistant").json() == {"reachable": False}


def _nobody(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


@pytest.mark.parametrize(
    ("graph_url", "status"),
    [
        ("", 200),
        ("http://127.0.0.1:8000/demo/graph", 200),
        ("http://127.0.0.1:9999/graph", 404),
        ("https://graph.facebook.com", 404),
        ("https://graph.example/demo/graph", 404),
    ],
)
def test_without_the_simulator_there_is_no_demonstration(
    graph_url: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHATSAPP_GRAPH_URL", graph_url)
    monkeypatch.setenv("BACKEND_PORT", "8000")
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1/never_asked")
    monkeypatch.setenv("MUNSHI_API_TOKEN", "token-of-the-actions")
    monkeypatch.setenv("MUNSHI_OPERATOR_TOKEN", "token-of-the-operator")
    monkeypatch.setenv("WHATSAPP_ACCESS_TOKEN", "EAAJBkZCq7w8BO4tZAn1")
    monkeypatch.setenv("WHATSAPP_APP_SECRET", "9f2c6d1b7a3e48058c6f1d2e3b4a5968")
    monkeypatch.setenv("WHATSAPP_VERIFY_TOKEN", "jalebi-aur-fafda")
    settings.current.cache_clear()
    served = TestClient(import_module("munshi.app").create())
    paths = ("/demo", "/demo/api/cast", "/demo/graph-control/sent", "/demo/static/app.js")
    wanted = [path for path in paths if status == 404 or "cast" not in path]
    assert {served.get(path).status_code for path in wanted} == {status}
    settings.current.cache_clear()


def test_the_business_files_give_a_cast() -> None:
    kirana = next(stage for stage in from_files() if stage.number == KIRANA)
    assert "customer" in {role for player in kirana.people for role in player.roles}
    assert PRIYA in {player.person for player in kirana.people}
