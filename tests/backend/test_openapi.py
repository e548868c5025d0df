"""The description of the API says what a caller may meet."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

GUARDED = "HTTPBearer"


@pytest.fixture
def schema(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").json()
    return described


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_operation_says_what_it_does(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        assert operation.get("description"), name


def test_what_needs_a_token_says_so_and_describes_its_refusal(schema: dict[str, Any]) -> None:
    guarded = [(name, operation) for name, operation in operations(schema) if operation.get("security")]
    assert len(guarded) > 10
    for name, operation in guarded:
        assert {GUARDED} == {scheme for way in operation["security"] for scheme in way}, name
        assert "401" in operation["responses"], name


def test_what_names_a_thing_says_that_it_may_not_be_there(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        if "{" in name:
            assert "404" in operation["responses"], name


def test_what_takes_an_idempotency_key_describes_the_conflict(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        headers = {parameter["name"] for parameter in operation.get("parameters", [])}
        if "Idempotency-Key" in headers:
            assert "409" in operation["responses"], name


def test_every_fault_is_a_problem_report(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        for status, response in operation["responses"].items():
            if status.startswith("4"):
                assert list(response["content"]) == ["application/problem+json"], (name, status)
    assert {"ProblemReport", "Fault"} <= schema["components"]["schemas"].keys()


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    assert set(references(schema)) <= known


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for below in node.values():
            yield from references(below)
    elif isinstance(node, list):
        for below in node:
            yield from references(below)


def test_a_page_that_is_not_there_is_a_problem_report_too(client: TestClient) -> None:
    answer = client.get("/api/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_description_can_be_read_in_a_browser(client: TestClient) -> None:
    assert "swagger" in client.get("/docs").text
