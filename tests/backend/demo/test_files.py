"""Files: uploaded by a business, sent by a person, fetched by link."""

from typing import Any

import httpx
from fastapi.testclient import TestClient

from .conftest import KIRANA, PRIYA, TOKEN, Assistant, Business, Clock, Person, eventually
from .test_refusals import upload

AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def photo(client: TestClient, content: bytes = PNG, mime_type: str = "image/png") -> dict[str, Any]:
    files = {"file": ("photo.png", content, mime_type)}
    answer = client.post("/demo/api/media", files=files, data={"number": KIRANA})
    assert answer.status_code == 201
    media: dict[str, Any] = answer.json()
    return media


def test_a_photo_reaches_the_assistant_as_an_id(
    client: TestClient, priya: Person, assistant: Assistant
) -> None:
    media = photo(client)
    assert priya.posts({"type": "image", "media_id": media["id"], "caption": "yeh wala"}).status_code == 201
    image = eventually(lambda: assistant.values("messages"))[0]["image"]
    assert image["id"] == media["id"]
    assert (image["caption"], image["mime_type"]) == ("yeh wala", "image/png")
    assert "filename" not in image


def test_an_id_gives_an_address_that_needs_the_token(client: TestClient) -> None:
    media = photo(client)
    assert client.get(f"/demo/graph/v25.0/{media['id']}").status_code == 401
    answer = client.get(f"/demo/graph/v25.0/{media['id']}", headers=AUTHORIZED).json()
    assert answer["file_size"] == len(PNG)
    path = answer["url"].removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 401
    assert client.get(path, headers=AUTHORIZED).content == PNG


def test_an_address_lives_five_minutes(client: TestClient, clock: Clock) -> None:
    media = photo(client)
    url = client.get(f"/demo/graph/v25.0/{media['id']}", headers=AUTHORIZED).json()["url"]
    clock.passes(minutes=5)
    assert client.get(url.removeprefix("http://127.0.0.1:8000"), headers=AUTHORIZED).status_code == 404


def test_a_received_file_lives_seven_days(client: TestClient, clock: Clock) -> None:
    media = photo(client)
    clock.passes(days=7, seconds=1)
    assert client.get(f"/demo/graph/v25.0/{media['id']}", headers=AUTHORIZED).json()["error"]["code"] == 100


def test_a_business_sends_a_pdf(
    client: TestClient, business: Business, heard: dict[str, Any], priya: Person
) -> None:
    media_id = upload(client, b"%PDF-1.4 bill", "application/pdf")
    document = {"id": media_id, "filename": "bill.pdf", "caption": "Aapka bill"}
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "document", "document": document}
    assert business.posts(request).status_code == 200
    shown = priya.sees()[-1]
    assert shown["media"]["mime_type"] == "application/pdf"
    assert client.get(f"/demo/api/media/{shown['media']['id']}").content == b"%PDF-1.4 bill"


def test_a_link_is_fetched(
    client: TestClient, business: Business, heard: dict[str, Any], priya: Person, assistant: Assistant
) -> None:
    link = "http://127.0.0.1:8000/menu.png"
    assistant.files[link] = httpx.Response(200, content=PNG, headers={"content-type": "image/png"})
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "image", "image": {"link": link}}
    assert business.posts(request).status_code == 200
    shown = eventually(lambda: priya.sees()[-1]["from_business"] and priya.sees()[-1])
    assert shown["media"]["size"] == len(PNG)


def test_a_link_to_nothing_fails_late(
    business: Business, heard: dict[str, Any], assistant: Assistant
) -> None:
    image = {"link": "http://127.0.0.1:8000/none.png"}
    request = {"messaging_product": "whatsapp", "to": PRIYA, "type": "image", "image": image}
    assert business.posts(request).status_code == 200
    status = eventually(lambda: assistant.values("statuses"))[0]
    assert (status["status"], status["errors"][0]["code"]) == ("failed", 131053)


def test_a_file_beyond_the_limit_is_refused(client: TestClient, priya: Person) -> None:
    media = photo(client, b"0" * (5 * 1024 * 1024 + 1))
    assert priya.posts({"type": "image", "media_id": media["id"]}).status_code == 422
    files = {"file": ("big.pdf", b"0" * (16 * 1024 * 1024 + 1), "application/pdf")}
    assert client.post("/demo/api/media", files=files, data={"number": KIRANA}).status_code == 413


def test_a_page_in_a_file_is_never_run(client: TestClient) -> None:
    media = photo(client, b"<script>alert(1)</script>", "text/html")
    answer = client.get(f"/demo/api/media/{media['id']}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["x-content-type-options"] == "nosniff"
