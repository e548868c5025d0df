"""People and the bot in the whole system: who asks for a person gets one, STOP is honoured, an old yes is not a yes."""

import itertools
from datetime import datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest

from channels.whatsapp.incoming.signature import HEADER, sign
from tests.channels.test_system import ask, words, write
from tests.channels.writing import body, new_wamid
from tests.conftest import System
from tests.orders.phones import Phone

REPAIRS_NUMBER, REPAIRS_OWNER = "100000000000003", "919000000301"
OWNER = "919000000001"
BUSINESS = "sharma-kirana"
_people = itertools.count(919000000751)
_keys = itertools.count()


@pytest.fixture
def person() -> str:
    """Somebody who has never written."""
    return str(next(_people))


def says(system: System, person: str, text: str) -> str:
    """The person writes; the wamid."""
    return str(write(system, person, type="text", body=text)["wamid"])


def hears(system: System, person: str, count: int) -> list[str]:
    """The words of what the person was sent, once there are so many."""
    asked: dict[str, str | int] = {"person": person, "at_least": count, "wait": 20}
    sent = httpx.get(f"{system.backend_url}/demo/graph-control/sent", params=asked, timeout=30).json()
    return [words(message["content"]) for message in sent["messages"]]


def operator(system: System, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """A call of those who answer for the business."""
    headers = {
        "Authorization": f"Bearer {system.operator_token}",
        "Idempotency-Key": f"people-{next(_keys)}",
    }
    url = f"{system.backend_url}/api/businesses/{BUSINESS}{path}"
    response = httpx.request(method, url, json=body, headers=headers)
    response.raise_for_status()
    told: dict[str, Any] = response.json()
    return told


def handed_over(system: System, person: str) -> dict[str, Any]:
    """The open hand-off of this person."""
    items = operator(system, "GET", "/handoffs")["items"]
    found: dict[str, Any] = next(item for item in items if item["person"] == person)
    return found


def state(system: System, wamid: str) -> str:
    """How far a message is once its turn is over."""
    query = "SELECT state FROM assistant.inbox WHERE wamid = %s AND state <> 'waiting'"
    return str(ask(system, query, wamid)[0][0])


def orders(system: System, person: str) -> list[dict[str, Any]]:
    """The person's orders, as the books have them."""
    items = operator(system, "GET", "/orders")["items"]
    return [order for order in items if person in str(order)]


def test_who_asks_for_a_person_talks_to_one_until_handed_back(system: System, person: str) -> None:
    says(system, person, "kisi insaan se baat karao")
    assert "Sharma Kirana Store" in hears(system, person, 1)[0]
    assert ask(
        system,
        "SELECT 1 FROM assistant.notices WHERE person = %s AND name = 'handoff_opened' AND state = 'told'"
        " AND facts #>> '{customer,phone}' = %s",
        OWNER,
        person,
    )
    says(system, person, "2 kilo aata bhej do")  # the bot goes on until somebody is there
    assert "₹" in hears(system, person, 2)[1]
    handoff = handed_over(system, person)
    assert handoff["written_at"] is None
    conversation = f"/handoffs/{handoff['phone_number_id']}/{person}"
    operator(system, "POST", f"{conversation}/answers", {"text": "Ji, abhi dekhte hain."})
    assert hears(system, person, 3)[2] == "Ji, abhi dekhte hain."
    assert state(system, says(system, person, "jaldi kijiye")) == "for_people"
    messages = handed_over(system, person)["messages"]
    assert [(said["by"], said["text"]) for said in messages][-2:] == [
        ("people", "Ji, abhi dekhte hain."),
        ("person", "jaldi kijiye"),
    ]
    assert operator(system, "POST", f"{conversation}/handed-back")["outcome"] == "handed_back"
    says(system, person, "namaste")
    assert hears(system, person, 4)[3].startswith("Namaste")


def test_the_owner_hears_what_the_customer_wrote_and_hands_back_by_a_tap(system: System) -> None:
    owner = Phone(system, REPAIRS_NUMBER, REPAIRS_OWNER)
    customer = Phone(system, REPAIRS_NUMBER)
    owner.says("namaste")
    notice = owner.hears_of(lambda: customer.says("mujhe kisi insaan se baat karni hai"))
    assert f"+{customer.person}" in notice.text
    assert "“mujhe kisi insaan se baat karni hai”" in notice.text
    back = owner.taps("Munshi ko wapas do")
    assert f"+{customer.person}" in back.text
    assert "Munshi" in back.text
    assert "*Deepak Electronics & Service*" in customer.says("namaste").text


def test_the_owner_answers_from_their_own_chat_and_hears_what_comes_back(system: System) -> None:
    owner = Phone(system, REPAIRS_NUMBER, REPAIRS_OWNER)
    customer = Phone(system, REPAIRS_NUMBER)
    owner.says("namaste")
    owner.hears_of(lambda: customer.says("mujhe kisi insaan se baat karni hai"))
    assert f"+{customer.person}" in owner.taps("Jawab dunga").text
    confirmed: list[str] = []
    answer = customer.hears_of(lambda: confirmed.append(owner.says("haan, 2 LED bulb rakhe hain").text))
    assert answer.text == "haan, 2 LED bulb rakhe hain"
    assert f"+{customer.person}" in confirmed[0]
    reply = owner.hears_of(lambda: write_to(system, customer, "theek hai, kab aaun?"))
    assert "“theek hai, kab aaun?”" in reply.text
    assert "*Deepak Electronics & Service*" in owner.says("namaste").text  # one message alone is passed on
    owner.taps("Munshi ko wapas do")
    assert "*Deepak Electronics & Service*" in customer.says("namaste").text


def test_what_the_shop_writes_in_its_own_app_makes_the_bot_silent(system: System, person: str) -> None:
    says(system, person, "namaste")
    hears(system, person, 1)
    echo = f"{system.backend_url}/demo/api/chats/{system.phone_number_id}/{person}/echoes"
    httpx.post(echo, json={"body": "Priya ji, abhi bhejta hoon"}).raise_for_status()
    assert ask(system, "SELECT 1 FROM assistant.echoes WHERE person = %s", person)
    assert state(system, says(system, person, "theek hai")) == "for_people"
    handoff = handed_over(system, person)
    assert handoff["reason"] == "wrote"
    assert ("people", "Priya ji, abhi bhejta hoon") in [
        (said["by"], said["text"]) for said in handoff["messages"]
    ]
    operator(system, "POST", f"/handoffs/{system.phone_number_id}/{person}/handed-back")


def write_to(system: System, phone: Phone, text: str) -> None:
    """The person of the phone writes, and nobody answers."""
    chat = f"{system.backend_url}/demo/api/chats/{phone.number}/{phone.person}/messages"
    httpx.post(chat, json={"type": "text", "body": text}).raise_for_status()


def test_two_misunderstandings_in_a_row_offer_people_and_the_bot_goes_on(system: System) -> None:
    customer = Phone(system, system.phone_number_id)
    assert "samajh nahi paya" in customer.says("science ka homework karke bhejo").text
    offered = customer.says("physics ka tuition wala dhund do")
    assert "Insaan se baat" in offered.choices
    assert "₹" in customer.says("2 kilo aata bhej do").text
    opened = "SELECT reason FROM assistant.handoffs WHERE person = %s"
    assert not has_row(system, opened, customer.person)


def has_row(system: System, query: str, person: str) -> bool:
    """Whether the database has such a row now."""
    with psycopg.connect(system.database_url) as connection:
        return connection.execute(query, (person,)).fetchone() is not None


def test_a_question_that_is_not_answered_twice_stays_open(system: System) -> None:
    customer = Phone(system, system.phone_number_id)
    bill = customer.says("2 kilo aata bhej do")
    assert "?" in bill.text
    customer.says("instagram pe follow karna")
    assert "Insaan se baat" in customer.says("facebook pe like karna").choices


def test_stop_is_honoured_in_the_middle_of_an_order(system: System, person: str) -> None:
    says(system, person, "2 kilo aata bhej do")
    hears(system, person, 1)
    says(system, person, "STOP")
    assert "START" in hears(system, person, 2)[1]
    says(system, person, "haan")
    hears(system, person, 3)
    assert orders(system, person) == []
    says(system, person, "band karo")
    assert "pehle se band" in hears(system, person, 4)[3]
    people = operator(system, "GET", "/people?limit=1000")["items"]
    assert next(one for one in people if person in one["phones"])["opted"] == "out"
    says(system, person, "start")
    assert "STOP" in hears(system, person, 5)[4]


def test_a_yes_from_before_the_bill_places_nothing(system: System, person: str) -> None:
    says(system, person, "2 kilo aata bhej do")
    bill = hears(system, person, 1)[0]
    written = "SELECT written_at FROM assistant.outbox WHERE person = %s"
    asked_at: datetime = ask(system, written, person)[0][0]
    sent_at = int((asked_at - timedelta(minutes=5)).timestamp())
    message = {"id": new_wamid(), "from": person, "timestamp": str(sent_at), "type": "text"}
    content = body({"contacts": [{"wa_id": person}], "messages": [{**message, "text": {"body": "haan"}}]})
    webhook = f"{system.assistant_url}/webhooks/whatsapp/webhook"
    httpx.post(
        webhook, content=content, headers={HEADER: sign(content, system.app_secret)}
    ).raise_for_status()
    late = hears(system, person, 2)[1]
    assert "der se" in late
    assert bill in late
    assert orders(system, person) == []
    says(system, person, "haan")
    assert "ORD-" in hears(system, person, 3)[2]
