"""The books tidy up by themselves, and a fault of theirs is told and logged."""

import asyncio
import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from munshi import database, housekeeping, problems, settings
from munshi.app import create
from tests.backend.approvals.conftest import RAMESH, Colleague, bring_in, told, workshop
from tests.backend.books import Clock, opened
from tests.backend.conftest import Server

OLD = text(
    "INSERT INTO kept_answers VALUES ('sharma-kirana', 'wamid.old:probe', 'x', '{}', '2020-01-01T00:00:00Z')"
)
KEPT = text("SELECT count(*) FROM kept_answers WHERE key = 'wamid.old:probe'")


def test_old_answers_go(books: None, now: Clock) -> None:
    with opened() as session:
        session.execute(OLD)
    housekeeping.tidy_up()
    with opened() as session:
        assert session.scalar(KEPT) == 0


def test_a_database_that_is_away_is_waited_for(caplog: pytest.LogCaptureFixture, engine: Engine) -> None:
    async def briefly() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(housekeeping.keep_house(), 2)

    database.use(database.connect("postgresql://postgres@127.0.0.1:1/books"))
    asyncio.run(briefly())
    database.use(engine)
    assert "tried again later" in caplog.text


def test_what_became_overdue_while_nothing_ran_is_handed_on_at_the_start(
    own_books: Engine, client: TestClient, now: Clock
) -> None:
    bring_in(workshop())
    Colleague(client, RAMESH).asks_leave()
    now.passes(days=30)

    async def briefly() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(housekeeping.hand_on_what_is_overdue(), 2)

    asyncio.run(briefly())
    assert [notice["reference"] for notice in told("approval_escalated")] == ["LV-1"]


def test_the_application_tidies_up_when_it_starts_and_ends_cleanly(
    server: Server, own_books: Engine, now: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "current", settings.Settings)  # it is read once in a process
    monkeypatch.setenv("DATABASE_URL", server.copy())
    with TestClient(create()) as client:
        assert client.get("/health/live").status_code == 200
    database.use(own_books)


def test_a_fault_is_a_problem_report_and_is_logged_with_conversation_and_turn(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = FastAPI()
    problems.install(app)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("the ink has run dry")

    client = TestClient(app, raise_server_exceptions=False)
    headers = {"Munshi-Number": "1001", "Munshi-Person": "919000000101", "Idempotency-Key": "wamid.A:probe"}
    with caplog.at_level(logging.ERROR):
        answer = client.get("/broken", headers=headers)
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "ink" not in answer.text
    assert "for 1001:919000000101 in turn wamid.A:probe" in caplog.text


@pytest.mark.parametrize(
    "fault", [OperationalError("SELECT", {}, Exception("the server is gone")), PoolTimeout("none is free")]
)
def test_books_without_their_database_say_that_they_are_away(fault: Exception) -> None:
    app = FastAPI()
    problems.install(app)

    @app.get("/books")
    def books() -> None:
        raise fault

    answer = TestClient(app, raise_server_exceptions=False).get("/books")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
