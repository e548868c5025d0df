"""The paths of the Graph API, as a business calls them."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from starlette.datastructures import FormData, UploadFile

from munshi.demo.graph_route import GraphRoute
from munshi.demo.refusals import Refusal, UnknownObject
from munshi.demo.rules import MEDIA_LIMITS, MEDIA_TYPES
from munshi.demo.simulator import Simulator
from munshi.demo.uploads import read_upload


def router(simulator: Simulator) -> APIRouter:
    """`/{version}/{phone_number_id}/messages`, `/media`, `/{version}/{media_id}` and the files themselves."""
    routes = APIRouter(route_class=GraphRoute, include_in_schema=False)

    @routes.post("/{version}/{number}/messages")
    async def send(
        request: Request, number: str, authorization: Annotated[str | None, Header()] = None
    ) -> dict[str, Any]:
        simulator.check_token(authorization, request.query_params.get("access_token"))
        try:
            wanted = json.loads(await request.body())
        except ValueError as error:
            raise Refusal(100, "The request is not JSON.") from error
        return await simulator.accept(number, wanted)

    @routes.post("/{version}/{number}/media")
    async def upload(
        request: Request, number: str, authorization: Annotated[str | None, Header()] = None
    ) -> dict[str, str]:
        simulator.check_token(authorization, request.query_params.get("access_token"))
        await simulator.stage(number)
        if "refuse" in (struck := simulator.faults.strikes("media", number)):
            raise Refusal(struck["refuse"].code, "Ordered by a test.", status=struck["refuse"].status)
        async with request.form() as form:
            content, mime_type, name = await _uploaded(form)
        media = simulator.shelf.put(number, content, mime_type, name, simulator.now(), heard=False)
        return {"id": media.id}

    @routes.get("/files/{key}")
    async def file(
        request: Request, key: str, authorization: Annotated[str | None, Header()] = None
    ) -> Response:
        simulator.check_token(authorization, request.query_params.get("access_token"))
        try:
            media = simulator.shelf.fetch(key, simulator.now())
        except UnknownObject:
            return Response("Not Found", 404)
        return Response(media.content, media_type=media.mime_type)

    @routes.get("/{version}/{media_id}")
    async def address(
        request: Request, media_id: str, authorization: Annotated[str | None, Header()] = None
    ) -> dict[str, Any]:
        simulator.check_token(authorization, request.query_params.get("access_token"))
        if "refuse" in (struck := simulator.faults.strikes("media")):
            raise Refusal(struck["refuse"].code, "Ordered by a test.", status=struck["refuse"].status)
        now = simulator.now()
        media = simulator.shelf.get(media_id, now)
        if request.query_params.get("phone_number_id", media.number) != media.number:
            raise UnknownObject(media_id)
        return {
            "messaging_product": "whatsapp",
            "url": f"{simulator.graph_url}/files/{simulator.shelf.address(media, now)}",
            "mime_type": media.mime_type,
            "sha256": media.digest.hex(),
            "file_size": len(media.content),
            "id": media.id,
        }

    @routes.delete("/{version}/{media_id}")
    async def delete(
        request: Request, media_id: str, authorization: Annotated[str | None, Header()] = None
    ) -> dict[str, bool]:
        simulator.check_token(authorization, request.query_params.get("access_token"))
        simulator.shelf.get(media_id, simulator.now())
        simulator.shelf.drop(media_id)
        return {"success": True}

    return routes


async def _uploaded(form: FormData) -> tuple[bytes, str, str | None]:
    """The content of the file in a form, its type and its name. Raises Refusal."""
    file = form.get("file")
    if form.get("messaging_product") != "whatsapp" or not isinstance(file, UploadFile):
        raise Refusal(131008, "messaging_product and file are required.")
    mime_type = str(form.get("type") or file.content_type or "")
    kinds = [kind for kind, types in MEDIA_TYPES.items() if mime_type.split(";")[0] in types]
    if not kinds:
        raise Refusal(131053, f"Files of type {mime_type!r} are not supported.")
    content = await read_upload(file, max(MEDIA_LIMITS[kind] for kind in kinds))
    return content, mime_type, file.filename
