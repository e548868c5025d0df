"""Faults of the caller, as RFC 9457 problem reports.

Problem
  × Unauthorised     401  no token, or a wrong one
  × Forbidden        403  the token is good, but not for this
  × NotFound         404
  × Conflict         409
  × Unprocessable    422  `errors` say where and what
"""

import logging
import re
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema
from pydantic_core import ErrorDetails
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One thing that is wrong, and where."""

    at: str = Field(description="The path to it, such as `products[3].price_paise`, or row and column")
    problem: str
    line: int | None = Field(None, description="The line in the file, where there is one")


class ProblemReport(BaseModel):
    """The body of every answer that is not 2xx (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: list[Fault] | None = None


class Problem(Exception):
    """The call cannot be answered because of the caller."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, detail: str, errors: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)


class Unauthorised(Problem):
    """No token, or a wrong one."""

    status = HTTPStatus.UNAUTHORIZED


class Forbidden(Problem):
    """The token is good, but not for this."""

    status = HTTPStatus.FORBIDDEN


class NotFound(Problem):
    """There is no such thing, or it is another business's."""

    status = HTTPStatus.NOT_FOUND


class Conflict(Problem):
    """The call contradicts what is there."""

    status = HTTPStatus.CONFLICT


class Unprocessable(Problem):
    """The content cannot be used; `errors` say where and what."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


def described(*problems: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for OpenAPI."""
    schema = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemReport"}}}
    return {int(problem.status): {"description": problem.__doc__, "content": schema} for problem in problems}


def report(status: int, detail: str | None, errors: Sequence[Fault] = ()) -> JSONResponse:
    """The problem as an answer."""
    body = ProblemReport(
        title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(errors) or None
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(body.model_dump(exclude_none=True), status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Lets every fault of a caller leave the application as a problem report."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(OperationalError, _on_no_database)
    app.add_exception_handler(PoolTimeout, _on_no_database)
    app.add_exception_handler(Exception, _on_fault)
    app.openapi = partial(_described_by_problems, app, app.openapi)  # type: ignore[method-assign]


def _described_by_problems(app: FastAPI, describe: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """FastAPI's description of the application, with our report wherever FastAPI would describe its own."""
    if app.openapi_schema is None:
        schema = describe()
        models = schema["components"]["schemas"]
        for own in ("HTTPValidationError", "ValidationError"):
            models.pop(own, None)
        _, reports = models_json_schema(
            [(ProblemReport, "serialization")], ref_template="#/components/schemas/{model}"
        )
        models |= reports["$defs"]
        for operations in schema["paths"].values():
            for operation in operations.values():
                _replace_validation_error(operation["responses"])
        app.openapi_schema = schema
    return app.openapi_schema


def _replace_validation_error(responses: dict[str, Any]) -> None:
    unprocessable = str(int(Unprocessable.status))
    if "HTTPValidationError" in str(responses.get(unprocessable)):
        responses[unprocessable] = described(Unprocessable)[Unprocessable.status]


def _on_problem(_: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, Problem)
    return report(problem.status, problem.detail, problem.errors)


def _on_invalid_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [Fault(at=path(detail["loc"]), problem=in_words(detail)) for detail in error.errors()]
    return report(HTTPStatus.UNPROCESSABLE_ENTITY, "The request does not have the documented form.", faults)


def _on_http_exception(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return report(error.status_code, error.detail)


def _on_no_database(request: Request, error: Exception) -> JSONResponse:
    """The database does not answer; it will, and then the same call can be made again."""
    log.error("%s %s had no database: %s", request.method, request.url.path, type(error).__name__)
    return report(HTTPStatus.SERVICE_UNAVAILABLE, "The books cannot be opened just now; nothing was changed.")


def _on_fault(request: Request, _: Exception) -> JSONResponse:
    """A fault of ours: the server logs it, this adds whose conversation and which turn it was."""
    conversation, turn = (
        ":".join(request.headers.get(name, "-") for name in names)
        for names in (("Munshi-Number", "Munshi-Person"), ("Idempotency-Key",))
    )
    log.error("%s %s failed for %s in turn %s", request.method, request.url.path, conversation, turn)
    return report(HTTPStatus.INTERNAL_SERVER_ERROR, "The books could not do this; nothing was changed.")


def in_words(detail: ErrorDetails) -> str:
    """What pydantic found wrong, for whoever wrote it."""
    if detail["type"] == "extra_forbidden":
        return "is not known here"
    if detail["type"] == "string_type" and isinstance(detail["input"], int | float):
        return "must be text: put it in quotes"
    if detail["type"] == "greater_than_equal":
        return f"must be {detail['ctx']['ge']} or more"
    return detail["msg"].removeprefix("Value error, ")


def path(location: Sequence[str | int]) -> str:
    """A place in nested data, as a person writes it: `products[3].name.hi`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return text.removeprefix(".")


def steps(place: str) -> tuple[str | int, ...]:
    """The way to a place that `path` has written."""
    found = re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)
    return tuple(int(index) if index else name for index, name in found)
