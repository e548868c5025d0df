"""Photos of products: brought by the operator or by who may keep the stock, and sent to who asks."""

import hashlib
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from munshi import settings
from tests.backend.books import API_TOKEN, KIRANA, KIRANA_NUMBER, OWNER, PRIYA, Operator, seed
from tests.backend.orders.conftest import Customer, Decision

ADDRESS = f"/api/businesses/{KIRANA}/photos/CHEENI-LOOSE"


def picture(colour: str = "white", form: str = "PNG") -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8), colour).save(content, form)
    return content.getvalue()


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the files of the deployment lie."""
    monkeypatch.setenv("MUNSHI_STATE_DIR", str(tmp_path))
    settings.current.cache_clear()
    yield settings.current().media_folder
    monkeypatch.undo()
    settings.current.cache_clear()


@pytest.fixture
def ramesh(books: None, client: TestClient) -> Customer:
    """The owner of the kirana."""
    return Customer(client, OWNER)


def shows(who: Customer, name: str | None, folder: Path, content: bytes | None = None) -> Decision:
    """A picture with the words beside it, as the connector keeps it."""
    path = folder / KIRANA_NUMBER / "came.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content or picture())
    lines = [{"name": name, "start": 3}] if name else []
    return who.do("/stock/updates", lines=lines, photo={"path": f"{KIRANA_NUMBER}/came.png"})


def says_yes(who: Customer, shown: Decision) -> str:
    yes = {
        "question": "confirm_stock",
        "summary": shown.facts["summary"],
        "reading": {"text": "haan", "intents": [{"name": "affirm", "confidence": 1}]},
    }
    return str(who.do("/answers", **yes).facts["answer"]["outcome"])


def seen_by(client: TestClient, person: str) -> tuple[int, bytes]:
    who = {"Munshi-Number": KIRANA_NUMBER, "Munshi-Person": person}
    answer = client.get(ADDRESS, headers={"Authorization": f"Bearer {API_TOKEN}", **who})
    return answer.status_code, answer.content


def asked_for(who: Customer) -> str | None:
    """Where the picture is that is sent to who asks for it."""
    (row,) = who.do("/goods/prices", lines=[{"name": "chini"}]).facts["rows"][:1]
    photo: str | None = row["photo"]
    return photo


def test_a_photo_is_shown_what_it_is_put_on_and_put_there_by_a_yes(
    folder: Path, ramesh: Customer, priya: Customer, client: TestClient
) -> None:
    shown = shows(ramesh, "chini", folder)
    assert (shown.outcome, shown.facts["item"]["name"]["en"]) == ("confirm_photo", "Sugar")
    assert asked_for(priya) is None
    assert says_yes(ramesh, shown) == "updated"
    assert asked_for(priya) == ADDRESS
    (folder / KIRANA_NUMBER / "came.png").unlink()  # what people send is not kept for ever
    assert seen_by(client, PRIYA) == (HTTPStatus.OK, picture())


def test_a_customer_puts_no_photo_anywhere(folder: Path, priya: Customer) -> None:
    assert shows(priya, "chini", folder).outcome == "not_allowed"


def test_a_photo_of_nothing_of_several_or_of_what_is_not_sold_is_asked_about(
    folder: Path, ramesh: Customer
) -> None:
    wanted = {None: "photo_of_what", "dal": "photo_of_which", "xyzzy": "photo_of_none"}
    assert {name: shows(ramesh, name, folder).outcome for name in wanted} == wanted


def test_what_is_no_picture_is_put_on_nothing(folder: Path, ramesh: Customer, priya: Customer) -> None:
    assert says_yes(ramesh, shows(ramesh, "chini", folder, b"%PDF-1.7")) == "photo_gone"
    assert asked_for(priya) is None


def test_the_operator_brings_and_takes_a_photo(folder: Path, operator: Operator, client: TestClient) -> None:
    headers = {"Authorization": f"Bearer {operator.token}"}
    for content, status in (
        (b"no picture", HTTPStatus.UNPROCESSABLE_ENTITY),
        (picture(form="JPEG"), HTTPStatus.NO_CONTENT),
    ):
        answer = client.put(ADDRESS, files={"file": ("a.jpg", content)}, headers=headers)
        assert answer.status_code == status
    assert seen_by(client, PRIYA) == (HTTPStatus.OK, picture(form="JPEG"))
    assert client.delete(ADDRESS, headers=headers).status_code == HTTPStatus.NO_CONTENT
    assert seen_by(client, PRIYA)[0] == HTTPStatus.NOT_FOUND
    nowhere = client.put(f"{ADDRESS}-X", files={"file": ("a.jpg", picture())}, headers=headers)
    assert nowhere.status_code == HTTPStatus.NOT_FOUND


def test_it_goes_out_with_the_file_of_the_business_and_stays_when_a_file_says_nothing_of_it(
    folder: Path, operator: Operator, client: TestClient
) -> None:
    headers = {"Authorization": f"Bearer {operator.token}"}
    client.put(ADDRESS, files={"file": ("a.png", picture())}, headers=headers)
    exported = operator.gets(f"/businesses/{KIRANA}/export", format="json").json()
    kept = next(each for each in exported["products"] if each["sku"] == "CHEENI-LOOSE")["photo_file"]
    assert kept["sha256"] == hashlib.sha256(picture()).hexdigest()
    assert operator.brings_in(exported).is_success
    assert operator.brings_in(seed(KIRANA)).is_success
    assert seen_by(client, PRIYA)[0] == HTTPStatus.OK
