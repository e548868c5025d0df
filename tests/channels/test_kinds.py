"""What people send besides text."""

import asyncio
import hashlib
import stat
from pathlib import Path
from typing import Any

import httpx
import pytest

from channels.whatsapp import media
from channels.whatsapp.connector import Connector
from tests.channels.fakes import Graph, Rasa
from tests.channels.writing import Person, body

PICTURE = b"\xff\xd8\xff and so on"
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def keeps(graph: Graph, content: bytes = PICTURE, **told: Any) -> None:
    """Has Meta keep a file with the id `m1`."""
    facts = {
        "url": "http://files.test/f1",
        "mime_type": "image/jpeg",
        "sha256": SHA256,
        "file_size": len(content),
    }
    graph.files["/v25.0/m1"] = httpx.Response(200, json={**facts, **told})
    graph.files["/f1"] = httpx.Response(200, content=content)


async def test_a_picture_is_kept_by_its_hash_for_its_owner_alone(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, tmp_path: Path
) -> None:
    keeps(graph)
    await priya.sends(
        priya.message("image", {"id": "m1", "mime_type": "image/jpeg", "caption": "petrol ka bill"})
    )
    assert await graph.gets(1) == ["heard petrol ka bill"]
    assert rasa.heard[0].metadata is not None
    assert rasa.heard[0].metadata["attachment"] == {
        "kind": "image",
        "media_id": "m1",
        "mime_type": "image/jpeg",
        "sha256": SHA256,
        "size": len(PICTURE),
        "path": f"{SHA256}.jpg",
    }
    file = tmp_path / "media" / f"{SHA256}.jpg"
    assert file.read_bytes() == PICTURE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_file_without_words_says_its_kind(running: Connector, priya: Person, graph: Graph) -> None:
    keeps(graph)
    await priya.sends(priya.message("document", {"id": "m1", "filename": "bill.pdf"}))
    assert await graph.gets(1) == ['heard /receive_attachment{"attachment_kind": "document"}']


async def test_a_file_is_fetched_once(running: Connector, priya: Person, graph: Graph) -> None:
    keeps(graph)
    await priya.sends(priya.message("image", {"id": "m1"}))
    await graph.gets(1)
    graph.files.clear()
    await priya.sends(priya.message("image", {"id": "m1"}))
    await graph.gets(2)


async def test_a_file_that_meta_has_lost_is_said_to_be_unavailable(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    error = {"error": {"code": 100, "message": "Unsupported get request", "error_data": {"details": "x"}}}
    graph.files["/v25.0/m1"] = httpx.Response(400, json=error)
    await priya.sends(priya.message("image", {"id": "m1"}))
    await graph.gets(1)
    assert rasa.heard[0].metadata is not None
    assert rasa.heard[0].metadata["attachment"]["fault"] == "unavailable"


@pytest.mark.parametrize("told", [{"file_size": 6_000_000}, {"file_size": None}])
async def test_a_file_beyond_the_limit_is_not_kept(
    running: Connector,
    priya: Person,
    graph: Graph,
    rasa: Rasa,
    tmp_path: Path,
    told: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(media.LIMITS, "image", 10)
    keeps(graph, **told)
    await priya.sends(priya.message("image", {"id": "m1"}))
    await graph.gets(1)
    assert rasa.heard[0].metadata is not None
    assert rasa.heard[0].metadata["attachment"]["fault"] == "too_large"
    assert list((tmp_path / "media").glob("*")) == []


@pytest.mark.parametrize(
    "first", [httpx.Response(404), httpx.Response(500), httpx.Response(200, content=b"cut")]
)
async def test_a_file_that_did_not_come_is_fetched_again(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, first: httpx.Response
) -> None:
    keeps(graph)
    whole, graph.files["/f1"] = graph.files["/f1"], first
    await priya.sends(priya.message("image", {"id": "m1"}))
    await asyncio.sleep(0.5)
    assert rasa.heard == []
    graph.files["/f1"] = whole
    await graph.gets(1)
    assert rasa.heard[0].metadata is not None
    assert rasa.heard[0].metadata["attachment"]["sha256"] == SHA256


async def test_a_place_comes_with_its_coordinates(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    place = {"latitude": 22.72, "longitude": 75.86, "name": "Rajwada", "address": "Indore"}
    await priya.sends(priya.message("location", place))
    await graph.gets(1)
    assert rasa.heard[0].metadata is not None
    assert rasa.heard[0].metadata["attachment"] == {"kind": "location", **place}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("sticker", {"id": "m9"}),
        ("audio", {"id": "m9", "voice": True}),
        ("video", {"id": "m9"}),
        ("contacts", [{"name": {"formatted_name": "Ramesh"}}]),
        ("unsupported", {}),
        ("of_next_year", {"x": 1}),
        ("interactive", {"type": "nfm_reply", "nfm_reply": {"response_json": "{}"}}),
    ],
)
async def test_what_we_cannot_read_gets_an_answer(
    running: Connector, priya: Person, graph: Graph, kind: str, content: Any
) -> None:
    await priya.sends(priya.message(kind, content))
    assert (await graph.gets(1))[0].startswith("heard /receive_attachment")


async def test_who_opens_the_chat_is_greeted(running: Connector, priya: Person, graph: Graph) -> None:
    await priya.sends(priya.message("request_welcome", {}))
    assert await graph.gets(1) == ["heard /greet"]


@pytest.mark.parametrize("kind", ["reaction", "system", "edit", "revoke"])
async def test_what_wants_no_answer_gets_none(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, kind: str
) -> None:
    await priya.sends(priya.message(kind, {"emoji": "👍"}))
    await priya.writes("hi")
    assert await graph.gets(1) == ["heard hi"]
    assert rasa.texts == ["hi"]


async def test_a_bad_message_spoils_no_other_of_its_batch(
    running: Connector, priya: Person, graph: Graph
) -> None:
    good = priya.message("text", {"body": "hi"})
    bad: list[Any] = [None, 7, {}, {"id": 5, "from": None}, {"id": "w", "from": "91", "type": {}, "text": []}]
    await running.receive(body(priya.value(*bad, good), {"messages": 3}, {"statuses": [{}, 4, {"id": "x"}]}))
    assert "heard hi" in await graph.gets(3)
