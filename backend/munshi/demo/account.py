"""The paths of the Graph API that concern the WhatsApp Business account: its numbers and its templates."""

import json
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool

from munshi.demo.graph_route import GraphRoute
from munshi.demo.refusals import Refusal, UnknownObject
from munshi.demo.simulator import Simulator
from munshi.demo.webhooks import ACCOUNT


def router(simulator: Simulator) -> APIRouter:
    """`/{version}/{account}/message_templates` and `/phone_numbers`."""
    routes = APIRouter(route_class=GraphRoute, include_in_schema=False)

    def check(request: Request, account: str, authorization: str | None) -> None:
        simulator.check_token(authorization, request.query_params.get("access_token"))
        if account != ACCOUNT:
            raise UnknownObject(account)

    @routes.get("/{version}/{account}/message_templates")
    async def templates(
        request: Request,
        account: str,
        authorization: Annotated[str | None, Header()] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 25,
        after: Annotated[int, Query(ge=0)] = 0,
        fields: str = "",
    ) -> dict[str, Any]:
        check(request, account, authorization)
        found, more = simulator.templates.page(limit, after)
        wanted = {"id", *fields.split(",")} if fields else None
        data = [_only(asdict(template), wanted) for template in found]
        return {"data": data, "paging": _paging(request, after, after + len(found), more)}

    @routes.post("/{version}/{account}/message_templates")
    async def create(
        request: Request, account: str, authorization: Annotated[str | None, Header()] = None
    ) -> dict[str, str]:
        check(request, account, authorization)
        try:
            wanted = json.loads(await request.body())
        except ValueError as error:
            raise Refusal(100, "The request is not JSON.") from error
        template = simulator.hand_in(wanted)
        return {"id": template.id, "status": template.status, "category": template.category}

    @routes.get("/{version}/{account}/phone_numbers")
    async def numbers(
        request: Request, account: str, authorization: Annotated[str | None, Header()] = None
    ) -> dict[str, Any]:
        check(request, account, authorization)
        stages = await run_in_threadpool(simulator.cast, None)
        data = [
            {"id": stage.number, "display_phone_number": stage.display_number, "verified_name": stage.name}
            for stage in stages
        ]
        return {"data": data, "paging": _paging(request, 0, len(data), more=False)}

    return routes


def _only(template: dict[str, Any], wanted: set[str] | None) -> dict[str, Any]:
    return {key: value for key, value in template.items() if wanted is None or key in wanted}


def _paging(request: Request, before: int, after: int, more: bool) -> dict[str, Any]:
    cursors = {"before": str(before), "after": str(after)}
    following = {"next": str(request.url.include_query_params(after=after))} if more else {}
    return {"cursors": cursors, **following}
