"""What the person can do with an answer, in the whole system: turn pages, answer by number, open a document."""

import asyncio
import time
from typing import Any

import httpx
import psycopg

from channels.whatsapp.incoming.signature import HEADER, sign
from channels.whatsapp.outgoing import outbox
from channels.whatsapp.turns.composer import compose
from channels.whatsapp.turns.output import Answer, Labels
from tests.channels.test_system import write
from tests.channels.writing import body, new_wamid
from tests.conftest import System

CATALOGUE = "/api/businesses/sharma-kirana/products.csv"
Reply = dict[str, Any]


def says(system: System, person: str, *replies: Reply) -> None:
    """Has an answer go out to somebody who has written."""
    answer = Answer(labels=Labels("Chuniye", "Aur dikhaiye", "Yeh bhi hain", "Number likh dijiye."))
    for reply in replies:
        answer.add(reply)

    async def say() -> None:
        async with await psycopg.AsyncConnection.connect(system.database_url, autocommit=True) as connection:
            heard = "SELECT received_at FROM assistant.inbox WHERE person = %s ORDER BY id DESC LIMIT 1"
            row = await (await connection.execute(heard, (person,))).fetchone()
            assert row is not None
            turn = f"says:{person}"
            await outbox.write(connection, system.phone_number_id, person, turn, compose(answer), row[0])

    asyncio.run(say())


def chat(system: System, person: str, from_business: int) -> list[dict[str, Any]]:
    """The messages of the business, once there are so many, as the chat page shows them."""
    history = f"{system.backend_url}/demo/api/chats/{system.phone_number_id}/{person}"
    for _ in range(200):
        sent = [message for message in httpx.get(history).json() if message["from_business"]]
        if len(sent) >= from_business:
            return sent
        time.sleep(0.1)
    raise AssertionError(f"{from_business} messages did not come")


def rows(message: dict[str, Any]) -> dict[str, str]:
    """The ids of a list's rows by title."""
    (section,) = message["content"]["interactive"]["action"]["sections"]
    return {row["title"]: row["id"] for row in section["rows"]}


def greeted(system: System, person: str) -> str:
    write(system, person, type="text", body="namaste")
    chat(system, person, 1)
    return person


def test_a_long_list_is_turned_page_by_page_and_a_row_acts(system: System) -> None:
    person = greeted(system, "919000000801")
    intents = ["view_cart", "ask_store_info", "ask_help"]
    buttons = [{"title": f"Row {n}", "payload": f"/{intents[n % 3]}"} for n in range(12)]
    says(system, person, {"text": "Kaunsa?", "buttons": buttons})
    first = chat(system, person, 2)[-1]
    write(system, person, type="tap", id=rows(first)["Aur dikhaiye"], reply_to=first["wamid"])
    second = chat(system, person, 3)[-1]
    assert second["content"]["interactive"]["body"]["text"] == "Yeh bhi hain"
    assert list(rows(second)) == ["Row 9", "Row 10", "Row 11"]
    write(system, person, type="tap", id=rows(second)["Row 9"], reply_to=second["wamid"])
    assert "cart" in chat(system, person, 4)[-1]["content"]["text"]["body"].lower()


def test_a_number_chooses_beside_an_address(system: System) -> None:
    person = greeted(system, "919000000802")
    buttons = [
        {"title": "Cart dekhiye", "payload": "/view_cart"},
        {"title": "Dukaan", "payload": "/ask_store_info"},
        {"title": "Pay", "url": "https://pay.example.com/1"},
    ]
    says(system, person, {"text": "Ab kya?", "buttons": buttons})
    asked = chat(system, person, 2)[-1]["content"]["interactive"]
    assert asked["type"] == "cta_url"
    assert asked["body"]["text"] == "Ab kya?\n\n1. Cart dekhiye\n2. Dukaan\n\nNumber likh dijiye."
    write(system, person, type="text", body="१")
    assert "cart" in chat(system, person, 3)[-1]["content"]["text"]["body"].lower()


def test_a_document_of_the_books_can_be_opened(system: System) -> None:
    person = greeted(system, "919000000803")
    document = {"source": CATALOGUE, "filename": "Saaman.csv"}
    says(system, person, {"text": "Poori list", "custom": {"document": document}})
    sent = chat(system, person, 2)[-1]
    assert sent["content"]["document"]["caption"] == "Poori list"
    assert sent["media"]["mime_type"] == "text/csv"
    shown = httpx.get(f"{system.backend_url}/demo/api/media/{sent['media']['id']}")
    asked = {"Authorization": f"Bearer {system.operator_token}"}
    assert shown.content == httpx.get(system.backend_url + CATALOGUE, headers=asked).content


def test_answers_to_what_was_written_in_one_go_name_their_messages(system: System) -> None:
    person = greeted(system, "919000000804")
    wamids = [new_wamid() for _ in range(3)]
    messages = [
        {"id": wamid, "from": person, "type": "text", "text": {"body": "namaste"}} for wamid in wamids
    ]
    content = body({"contacts": [{"wa_id": person}], "messages": messages})
    headers = {HEADER: sign(content, system.app_secret)}
    webhook = f"{system.assistant_url}/webhooks/whatsapp/webhook"
    assert httpx.post(webhook, content=content, headers=headers).status_code == 200
    assert [answer["context"] for answer in chat(system, person, 4)[1:]] == [wamids[0], wamids[1], None]
