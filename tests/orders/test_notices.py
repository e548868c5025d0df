"""Nobody has to ask: news of an order reaches customer and owner by themselves, each in their own language."""

import time
from typing import Any

import httpx
import psycopg
from psycopg.types.json import Jsonb

from tests.conftest import System
from tests.orders.phones import Phone

KIRANA, KIRANA_NUMBER, KIRANA_OWNER = "sharma-kirana", "100000000000001", "919000000001"
RESTAURANT_NUMBER, RESTAURANT_OWNER = "100000000000002", "919000000201"


def written(system: System, person: str, reference: str, count: int) -> list[str]:
    """The texts about an order that were written to somebody, sent or not; waits for so many."""
    query = """
        SELECT coalesce(payload -> 'text', payload -> 'interactive' -> 'body') FROM assistant.outbox
        WHERE person = %s AND turn LIKE 'notice:%%' ORDER BY id
    """
    until = time.monotonic() + 20
    with psycopg.connect(system.database_url, autocommit=True) as connection:
        while True:
            bodies: list[dict[str, Any]] = [row[0] for row in connection.execute(query, (person,))]
            texts = [body.get("body") or body["text"] for body in bodies]
            found = [text for text in texts if reference in text]
            if len(found) >= count or time.monotonic() > until:
                return found
            time.sleep(0.1)


def tell(system: System, customer: Phone, name: str, facts: dict[str, Any]) -> None:
    """Writes a notice and its job, as the books do."""
    query = """
        WITH written AS (
            INSERT INTO assistant.notices (phone_number_id, person, name, facts, key, written_at)
            VALUES (%s, %s, %s, %s, %s, now()) RETURNING *
        )
        INSERT INTO assistant.procrastinate_jobs (queue_name, task_name, lock, args)
        SELECT 'turns', 'notice', concat(phone_number_id, ':', person), jsonb_build_object('notice', id)
        FROM written
    """
    with psycopg.connect(system.database_url, autocommit=True) as connection:
        connection.execute(query, (customer.number, customer.person, name, Jsonb(facts), "a question"))


def move(system: System, reference: str, status: str) -> None:
    answer = httpx.post(
        f"{system.backend_url}/api/businesses/{KIRANA}/orders/{reference}/status",
        json={"status": status},
        headers={"Authorization": f"Bearer {system.operator_token}"},
    )
    assert answer.json()["outcome"] == "moved", answer.text


def test_the_owner_hears_of_an_order_and_of_its_cancelling(system: System) -> None:
    Phone(system, KIRANA_NUMBER, KIRANA_OWNER).says("good morning, please show me everything in english")
    customer = Phone(system, KIRANA_NUMBER).lives()
    customer.says("छह किलो चीनी भेज दो")
    customer.says("हाँ")
    reference = customer.orders(KIRANA)[-1]["reference"]
    customer.says("ऑर्डर कैंसिल कर दो")
    customer.says("हाँ")
    placed, withdrawn = written(system, KIRANA_OWNER, f"*{reference}*", 2)
    assert customer.person in placed
    assert "Sugar: 6 kg × ₹46/kg = ₹276" in placed
    assert "has cancelled order" in withdrawn


def test_the_customer_hears_every_step_of_the_shop_once_and_in_order(system: System) -> None:
    customer = Phone(system, KIRANA_NUMBER).lives()
    customer.says("please send 6 kg sugar")
    customer.says("yes please")
    reference = customer.orders(KIRANA)[-1]["reference"]
    for status in ("accepted", "ready", "out_for_delivery", "delivered"):
        move(system, reference, status)
    said = written(system, customer.person, f"*{reference}*", 4)
    wanted = ("has accepted", "is ready", "has left the shop", "has been delivered")
    assert [piece in text for piece, text in zip(wanted, said, strict=True)] == [True] * 4


def test_who_has_never_written_is_told_in_the_language_of_the_books(system: System) -> None:
    guest = Phone(system, RESTAURANT_NUMBER).lives()
    guest.says("please send 4 butter naan")
    guest.says("yes please")
    reference = guest.orders("annapurna-bhojanalay")[-1]["reference"]
    (placed,) = written(system, RESTAURANT_OWNER, f"*{reference}*", 1)
    assert "नया ऑर्डर" in placed
    conversation = f"{RESTAURANT_NUMBER}:{RESTAURANT_OWNER}"
    address = f"{system.assistant_url}/conversations/{conversation}/tracker"
    tracker = httpx.get(address, params={"token": system.rasa_token}).json()
    actions = [event["name"] for event in tracker["events"] if event["event"] == "action"]
    assert actions[:3] == ["action_session_start", "action_listen", "action_receive_notice"]


def test_a_yes_to_a_notice_that_asks_is_a_yes_to_what_it_asks(system: System) -> None:
    customer = Phone(system, KIRANA_NUMBER).lives()
    customer.says("6 kilo cheeni bhej do")
    customer.says("haan")
    reference = customer.orders(KIRANA)[-1]["reference"]
    facts = {
        "reference": reference,
        "total_paise": 30600,
        "asking": "confirm_cancel_order",
        "summary": reference,
    }
    customer.hears_of(lambda: tell(system, customer, "order_cancelled", facts))
    assert "cancel kar diya" in customer.says("haan").text
    assert customer.orders(KIRANA)[-1]["status"] == "cancelled"
