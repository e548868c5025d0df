"""What tests of the books share: when it is, who there is, and who calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from munshi import database

BACKEND = Path(__file__).resolve().parents[2] / "backend"
SEEDS = BACKEND / "demo" / "businesses"

TUESDAY_MORNING = datetime(2026, 11, 24, 11, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
API_TOKEN = "token-of-the-actions"
OPERATOR_TOKEN = "token-of-the-operator"

KIRANA = "sharma-kirana"
KIRANA_NUMBER, RESTAURANT_NUMBER = "100000000000001", "100000000000002"
PRIYA, OWNER = "919000000101", "919000000001"

Answer = Any  # a response of the client, whose class is the client's own matter

_turns = count()


@dataclass
class Clock:
    """A moment that stands still until a test moves it."""

    moment: datetime = TUESDAY_MORNING

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Actions:
    """The assistant's actions, calling for a person who writes to a number."""

    client: TestClient
    number: str = KIRANA_NUMBER
    person: str = PRIYA
    token: str = API_TOKEN

    def posts(self, path: str, body: Any = None, key: str | None = None, **headers: str) -> Answer:
        """A call that does something, under a key of its own unless one is given."""
        once = {"Idempotency-Key": key or f"wamid.{next(_turns)}:action"}
        return self.client.post(f"/api{path}", json=body or {}, headers={**self._who(), **once, **headers})

    def gets(self, path: str, **headers: str) -> Answer:
        """A call that changes nothing."""
        return self.client.get(f"/api{path}", headers={**self._who(), **headers})

    def _who(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}",
            "Munshi-Number": self.number,
            "Munshi-Person": self.person,
        }


@dataclass
class Operator:
    """The operator of the deployment, who may read and write every business."""

    client: TestClient
    token: str = OPERATOR_TOKEN

    def gets(self, path: str, **parameters: Any) -> Answer:
        return self.client.get(f"/api{path}", params=parameters, headers=self._headers())

    def brings_in(self, file: dict[str, Any] | str) -> Answer:
        """A business's file, as data or as text."""
        text = file if isinstance(file, str) else yaml.safe_dump(file, allow_unicode=True)
        headers = {**self._headers(), "Content-Type": "application/yaml"}
        return self.client.post("/api/businesses", content=text.encode(), headers=headers)

    def uploads(
        self, business_id: str, content: bytes, name: str = "products.csv", of: str = "products"
    ) -> Answer:
        """A sheet of products, or of something else."""
        path = f"/api/businesses/{business_id}/{of}"
        return self.client.post(path, files={"file": (name, content)}, headers=self._headers())

    def puts(self, path: str, body: Any, **parameters: Any) -> Answer:
        return self.client.put(f"/api{path}", json=body, params=parameters, headers=self._headers())

    def deletes(self, path: str) -> Answer:
        return self.client.delete(f"/api{path}", headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@contextmanager
def opened() -> Iterator[Session]:
    """The books, as the tests' own transaction sees them."""
    with database.transaction() as session:
        yield session


def seed(business_id: str) -> dict[str, Any]:
    """The file of a demonstration business."""
    file: dict[str, Any] = yaml.safe_load((SEEDS / f"{business_id}.yaml").read_text("utf-8"))
    return file
