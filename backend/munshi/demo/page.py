"""The chat page and what it asks of the simulator."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, HTTPException, Request, UploadFile, WebSocket
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.websockets import WebSocketDisconnect

from munshi.demo.refusals import Refusal, UnknownObject
from munshi.demo.rules import MEGABYTE
from munshi.demo.simulator import Simulator
from munshi.demo.state import Message, new_wamid
from munshi.demo.uploads import read_upload
from munshi.demo.writing import ByHand, Written

STATIC = resources.files("munshi.demo") / "static"
UPLOAD_LIMIT = 16 * MEGABYTE
QUEUE = 2_000
SHOWN_IN_PLACE = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "application/pdf",
    "audio/ogg",
    "audio/mpeg",
    "video/mp4",
)
POLICY = (
    "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


class PageFiles(StaticFiles):
    """The page's scripts, styles and pictures: kept by the browser, but asked for anew in case they changed."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        response = super().file_response(*args, **options)
        response.headers.update({"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"})
        return response


def router(simulator: Simulator) -> APIRouter:
    """The page at `/demo`, and its API below `/demo/api`."""
    routes = APIRouter(include_in_schema=False)
    _add_page(routes, simulator)
    _add_chats(routes, simulator)
    _add_files(routes, simulator)
    _add_events(routes, simulator)
    return routes


def _add_page(routes: APIRouter, simulator: Simulator) -> None:
    """The page, who is in it, and what it asks of the whole."""

    @routes.get("")
    async def page() -> FileResponse:
        return FileResponse(str(STATIC / "index.html"), headers=PAGE_HEADERS)

    @routes.get("/api/cast")
    def cast() -> list[dict[str, Any]]:
        return [stage.on_page() for stage in simulator.cast(None)]

    @routes.get("/api/clock")
    async def clock() -> dict[str, str]:
        return {"now": simulator.now().isoformat()}

    @routes.get("/api/assistant")
    async def assistant() -> dict[str, bool]:
        return {"reachable": await simulator.postman.reaches()}


def _add_chats(routes: APIRouter, simulator: Simulator) -> None:
    """Conversations and their messages."""

    @routes.get("/api/chats")
    async def chats() -> list[dict[str, Any]]:
        return [chat.on_page() for chat in reversed(simulator.state.chats.values())]

    @routes.get("/api/chats/{number}/{person}")
    async def history(number: str, person: str) -> list[dict[str, Any]]:
        chat = simulator.state.chats.get((number, person))
        return [message.on_page() for message in chat.messages] if chat else []

    @routes.post("/api/chats/{number}/{person}/messages", status_code=201)
    async def write(number: str, person: str, written: Written) -> dict[str, Any]:
        return await _written(simulator, number, person, written)

    @routes.post("/api/chats/{number}/{person}/echoes", status_code=201)
    async def echo(number: str, person: str, written: ByHand) -> dict[str, Any]:
        try:
            return (await simulator.echo(number, person, written.body)).on_page()
        except UnknownObject as error:
            raise HTTPException(404, "No such number.") from error

    @routes.post("/api/chats/{number}/{person}/seen", status_code=204)
    async def seen(number: str, person: str) -> None:
        if (number, person) in simulator.state.chats:
            simulator.seen(number, person)

    @routes.post("/api/messages/{wamid}/retry", status_code=202)
    async def retry(wamid: str) -> dict[str, bool]:
        if wamid not in simulator.state.messages:
            raise HTTPException(404, "No such message.")
        simulator.retry(simulator.state.messages[wamid])
        return {"success": True}


def _add_files(routes: APIRouter, simulator: Simulator) -> None:
    """Files that are sent, and those that came."""

    @routes.post("/api/media", status_code=201)
    async def upload(request: Request, number: Annotated[str, Form()], file: UploadFile) -> dict[str, Any]:
        try:
            content = await read_upload(file, UPLOAD_LIMIT)
        except Refusal as refusal:
            raise HTTPException(413, refusal.details) from refusal
        mime_type = (file.content_type or "application/octet-stream").split(";")[0]
        return simulator.shelf.put(
            number, content, mime_type, file.filename, simulator.now(), heard=True
        ).on_page()

    @routes.get("/api/media/{media_id}")
    async def media(media_id: str) -> Response:
        try:
            found = simulator.shelf.get(media_id, simulator.now())
        except UnknownObject as error:
            raise HTTPException(404, "No such file.") from error
        shown = found.mime_type in SHOWN_IN_PLACE
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": "inline" if shown else "attachment",
            "Cache-Control": "private, max-age=3600",
        }
        mime_type = found.mime_type if shown else "application/octet-stream"
        return Response(found.content, media_type=mime_type, headers=headers)


def _add_events(routes: APIRouter, simulator: Simulator) -> None:
    """What happens, as it happens."""

    @routes.websocket("/api/events")
    async def events(socket: WebSocket) -> None:
        if not _same_origin(socket):
            await socket.close(1008)
            return
        await socket.accept()
        async with _listening(simulator) as queue:
            sending = asyncio.create_task(_send(socket, queue))
            try:
                while True:
                    await socket.receive_text()
            except WebSocketDisconnect:
                sending.cancel()


async def _written(simulator: Simulator, number: str, person: str, written: Written) -> dict[str, Any]:
    """The message that somebody has written on the page; the same one where it comes again."""
    known = simulator.state.named(written.client_id, number, person)
    if known is not None:
        return known.on_page()
    try:
        await simulator.stage(number)
        content = written.content(simulator)
    except UnknownObject as error:
        raise HTTPException(404, "No such number or file.") from error
    except Refusal as refusal:
        raise HTTPException(422, refusal.details) from refusal
    message = Message(
        wamid=new_wamid(person, from_business=False),
        number=number,
        person=person,
        from_business=False,
        at=simulator.now(),
        content=content,
        state="sent",
        context=written.reply_to,
        client_id=written.client_id,
    )
    media_id = content[content["type"]].get("id")
    if media_id:
        message.media = simulator.shelf.get(media_id, message.at).on_page()
    await simulator.hear(message, written.name)
    return message.on_page()


@asynccontextmanager
async def _listening(simulator: Simulator) -> AsyncIterator[asyncio.Queue[dict[str, Any] | None]]:
    queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(QUEUE)
    simulator.state.listeners.add(queue)
    try:
        yield queue
    finally:
        simulator.state.listeners.discard(queue)


async def _send(socket: WebSocket, queue: asyncio.Queue[dict[str, Any] | None]) -> None:
    while (event := await queue.get()) is not None:
        await socket.send_json(event)
    await socket.close(1013)


def _same_origin(socket: WebSocket) -> bool:
    """Another site's page may not listen; a program without an Origin may."""
    origin = socket.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == socket.headers.get("host")
