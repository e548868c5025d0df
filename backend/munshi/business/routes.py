"""Businesses over HTTP, for the operator of the deployment."""

from http import HTTPStatus
from typing import Any, Literal

import anyio.to_thread
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from munshi import database
from munshi.business import exchange, service
from munshi.business.parts import BusinessFile
from munshi.callers import operator, the_business
from munshi.problems import NotFound, Unauthorised, Unprocessable, described

YAML = "application/yaml"
FILE_BODY = {
    "requestBody": {
        "required": True,
        "description": "The file, as YAML or JSON; its form is at `/api/schemas/business.json`.",
        "content": {YAML: {"schema": {"type": "string"}}, "application/json": {"schema": {"type": "object"}}},
    }
}

router = APIRouter(tags=["businesses"])


class Imported(BaseModel):
    """What an import did; `unchanged` says that the books held all of it already."""

    id: str
    outcome: Literal["created", "changed", "unchanged"]


class Listed(BaseModel):
    """A business of the deployment, and its WhatsApp numbers by Meta's ids."""

    id: str
    name: str
    kind: str
    numbers: list[str]


@router.get("/schemas/business.json")
async def schema() -> dict[str, Any]:
    """The JSON schema of the file that carries a whole business."""
    return BusinessFile.model_json_schema()


@router.get("/businesses", dependencies=[Depends(operator)], responses=described(Unauthorised))
def businesses() -> list[Listed]:
    """Every business of the deployment."""
    with database.transaction() as session:
        return [
            Listed(
                id=business.id,
                name=business.name,
                kind=business.kind,
                numbers=[number.phone_number_id for number in business.numbers],
            )
            for business in service.all_of_them(session)
        ]


@router.post(
    "/businesses",
    dependencies=[Depends(operator)],
    status_code=HTTPStatus.CREATED,
    responses={
        HTTPStatus.OK: {"model": Imported, "description": "The business was there already."},
        **described(Unauthorised, Unprocessable),
    },
    openapi_extra=FILE_BODY,
)
async def bring_in(request: Request, response: Response) -> Imported:
    """Brings a business in from its file, or up to what its file says now. All of it is taken, or nothing.

    What the file does not name, a product or a person, stays as it is.
    """
    text = (await request.body()).decode("utf-8", "replace")
    done = await anyio.to_thread.run_sync(_bring_in, text)
    if done.outcome != "created":
        response.status_code = HTTPStatus.OK
    return done


def _bring_in(text: str) -> Imported:
    try:
        with database.transaction() as session:
            done = exchange.bring_in(session, text)
    except exchange.Faulty as faulty:
        raise Unprocessable("The file cannot be taken; nothing was written.", faulty.faults) from faulty
    return Imported(id=done.business_id, outcome=done.outcome)


@router.get(
    "/businesses/{business_id}/export",
    dependencies=[Depends(operator)],
    responses={
        HTTPStatus.OK: {
            "description": "The file, which an import would take.",
            "content": {
                YAML: {"schema": {"type": "string"}},
                "application/json": {"schema": {"type": "object"}},
            },
        },
        **described(Unauthorised, NotFound),
    },
    response_class=Response,
)
def export(business_id: str, format: Literal["yaml", "json"] = "yaml") -> Response:
    """A whole business as its file."""
    with database.transaction() as session:
        said = exchange.hand_out(session, the_business(session, business_id))
    if format == "json":
        return JSONResponse(said)
    return Response(exchange.as_yaml(said), media_type=YAML)
