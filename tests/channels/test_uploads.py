"""A file of the books is given to Meta once, and sent by Meta's id of it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.outgoing.sender import Sender
from channels.whatsapp.outgoing.uploads import Uploads
from tests.channels.fakes import NUMBER, Books, Clock, Graph, Rasa
from tests.channels.test_sending import outbox, take_turns
from tests.channels.writing import Person

PHONE = "919000000101"
INVOICE = "/api/invoices/INV-1.pdf"
PDF = b"%PDF-1.7 two kilos of aata"

Drain = Callable[[], Any]
File = Callable[[], httpx.Response]


@pytest.fixture(autouse=True)
def invoice(rasa: Rasa, books: Books) -> None:
    """The shop answers everything with an invoice, which the books have."""
    document = {"source": INVOICE, "filename": "INV-1.pdf"}
    rasa.reply = lambda message: {"text": "Yeh raha bill", "custom": {"document": document}}
    books.files[INVOICE] = lambda: pdf(PDF)


def pdf(content: bytes) -> httpx.Response:
    return httpx.Response(200, content=content, headers={"Content-Type": "application/pdf"})


def gone(status: int) -> File:
    return lambda: httpx.Response(status)


def raises(fault: Exception) -> File:
    def unreached() -> httpx.Response:
        raise fault

    return unreached


@pytest.fixture
def drain(connector: Connector, clock: Clock) -> Drain:
    """Has what is due sent to Priya; how many seconds the sender wants to wait then."""
    uploads = Uploads(connector.pool, connector.client, connector.numbers.books, clock)
    sender = Sender(connector.pool, connector.client, uploads, clock, connector.review, connector.hearing)

    async def drain() -> float | None:
        pause = await sender.drain(NUMBER, PHONE)
        return None if pause is None else pause.total_seconds()

    return drain


async def test_a_document_goes_by_upload_with_its_name_and_words(
    drain: Drain, connector: Connector, priya: Person, graph: Graph
) -> None:
    await take_turns(connector, priya, "bill bhejo")
    await drain()
    (place, form) = graph.uploads[0]
    assert place == f"/v25.0/{NUMBER}/media"
    assert PDF in form
    assert b"application/pdf" in form
    assert graph.sent[0]["document"] == {"id": "media1", "filename": "INV-1.pdf", "caption": "Yeh raha bill"}


async def test_a_picture_of_the_books_can_stand_above_buttons(
    drain: Drain, connector: Connector, priya: Person, graph: Graph, rasa: Rasa, books: Books
) -> None:
    books.files["/api/products/7/picture"] = lambda: httpx.Response(
        200, content=b"\xff\xd8\xff", headers={"Content-Type": "image/jpeg"}
    )
    buttons = [{"title": "Haan", "payload": "/affirm"}]
    rasa.reply = lambda message: {"text": "Yeh?", "image": "/api/products/7/picture", "buttons": buttons}
    await take_turns(connector, priya, "dikhao")
    await drain()
    assert graph.sent[0]["interactive"]["header"] == {"type": "image", "image": {"id": "media1"}}


async def test_a_file_is_fetched_in_the_name_of_whom_it_is_for(
    drain: Drain, connector: Connector, priya: Person, books: Books
) -> None:
    await take_turns(connector, priya, "bill bhejo")
    await drain()
    (asked,) = books.fetched
    assert (asked.headers["Munshi-Number"], asked.headers["Munshi-Person"]) == (NUMBER, PHONE)


async def test_what_they_may_not_see_is_not_sent_and_not_asked_for_again(
    drain: Drain, connector: Connector, priya: Person, graph: Graph, books: Books, pool: Pool
) -> None:
    books.files[INVOICE] = gone(403)
    await take_turns(connector, priya, "bill")
    assert await drain() is None
    assert graph.sent == []
    assert await outbox(pool) == [("failed", 1, None)]


async def test_the_same_file_is_uploaded_once(
    drain: Drain, connector: Connector, priya: Person, graph: Graph
) -> None:
    await take_turns(connector, priya, "bill", "bill dobara")
    await drain()
    assert [message["document"]["id"] for message in graph.sent] == ["media1", "media1"]
    assert len(graph.uploads) == 1


async def test_another_content_is_another_file(
    drain: Drain, connector: Connector, priya: Person, graph: Graph, books: Books
) -> None:
    await take_turns(connector, priya, "bill")
    await drain()
    books.files[INVOICE] = lambda: pdf(PDF + b" and a soap")
    await take_turns(connector, priya, "bill dobara")
    await drain()
    assert [message["document"]["id"] for message in graph.sent] == ["media1", "media2"]


async def test_a_file_is_uploaded_again_before_meta_forgets_it(
    drain: Drain, connector: Connector, priya: Person, graph: Graph, clock: Clock
) -> None:
    await take_turns(connector, priya, "bill")
    await drain()
    clock.moves(days=29)
    await take_turns(connector, priya, "bill dobara")
    await drain()
    assert [message["document"]["id"] for message in graph.sent] == ["media1", "media2"]


@pytest.mark.parametrize("fault", [httpx.Response(503, json={}), httpx.ReadTimeout("late")])
async def test_a_failed_upload_is_tried_again_like_a_message_that_was_not_sent(
    drain: Drain, connector: Connector, priya: Person, graph: Graph, clock: Clock, pool: Pool, fault: Any
) -> None:
    await take_turns(connector, priya, "bill")
    graph.upload_answers.append(fault)
    assert await drain() == 2
    assert await outbox(pool) == [("waiting", 1, None)]
    clock.moves(seconds=2)
    assert await drain() is None
    assert await outbox(pool) == [("sent", 2, None)]


@pytest.mark.parametrize("away", [raises(httpx.ConnectError("refused")), gone(503)])
async def test_books_that_are_away_are_asked_again(
    drain: Drain, connector: Connector, priya: Person, graph: Graph, clock: Clock, books: Books, away: File
) -> None:
    books.files[INVOICE] = away
    await take_turns(connector, priya, "bill")
    assert await drain() == 2
    books.files[INVOICE] = lambda: pdf(PDF)
    clock.moves(seconds=2)
    assert await drain() is None
    assert len(graph.sent) == 1


@pytest.mark.parametrize("source", [INVOICE, "/api/../health", "/health/ready", "https://x.test/api/a.pdf"])
async def test_what_the_books_do_not_have_is_not_sent(
    drain: Drain,
    connector: Connector,
    priya: Person,
    graph: Graph,
    rasa: Rasa,
    books: Books,
    pool: Pool,
    source: str,
) -> None:
    rasa.reply = lambda message: {"custom": {"document": {"source": source}}}
    books.files[INVOICE] = gone(404)
    await take_turns(connector, priya, "bill")
    assert await drain() is None
    assert graph.sent == []
    assert await outbox(pool) == [("failed", 1, None)]


async def test_a_file_that_meta_has_lost_is_uploaded_anew(
    drain: Drain, connector: Connector, priya: Person, graph: Graph, clock: Clock
) -> None:
    await take_turns(connector, priya, "bill")
    await drain()
    await take_turns(connector, priya, "bill dobara")
    graph.refuses(100)
    assert await drain() == 2
    clock.moves(seconds=2)
    assert await drain() is None
    assert [message["document"]["id"] for message in graph.sent] == ["media1", "media2"]


async def test_a_file_just_uploaded_is_not_tried_again_when_meta_refuses_it(
    drain: Drain, connector: Connector, priya: Person, graph: Graph, pool: Pool
) -> None:
    await take_turns(connector, priya, "bill")
    graph.refuses(131053)
    assert await drain() is None
    assert await outbox(pool) == [("failed", 1, 131053)]


async def test_a_file_beyond_metas_limit_is_not_sent(
    drain: Drain, connector: Connector, priya: Person, rasa: Rasa, books: Books, pool: Pool
) -> None:
    rasa.reply = lambda message: {"image": INVOICE}
    books.files[INVOICE] = lambda: pdf(b"x" * (5 * 1024 * 1024 + 1))
    await take_turns(connector, priya, "dikhao")
    assert await drain() is None
    assert await outbox(pool) == [("failed", 1, None)]
