"""The files that people send: fetched once, judged by what they are, kept for their owner alone."""

import asyncio
import base64
import hashlib
import io
import stat
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from channels.whatsapp.connector import Connector
from channels.whatsapp.incoming import media
from channels.whatsapp.incoming.files import NotAllowed, type_of
from channels.whatsapp.outgoing.client import keeps_files
from tests.channels.fakes import NUMBER, Graph, Rasa
from tests.channels.writing import Person

FILE = "137524587935346"
HEADER = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 and so on"
OFFICE = "application/vnd.openxmlformats-officedocument."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PROGRAM = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00"
PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(40)
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(40)
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00mp42isom" + bytes(40)
PNG_HEADER = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)


def picture(form: str) -> bytes:
    """One grey point."""
    written = io.BytesIO()
    Image.new("L", (1, 1)).save(written, form)
    return written.getvalue()


PICTURE, PNG = picture("JPEG"), picture("PNG")
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def archive(*names: str, **contents: str) -> bytes:
    """A ZIP with these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name, content in [*contents.items(), *((name, "x") for name in names)]:
            opened.writestr(zipfile.ZipInfo(name), content)  # of 1980: the bytes stand in the test's name
    return written.getvalue()


def old_office(*parts: str) -> bytes:
    """An office document of before 2007 with these parts."""
    return OLE + b"".join(part.encode("utf-16-le") for part in parts)


def keeps(graph: Graph, content: bytes = PICTURE, **told: Any) -> None:
    """Has Meta keep a file with the id FILE."""
    facts = {
        "url": "https://lookaside.fbsbx.com/f1",
        "mime_type": "image/jpeg",
        "sha256": hashlib.sha256(content).hexdigest(),
        "file_size": len(content),
    }
    graph.files[f"/v25.0/{FILE}"] = httpx.Response(200, json={**facts, **told})
    graph.files["/f1"] = httpx.Response(200, content=content)


def attachment(rasa: Rasa) -> dict[str, Any]:
    """What the actions are told of the file that came first."""
    assert rasa.heard[0].metadata is not None
    return dict(rasa.heard[0].metadata["attachment"])


def kept(folder: Path) -> list[str]:
    """The files that lie below the folder."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


async def test_a_picture_is_kept_by_number_and_hash_for_its_owner_alone(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, tmp_path: Path
) -> None:
    keeps(graph)
    await priya.sends(
        priya.message("image", {"id": FILE, "mime_type": "image/jpeg", "caption": "petrol ka bill"})
    )
    assert await graph.gets(1) == ["heard petrol ka bill"]
    assert attachment(rasa) == {
        "kind": "image",
        "media_id": FILE,
        "mime_type": "image/jpeg",
        "sha256": SHA256,
        "size": len(PICTURE),
        "path": f"{NUMBER}/{SHA256}.jpg",
    }
    file = tmp_path / "media" / NUMBER / f"{SHA256}.jpg"
    assert file.read_bytes() == PICTURE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("kind", "content", "mime_type", "more", "ending"),
    [
        ("audio", OGG, "audio/ogg; codecs=opus", {"voice": True}, ".ogg"),
        ("audio", M4A, "audio/mp4", {}, ".m4a"),
        ("video", MP4, "video/mp4", {}, ".mp4"),
        ("document", PDF, "application/pdf", {"filename": "bill.pdf"}, ".pdf"),
    ],
)
async def test_every_kind_of_file_is_kept_and_said_to_be_of_its_kind(
    running: Connector,
    priya: Person,
    graph: Graph,
    rasa: Rasa,
    tmp_path: Path,
    kind: str,
    content: bytes,
    mime_type: str,
    more: dict[str, Any],
    ending: str,
) -> None:
    keeps(graph, content, mime_type=mime_type)
    await priya.sends(priya.message(kind, {"id": FILE, **more}))
    said = "voice" if more.get("voice") else kind
    assert await graph.gets(1) == [f'heard /receive_attachment{{"attachment_kind": "{said}"}}']
    path = f"{NUMBER}/{hashlib.sha256(content).hexdigest()}{ending}"
    assert kept(tmp_path / "media") == [attachment(rasa)["path"]] == [path]


async def test_a_file_is_fetched_once(running: Connector, priya: Person, graph: Graph) -> None:
    keeps(graph)
    await priya.sends(priya.message("image", {"id": FILE}))
    await graph.gets(1)
    graph.files.clear()
    await priya.sends(priya.message("image", {"id": FILE}))
    await graph.gets(2)


async def test_a_hash_in_base64_is_the_same_hash(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    keeps(graph, sha256=base64.b64encode(bytes.fromhex(SHA256)).decode())
    await priya.sends(priya.message("image", {"id": FILE}))
    await graph.gets(1)
    assert attachment(rasa)["sha256"] == SHA256


async def test_a_file_that_meta_has_lost_is_said_to_be_unavailable(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa
) -> None:
    error = {"error": {"code": 100, "message": "Unsupported get request", "error_data": {"details": "x"}}}
    graph.files[f"/v25.0/{FILE}"] = httpx.Response(400, json=error)
    await priya.sends(priya.message("image", {"id": FILE}))
    await graph.gets(1)
    assert attachment(rasa)["fault"] == "unavailable"


@pytest.mark.parametrize(
    "address",
    [
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/f1?mid=1&ext=2",
        "https://scontent.fbom1-1.fna.fbcdn.net/f1",
        "https://mmg.whatsapp.net/f1",
        "https://graph.facebook.com/v25.0/f1",
        "https://graph.example/f1",
    ],
)
def test_files_lie_at_metas_and_where_the_graph_api_is(address: str) -> None:
    assert keeps_files(address, httpx.URL("https://graph.example"))


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/f1",
        "http://lookaside.fbsbx.com/f1",
        "https://lookaside.fbsbx.com:8443/f1",
        "https://lookaside.fbsbx.com@evil.example/f1",
        "https://me:you@lookaside.fbsbx.com/f1",
        "https://lookaside.fbsbx.com.evil.example/f1",
        "https://evilfbcdn.net/f1",
        "https://fbsbx.com/f1",
        "http://127.0.0.1:5432/",
        "http://169.254.169.254/latest/meta-data",
        "http://graph.example/f1",
        "https://graph.example:8443/f1",
        "file:///etc/passwd",
        "//evil.example/f1",
        "/f1",
        "",
        "http://[",
    ],
)
def test_files_lie_nowhere_else(address: str) -> None:
    assert not keeps_files(address, httpx.URL("https://graph.example"))


def test_on_this_machine_the_simulator_keeps_the_files() -> None:
    simulator = httpx.URL("http://127.0.0.1:8000/demo/graph")
    assert keeps_files("http://127.0.0.1:8000/demo/graph/f1", simulator)
    assert keeps_files("http://localhost:8000/demo/graph/f1", simulator)
    assert not keeps_files("http://192.0.2.7:8000/demo/graph/f1", simulator)


async def test_a_file_elsewhere_is_not_fetched_and_nobody_there_sees_the_token(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, tmp_path: Path
) -> None:
    keeps(graph, url="https://evil.example/f1")
    del graph.files["/f1"]  # whoever asks for it fails the turn
    await priya.sends(priya.message("image", {"id": FILE}))
    await graph.gets(1)
    assert attachment(rasa)["fault"] == "unavailable"
    assert kept(tmp_path / "media") == []


async def test_an_address_that_leads_elsewhere_is_not_followed(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, tmp_path: Path
) -> None:
    keeps(graph)
    graph.files["/f1"] = httpx.Response(302, headers={"Location": "https://evil.example/f2"})
    await priya.sends(priya.message("image", {"id": FILE}))
    await graph.gets(1)
    assert attachment(rasa)["fault"] == "unavailable"
    assert kept(tmp_path / "media") == []


@pytest.mark.parametrize(
    "media_id", ["../100000000000001/messages", "1?fields=x", "1/../2", "m1", "1" * 33, "१"]
)
async def test_an_id_that_is_not_in_digits_asks_meta_for_nothing(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, media_id: str
) -> None:
    await priya.sends(priya.message("image", {"id": media_id}))
    await graph.gets(1)
    assert attachment(rasa) == {"kind": "unsupported"}


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
    await priya.sends(priya.message("image", {"id": FILE}))
    await graph.gets(1)
    assert attachment(rasa)["fault"] == "too_large"
    assert kept(tmp_path / "media") == []


@pytest.mark.parametrize(
    ("kind", "content", "mime_type"),
    [
        ("document", PROGRAM, "application/pdf"),
        ("image", PROGRAM, "image/jpeg"),
        ("document", archive("classes.dex", "AndroidManifest.xml"), "application/octet-stream"),
        ("document", PICTURE, "application/pdf"),
    ],
)
async def test_a_program_or_a_file_that_lies_is_not_kept(
    running: Connector,
    priya: Person,
    graph: Graph,
    rasa: Rasa,
    tmp_path: Path,
    kind: str,
    content: bytes,
    mime_type: str,
) -> None:
    keeps(graph, content, mime_type=mime_type)
    await priya.sends(priya.message(kind, {"id": FILE, "filename": "bill.pdf"}))
    await graph.gets(1)
    assert attachment(rasa)["fault"] == "not_allowed"
    assert kept(tmp_path / "media") == []


@pytest.mark.parametrize(
    "first", [httpx.Response(404), httpx.Response(500), httpx.Response(200, content=b"cut")]
)
async def test_a_file_that_did_not_come_is_fetched_again(
    running: Connector, priya: Person, graph: Graph, rasa: Rasa, first: httpx.Response
) -> None:
    keeps(graph)
    whole, graph.files["/f1"] = graph.files["/f1"], first
    await priya.sends(priya.message("image", {"id": FILE}))
    await asyncio.sleep(0.5)
    assert rasa.heard == []
    graph.files["/f1"] = whole
    await graph.gets(1)
    assert attachment(rasa)["sha256"] == SHA256


@pytest.mark.parametrize("number", ["../../etc", "a/b", "x" * 150, "ä"])
def test_no_number_leads_out_of_the_folder(connector: Connector, tmp_path: Path, number: str) -> None:
    files = media.Media(connector.pool, connector.client, tmp_path / "media", connector.clock)
    folder = tmp_path / "media" / files._folder_of(number)
    assert folder.parent == tmp_path / "media"
    assert folder.is_dir()


@pytest.mark.parametrize(
    ("kind", "content", "said", "ending"),
    [
        ("image", PICTURE, "image/jpeg", ".jpg"),
        ("image", PNG, "image/jpeg", ".png"),
        ("document", PNG, "image/png", ".png"),
        ("document", PDF, "", ".pdf"),
        ("document", PDF, "application/octet-stream", ".pdf"),
        ("document", b"aata 2 kilo\n", "text/plain", ".txt"),
        ("document", "नाम,रकम\nराम,500\n".encode("utf-8-sig"), "text/csv", ".csv"),
        ("document", b"", "text/plain", ".txt"),
        ("document", old_office("WordDocument"), "application/msword", ".doc"),
        ("document", old_office("Workbook"), "application/vnd.ms-excel", ".xls"),
        (
            "document",
            archive("[Content_Types].xml", "word/document.xml"),
            f"{OFFICE}wordprocessingml.document",
            ".docx",
        ),
        (
            "document",
            archive("[Content_Types].xml", "xl/workbook.xml"),
            f"{OFFICE}spreadsheetml.sheet",
            ".xlsx",
        ),
        (
            "document",
            archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
            ".odt",
        ),
        ("voice", b"#!AMR\n" + bytes(40), "audio/amr", ".amr"),
        ("audio", MP4, "audio/mp4", ".m4a"),
        ("video", MP4, "video/3gpp", ".3gp"),
    ],
)
def test_what_a_clerk_needs_is_let_in(
    tmp_path: Path, kind: str, content: bytes, said: str, ending: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert type_of(file, kind, said)[1] == ending


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("document", PROGRAM, ""),
        ("document", b"\x7fELF\x02\x01\x01" + bytes(60), "application/pdf"),
        ("document", b"#!/bin/sh\nrm -rf /\n", "text/plain"),
        ("document", b"<html><script>alert(1)</script></html>", "text/plain"),
        ("document", b"aata \x00 2 kilo", "text/plain"),
        ("document", b"\xff\xfe\x00a", "text/plain"),
        ("document", b"words", "application/pdf"),
        ("document", b"words", ""),
        ("document", archive("a.txt"), "application/zip"),
        ("document", archive("META-INF/MANIFEST.MF", "a.class"), "application/java-archive"),
        (
            "document",
            archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            f"{OFFICE}wordprocessingml.document",
        ),
        ("document", archive("[Content_Types].xml", "xl/workbook.xml"), f"{OFFICE}wordprocessingml.document"),
        ("document", archive(mimetype="image/png"), "image/png"),
        ("document", archive(mimetype="application/zip"), "application/zip"),
        (
            "document",
            archive("Basic/Standard/Module1.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        ("document", b"PK\x03\x04 no archive", f"{OFFICE}wordprocessingml.document"),
        ("document", old_office("Workbook", "_VBA_PROJECT"), "application/vnd.ms-excel"),
        ("document", OLE, "application/msword"),
        ("document", MP4, "video/mp4"),
        ("image", PDF, "image/jpeg"),
        ("image", b"GIF89a" + bytes(30), "image/gif"),
        ("image", b"", "image/jpeg"),
        ("image", HEADER, "image/jpeg"),
        ("image", PNG_HEADER, "image/png"),
        ("document", PNG_HEADER, "image/png"),
        ("audio", PICTURE, "audio/mpeg"),
        ("video", OGG, "video/mp4"),
    ],
)
def test_anything_else_is_not(tmp_path: Path, kind: str, content: bytes, said: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(NotAllowed):
        type_of(file, kind, said)
