"""A workshop where somebody was ill and somebody bought petrol, with the files that they sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from munshi import settings
from tests.backend.books import API_TOKEN, Answer, Clock, Operator
from tests.backend.leave.conftest import KIRAN, RAVI, WORKSHOP, WORKSHOP_NUMBER, Worker, bring_in, workshop

PHOTO, PAPER = b"\xff\xd8\xff a petrol bill", b"%PDF-1.7 fever"


@dataclass
class Office:
    """What can be asked of the workshop's papers."""

    client: TestClient
    operator: Operator
    media: Path

    def keeps(self, name: str, content: bytes, mime_type: str) -> dict[str, str]:
        """A file that the connector has kept, as an attachment."""
        (self.media / name).write_bytes(content)
        return {"path": name, "sha256": sha256(content).hexdigest(), "mime_type": mime_type}

    def opens(self, path: str, person: str, number: str = WORKSHOP_NUMBER, token: str = API_TOKEN) -> Answer:
        """A file, for a person."""
        whose = {"Munshi-Number": number, "Munshi-Person": person, "Authorization": f"Bearer {token}"}
        return self.client.get(f"/api/businesses/{WORKSHOP}/{path}", headers=whose)

    def looks(self, **wanted: Any) -> list[tuple[str | None, str, str, str, str]]:
        """Who looked at what of whom, the oldest first, people by their names."""
        known = self.operator.gets(f"/businesses/{WORKSHOP}/people").json()["items"]
        names = {person["id"]: person["name"] for person in known} | {"operator": "operator"}
        answer = self.operator.gets(f"/businesses/{WORKSHOP}/access", **wanted)
        assert answer.status_code == 200, answer.text
        return [
            (names[row["looker"]], names[row["person"]], row["kind"], row["reference"], row["how"])
            for row in reversed(answer.json()["items"])
        ]


@pytest.fixture
def media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: object) -> Iterator[Path]:
    """The folder in which the connector keeps what people send."""
    monkeypatch.setenv("MUNSHI_STATE_DIR", str(tmp_path))
    settings.current.cache_clear()
    (tmp_path / "media").mkdir()
    yield tmp_path / "media"
    monkeypatch.undo()
    settings.current.cache_clear()


@pytest.fixture
def office(media: Path, operator: Operator, client: TestClient, now: Clock) -> Office:
    """The workshop, which also pays expenses back."""
    file = workshop()
    file["business"]["skills"] += ["expenses"]
    file["expenses"] = {"policies": [{"category": "fuel"}]}
    assert bring_in(file) == "created"
    return Office(client, operator, media)


@pytest.fixture
def ill(office: Office) -> Office:
    """Ravi was ill, has said so and sent a certificate: LV-1."""
    certificate = office.keeps("fever.pdf", PAPER, "application/pdf")
    ravi = Worker(office.client, RAVI)
    ravi.says("2026-11-25…2026-11-27", "sick", reason="fever")
    shown = ravi.do("/leave/draft", attachment=certificate)
    assert ravi.do("/leave/requests", summary=shown.facts["summary"]).outcome == "filed"
    return office


@pytest.fixture
def driven(office: Office) -> Office:
    """Kiran has sent a petrol bill: EXP-1."""
    kiran = Worker(office.client, KIRAN)
    bill = office.keeps("petrol.jpg", PHOTO, "image/jpeg")
    said: dict[str, Any] = {"money": {"paise": 50000}, "expense_category": "fuel", "attachments": [bill]}
    day = {"from": "2026-11-20", "to": "2026-11-20"}
    shown = kiran.do("/claims/draft", **said, period=day)
    assert kiran.do("/claims", summary=shown.facts["summary"]).outcome == "filed", shown
    return office
