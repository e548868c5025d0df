"""The health checks for whoever starts, watches or balances the processes."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from munshi.health.probes import Probes

router = APIRouter(prefix="/health", tags=["health"])


class Liveness(BaseModel):
    """This process answers."""

    status: Literal["live"] = "live"


class Readiness(BaseModel):
    """Whether every part answers; `parts` says what is wrong with each, null when nothing is."""

    status: Literal["ready", "not ready"]
    parts: dict[str, str | None] = Field(examples=[{"database": None, "actions": None, "assistant": None}])


async def _probes(request: Request) -> Probes:
    found: Probes = request.app.state.probes
    return found


@router.get("/live")
async def live() -> Liveness:
    """Whether this process answers; says nothing of the others."""
    return Liveness()


@router.get("/ready", responses={503: {"model": Readiness, "description": "Something does not answer yet."}})
async def ready(probes: Annotated[Probes, Depends(_probes)], response: Response) -> Readiness:
    """200 once the database, the actions and the assistant with a model answer."""
    parts = await probes.all()
    if any(parts.values()):
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return Readiness(status="not ready", parts=parts)
    return Readiness(status="ready", parts=parts)
