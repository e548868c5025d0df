"""Ready means that everything answers."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from munshi import database
from munshi.health import routes
from munshi.health.probes import Probes

ACTIONS, ASSISTANT = "http://127.0.0.1:5055", "http://127.0.0.1:5005"

Answer = Callable[[], httpx.Response]


def refuses() -> httpx.Response:
    raise httpx.ConnectError("nobody listens")


@pytest.fixture
def readiness(engine: Engine) -> Callable[..., tuple[int, dict[str, Any]]]:
    """What the check says when the other two processes answer so."""

    def ask(actions: Answer, assistant: Answer) -> tuple[int, dict[str, Any]]:
        def other(request: httpx.Request) -> httpx.Response:
            assert request.url.path in ("/health", "/status")
            return actions() if str(request.url).startswith(ACTIONS) else assistant()

        client = httpx.AsyncClient(transport=httpx.MockTransport(other))
        app = FastAPI()
        app.include_router(routes.router)
        app.state.probes = Probes(client, ACTIONS, ASSISTANT, "secret")
        answer = TestClient(app).get("/health/ready")
        return answer.status_code, answer.json()

    return ask


def well() -> httpx.Response:
    return httpx.Response(200, json={"status": "ok", "model_file": "munshi.tar.gz"})


def test_ready_when_all_three_answer(readiness: Callable[..., tuple[int, dict[str, Any]]]) -> None:
    status, said = readiness(well, well)
    assert status == 200
    assert said == {"status": "ready", "parts": {"database": None, "actions": None, "assistant": None}}


def test_not_ready_while_the_actions_do_not_listen(
    readiness: Callable[..., tuple[int, dict[str, Any]]],
) -> None:
    status, said = readiness(refuses, well)
    assert status == 503
    assert said["parts"]["actions"] == "does not answer (ConnectError)"


def test_not_ready_while_the_assistant_has_no_model(
    readiness: Callable[..., tuple[int, dict[str, Any]]],
) -> None:
    status, said = readiness(well, lambda: httpx.Response(200, json={"model_file": None}))
    assert status == 503
    assert said["parts"]["assistant"] == "has no model yet"


def test_not_ready_while_the_assistant_refuses(
    readiness: Callable[..., tuple[int, dict[str, Any]]],
) -> None:
    _, said = readiness(well, lambda: httpx.Response(409))
    assert said["parts"]["assistant"] == "answers 409"


def test_not_ready_without_the_database(
    readiness: Callable[..., tuple[int, dict[str, Any]]], engine: Engine
) -> None:
    nowhere = database.connect("postgresql://postgres@127.0.0.1:1/books")
    database.use(nowhere)
    status, said = readiness(well, well)
    database.use(engine)
    assert status == 503
    assert said["parts"]["database"] == "does not answer (OperationalError)"


def test_live_says_nothing_of_the_others(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "live"}


def test_the_start_page_leads_to_chat_and_api(client: TestClient) -> None:
    page = client.get("/").text
    for link in ("/demo", "/docs", "/api/schemas/business.json"):
        assert f'href="{link}"' in page
