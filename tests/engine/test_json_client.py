"""Calls over aiohttp, told as httpx tells them, against a real server."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from aiohttp import web

from engine.json_client import JsonClient, close_all


class Server:
    """Says what it was asked, or what it is told to say."""

    def __init__(self) -> None:
        self.connections: set[Any] = set()
        self.over = asyncio.Event()
        self.url = ""

    async def told(self, request: web.Request) -> web.Response:
        self.connections.add(request.transport)
        return web.json_response(
            {
                "method": request.method,
                "path": request.raw_path,
                "headers": dict(request.headers),
                "body": await request.text(),
            }
        )

    async def refuse(self, _: web.Request) -> web.Response:
        return web.json_response({"detail": "नहीं"}, status=409, content_type="application/problem+json")

    async def cut(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def keep_waiting(self, _: web.Request) -> web.Response:
        await self.over.wait()
        return web.Response()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    application = web.Application()
    application.router.add_route("*", "/api/refused", server.refuse)
    application.router.add_route("*", "/api/cut", server.cut)
    application.router.add_route("*", "/api/late", server.keep_waiting)
    application.router.add_route("*", "/{path:.*}", server.told)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api"
    yield server
    server.over.set()
    await runner.cleanup()


@pytest.fixture
async def client(server: Server) -> AsyncIterator[JsonClient]:
    async with JsonClient(server.url, headers={"Authorization": "Bearer token"}) as client:
        yield client


async def test_a_call_carries_body_headers_and_the_clients_own(client: JsonClient) -> None:
    answer = await client.post("/orders", json={"name": "आटा"}, headers={"Idempotency-Key": "wamid.1:place"})
    told = answer.json()
    assert (told["method"], told["path"], told["body"]) == ("POST", "/api/orders", '{"name": "आटा"}')
    assert told["headers"]["Content-Type"] == "application/json"
    assert told["headers"]["Authorization"] == "Bearer token"
    assert told["headers"]["Idempotency-Key"] == "wamid.1:place"


async def test_parameters_and_parts_of_the_path_arrive_as_they_are(client: JsonClient) -> None:
    answer = await client.request("GET", "/orders/INV%2F26-27", params={"reference": "a&b क"})
    assert answer.json()["path"] == "/api/orders/INV%2F26-27?reference=a%26b+%E0%A4%95"
    assert "Content-Type" not in answer.json()["headers"]


async def test_a_refusal_is_an_answer(client: JsonClient) -> None:
    answer = await client.get("/refused")
    assert answer.is_client_error
    assert answer.json() == {"detail": "नहीं"}


async def test_calls_one_after_the_other_share_a_connection(server: Server, client: JsonClient) -> None:
    for _ in range(3):
        await client.post("/orders", json={})
    assert len(server.connections) == 1


async def test_when_the_process_ends_every_connection_does(client: JsonClient) -> None:
    await client.post("/orders", json={})
    await close_all()
    assert client._session is not None
    assert client._session.closed


async def test_nobody_there_is_told_from_a_call_that_may_have_arrived(
    server: Server, client: JsonClient
) -> None:
    async with JsonClient("http://127.0.0.1:9") as to_nobody:
        with pytest.raises(httpx.ConnectError):
            await to_nobody.post("/orders", json={})
    async with JsonClient(server.url, timeout=httpx.Timeout(0.2, connect=5)) as impatient:
        with pytest.raises(httpx.ReadTimeout):
            await impatient.post("/late", json={})
    with pytest.raises(httpx.NetworkError) as cut:
        await client.post("/cut", json={})
    assert not isinstance(cut.value, httpx.ConnectError)


async def test_a_file_goes_the_way_of_httpx(client: JsonClient) -> None:
    answer = await client.post("/media", files={"file": ("bill.pdf", b"%PDF")})
    assert answer.json()["headers"]["Content-Type"].startswith("multipart/form-data")


def test_proxies_lead_beyond_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    monkeypatch.setenv("NO_PROXY", "books.internal")
    assert JsonClient("https://graph.facebook.com")._proxy == "http://proxy:3128"
    assert JsonClient("https://books.internal")._proxy is None
    assert JsonClient("https://127.0.0.1:8000")._proxy is None
