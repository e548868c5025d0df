"""What the assistant is told: signed updates in Meta's shape, ticks, and faults by order."""

import hashlib
import hmac
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from munshi.demo.state import user_id

from .conftest import KIRANA, PRIYA, SECRET, Assistant, Business, Person, eventually


def order(client: TestClient, **fault: Any) -> None:
    assert client.post("/demo/graph-control/faults", json={"faults": [fault], "seed": 1}).status_code == 200


def test_a_message_arrives_signed_and_in_the_shape_of_meta(priya: Person, assistant: Assistant) -> None:
    priya.writes("do kilo atta 🙏")
    request = eventually(lambda: assistant.requests)[0]
    assert str(request.url) == "http://127.0.0.1:5005/webhooks/whatsapp/webhook"
    digest = hmac.new(SECRET.encode(), request.content, hashlib.sha256).hexdigest()
    assert request.headers["X-Hub-Signature-256"] == f"sha256={digest}"
    update = httpx.Response(200, content=request.content).json()
    assert update["object"] == "whatsapp_business_account"
    value = update["entry"][0]["changes"][0]["value"]
    assert value["metadata"] == {"display_phone_number": "919000000001", "phone_number_id": KIRANA}
    assert value["contacts"][0]["profile"] == {"name": "Priya Joshi"}
    assert value["contacts"][0]["wa_id"] == PRIYA
    message = value["messages"][0]
    assert (message["from"], message["type"], message["text"]) == (PRIYA, "text", {"body": "do kilo atta 🙏"})


def test_a_person_may_be_known_by_a_user_id_alone(client: TestClient, assistant: Assistant) -> None:
    client.post(f"/demo/api/chats/{KIRANA}/IN.abc123/messages", json={"type": "text", "body": "Hello"})
    message = eventually(lambda: assistant.values("messages"))[0]
    assert message["from_user_id"] == "IN.abc123"
    assert "from" not in message


def test_an_answer_to_a_user_id_reaches_the_chat(
    business: Business, heard: dict[str, Any], priya: Person
) -> None:
    business.says("ok")
    sent = {"messaging_product": "whatsapp", "type": "text", "text": {"body": "by id"}}

    assert business.posts({**sent, "recipient": user_id(PRIYA)}).status_code == 200
    assert priya.sees()[-1]["content"]["text"]["body"] == "by id"


def test_statuses_follow_with_our_own_id(
    business: Business, heard: dict[str, Any], assistant: Assistant
) -> None:
    wamid = business.says(biz_opaque_callback_data="turn-1:0").json()["messages"][0]["id"]
    statuses = eventually(lambda: len(found := assistant.values("statuses")) == 2 and found)
    assert [status["status"] for status in statuses] == ["sent", "delivered"]
    assert {status["biz_opaque_callback_data"] for status in statuses} == {"turn-1:0"}
    assert {status["id"] for status in statuses} == {wamid}
    assert {status["recipient_id"] for status in statuses} == {PRIYA}


def test_read_is_reported_when_the_person_has_seen_it(
    business: Business, heard: dict[str, Any], assistant: Assistant, client: TestClient
) -> None:
    business.says()
    eventually(lambda: len(assistant.values("statuses")) == 2)
    client.post(f"/demo/api/chats/{KIRANA}/{PRIYA}/seen")
    statuses = eventually(lambda: len(found := assistant.values("statuses")) == 3 and found)
    assert statuses[-1]["status"] == "read"


def test_ticks_go_from_one_grey_to_two_grey_to_blue(
    business: Business, heard: dict[str, Any], priya: Person
) -> None:
    assert heard["state"] == "sent"
    eventually(lambda: priya.sees()[0]["state"] == "delivered")
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": heard["wamid"]}
    assert business.posts({**read, "typing_indicator": {"type": "text"}}).json() == {"success": True}
    assert priya.sees()[0]["state"] == "read"


def test_reading_an_unknown_message_is_refused(business: Business, heard: dict[str, Any]) -> None:
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x"}
    assert business.posts(read).json()["error"]["code"] == 131009


def test_what_the_assistant_did_not_take_is_shown_and_delivered_later(
    priya: Person, assistant: Assistant, client: TestClient
) -> None:
    assistant.answers = [503]
    message = priya.writes("suniye")
    eventually(lambda: priya.sees()[0]["state"] == "undelivered")
    client.post(f"/demo/api/messages/{message['wamid']}/retry")
    eventually(lambda: priya.sees()[0]["state"] == "delivered")
    assert [found["id"] for found in assistant.values("messages")] == [message["wamid"]] * 2


def test_posting_the_same_message_again_writes_it_once(priya: Person) -> None:
    first, again = priya.writes("ek", client_id="c1"), priya.writes("ek", client_id="c1")
    assert first["wamid"] == again["wamid"]
    assert len(priya.sees()) == 1


def test_a_repeated_webhook_comes_twice(priya: Person, assistant: Assistant, client: TestClient) -> None:
    order(client, where="webhook", what="repeat")
    priya.writes()
    assert len({message["id"] for message in eventually(lambda: two(assistant))}) == 1


def two(assistant: Assistant) -> list[dict[str, Any]] | None:
    found = assistant.values("messages")
    return found if len(found) == 2 else None


def test_a_delayed_webhook_is_overtaken(priya: Person, assistant: Assistant, client: TestClient) -> None:
    order(client, where="webhook", what="delay", seconds=0.2)
    priya.writes("pehla")
    priya.writes("doosra")
    assert [message["text"]["body"] for message in eventually(lambda: two(assistant))] == ["doosra", "pehla"]


def test_a_refusal_by_order_strikes_as_often_as_ordered(
    business: Business, heard: dict[str, Any], client: TestClient
) -> None:
    order(client, where="send", what="refuse", code=130429, times=2)
    assert [business.says().status_code for _ in range(3)] == [429, 429, 200]


def test_an_ambiguous_answer_hides_a_message_that_was_sent(
    business: Business, heard: dict[str, Any], client: TestClient, assistant: Assistant
) -> None:
    order(client, where="send", what="ambiguous")
    response = business.says("ek baar", biz_opaque_callback_data="turn-9:0")
    assert (response.status_code, response.json()["error"]["code"]) == (500, 131000)
    sent = client.get("/demo/graph-control/sent", params={"opaque": "turn-9:0"}).json()["messages"]
    assert len(sent) == 1
    statuses = eventually(lambda: assistant.values("statuses"))
    assert statuses[0]["biz_opaque_callback_data"] == "turn-9:0"


def test_a_message_may_fail_after_it_was_accepted(
    business: Business, heard: dict[str, Any], client: TestClient, assistant: Assistant
) -> None:
    order(client, where="send", what="fail_late", code=131026)
    assert business.says().status_code == 200
    status = eventually(lambda: assistant.values("statuses"))[0]
    assert (status["status"], status["errors"][0]["code"]) == ("failed", 131026)


def test_a_closed_window_may_be_reported_late(
    business: Business, client: TestClient, assistant: Assistant
) -> None:
    client.post("/demo/graph-control/behaviour", json={"window_refused_late": True, "status_delay": 0})
    assert business.says().status_code == 200
    status = eventually(lambda: assistant.values("statuses"))[0]
    assert status["errors"][0]["code"] == 131047


@pytest.mark.parametrize("what", ["nonsense", None])
def test_an_order_that_makes_no_sense_is_refused(client: TestClient, what: str | None) -> None:
    fault = {"where": "send", "what": what}
    assert client.post("/demo/graph-control/faults", json={"faults": [fault]}).status_code == 422


def test_chance_is_repeatable(business: Business, heard: dict[str, Any], client: TestClient) -> None:
    def struck() -> list[int]:
        order(client, where="send", what="refuse", code=4, times=None, probability=0.5)
        answers = [business.says().status_code for _ in range(8)]
        client.delete("/demo/graph-control/faults")
        return answers

    first = struck()
    assert first == struck()
    assert set(first) == {200, 400}


def test_an_update_can_be_delivered_as_it_stands(client: TestClient, assistant: Assistant) -> None:
    update = {"object": "whatsapp_business_account", "entry": []}
    client.post("/demo/graph-control/deliver", json={"update": update, "signature": "sha256=00"})
    assert assistant.requests[0].headers["X-Hub-Signature-256"] == "sha256=00"


def test_reset_forgets_everything(
    business: Business, heard: dict[str, Any], client: TestClient, priya: Person
) -> None:
    business.says()
    client.post("/demo/graph-control/reset")
    assert priya.sees() == []
    assert client.get("/demo/graph-control/sent").json()["messages"] == []


def test_what_the_shop_writes_itself_is_an_echo_and_the_person_reads_it(
    client: TestClient, priya: Person, assistant: Assistant
) -> None:
    path = f"/demo/api/chats/{KIRANA}/{PRIYA}/echoes"
    written = client.post(path, json={"body": "Abhi bhejta hoon"}).json()
    (echo,) = eventually(lambda: assistant.values("message_echoes"))
    assert (echo["from"], echo["to"], echo["id"]) == ("919000000001", PRIYA, written["wamid"])
    assert echo["text"] == {"body": "Abhi bhejta hoon"}
    (shown,) = priya.sees()
    assert (shown["from_business"], shown["by_hand"]) == (True, True)
    assert client.post(path, json={"body": " "}).status_code == 422
    assert client.post("/demo/api/chats/1/2/echoes", json={"body": "x"}).status_code == 404
