"""How the Graph API answers, whatever the path."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from munshi.demo.refusals import Refusal


class GraphRoute(APIRoute):
    """Answers a refusal with the body and the status that Meta gives it."""

    def get_route_handler(self) -> Any:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Refusal as refusal:
                return JSONResponse(refusal.body(), refusal.status)

        return answer
