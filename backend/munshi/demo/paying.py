"""The paths of WhatsApp's payments: Meta's own, and those by which the chat page pays, fails and cancels a card."""

import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, HTTPException, Request
from pydantic import BaseModel

from munshi.demo import webhooks
from munshi.demo.graph_route import GraphRoute
from munshi.demo.refusals import Refusal
from munshi.demo.simulator import Simulator


class Paid(BaseModel):
    """What the customer does with a card."""

    outcome: Literal["pay", "fail"]


def router(simulator: Simulator) -> APIRouter:
    """`GET /{version}/{number}/payments/{configuration}/{reference}` and `POST …/payments_refund`."""
    routes = APIRouter(route_class=GraphRoute, include_in_schema=False)

    @routes.get("/{version}/{number}/payments/{configuration}/{reference}")
    async def look_up(
        request: Request, number: str, reference: str, authorization: Annotated[str | None, Header()] = None
    ) -> dict[str, Any]:
        simulator.check_token(authorization, request.query_params.get("access_token"))
        return {"payments": [simulator.till.card(number, reference).looked_up()]}

    @routes.post("/{version}/{number}/payments_refund")
    async def refund(
        request: Request, number: str, authorization: Annotated[str | None, Header()] = None
    ) -> dict[str, Any]:
        simulator.check_token(authorization, request.query_params.get("access_token"))
        answer, status = simulator.till.refund(number, json.loads(await request.body()))
        await _tell(simulator, number, status)
        return answer

    return routes


def page_router(simulator: Simulator) -> APIRouter:
    """What the chat page asks of a card: how it stands, and that it is paid or not."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/api/payments/{number}/{reference}")
    async def card(number: str, reference: str) -> dict[str, Any]:
        return _or_404(lambda: simulator.till.card(number, reference).on_page())

    @routes.post("/api/payments/{number}/{reference}")
    async def pay(number: str, reference: str, paid: Paid) -> dict[str, Any]:
        status = _or_404(lambda: simulator.till.pay(number, reference, succeeds=paid.outcome == "pay"))
        await _tell(simulator, number, status)
        return simulator.till.card(number, reference).on_page()

    return routes


async def _tell(simulator: Simulator, number: str, status: dict[str, Any]) -> None:
    """Brings the status to the business, as other news of its messages."""
    stage = await simulator.stage(number)
    update = webhooks.of_payment(number, stage.display_number, status)
    simulator.postman.start(simulator.bring(number, status["recipient_id"], update))


def _or_404(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return work()
    except Refusal as refusal:
        raise HTTPException(404, refusal.details) from refusal
