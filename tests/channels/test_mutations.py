"""Whatever stands in a webhook, it is taken, and a good message beside it is stored and has its turn."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

import engine.settings
from channels.whatsapp.connector import Connector
from channels.whatsapp.database import Pool
from channels.whatsapp.incoming.signature import HEADER, sign
from channels.whatsapp.input import WEBHOOK, WhatsAppInput
from tests.channels.fakes import Graph
from tests.channels.mutants import RECORDED, mutants
from tests.channels.writing import Person, update

SEED = 20261124
SECRET = engine.settings.settings.app_secrets[0]


class Webhook:
    """The address that Meta calls, without a network between."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def takes(self, content: dict[str, Any]) -> int:
        """The status that a signed update is answered with."""
        body = json.dumps(content).encode()
        headers = {HEADER: sign(body, SECRET), "content-type": "application/json"}
        answer = await self.client.post(WEBHOOK, content=body, headers=headers)
        return answer.status_code


async def nothing(_: UserMessage) -> None:
    """Rasa's own way in, which is not used."""


@pytest.fixture
async def webhook(connector: Connector) -> AsyncIterator[Webhook]:
    """The real route on a real server, with the connector behind it."""
    app = Sanic("mutations", configure_logging=False)
    channel = WhatsAppInput()
    app.blueprint(channel.blueprint(nothing), url_prefix=channel.url_prefix())
    app.listeners.clear()  # the connector is there already
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        server = await app.create_server(sock=place, return_asyncio_server=True, access_log=False)
        assert server is not None
        await server.startup()
        channel.connector = connector
        address = f"http://127.0.0.1:{place.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as client:
            yield Webhook(client)
        server.close()
        await server.wait_closed()


def beside(mutant: dict[str, Any], good: dict[str, Any]) -> dict[str, Any]:
    """One webhook with both; what is left of the mutant comes first."""
    entries = mutant.get("entry")
    return {**mutant, "entry": [*(entries if isinstance(entries, list) else [entries]), *good["entry"]]}


async def test_no_mutant_is_refused_and_none_keeps_a_good_message_from_its_turn(
    webhook: Webhook, connector: Connector, pool: Pool
) -> None:
    good: list[str] = []
    for number, mutant in enumerate(mutants(SEED, each=30)):
        person = Person(connector, f"9198{number:08}", "Good")
        message = person.message("text", {"body": f"namaste {number}"})
        assert await webhook.takes(beside(mutant, update(person.value(message)))) == 200, mutant
        good.append(message["id"])
    assert len(good) > 2_000
    async with pool.connection() as connection:
        cursor = await connection.execute(
            """
            SELECT inbox.wamid FROM inbox JOIN procrastinate_jobs AS job ON job.args ->> 'letter' = inbox.id::text
            WHERE inbox.wamid = ANY(%s) AND inbox.state = 'waiting' AND job.task_name = 'turn'
            """,
            (good,),
        )
        assert sorted(wamid for (wamid,) in await cursor.fetchall()) == sorted(good)


async def test_every_mutant_has_a_turn_that_ends(running: Connector, pool: Pool, graph: Graph) -> None:
    graph.files = Lost()
    for mutant in mutants(SEED + 1, each=6):
        await running.receive(json.dumps(mutant).encode())
    async with pool.connection() as connection:
        for _ in range(2_000):
            cursor = await connection.execute("SELECT state, count(*) FROM inbox GROUP BY state")
            states = dict(await cursor.fetchall())
            if "waiting" not in states:
                break
            await asyncio.sleep(0.01)
    assert states.keys() <= {"answered", "ignored", "malformed", "unknown_number"}, states
    assert states["answered"] > len(RECORDED)


class Lost(dict[str, httpx.Response]):
    """Meta has none of the files."""

    def __missing__(self, path: str) -> httpx.Response:
        error = {"error": {"code": 100, "message": "Unsupported get request", "error_data": {"details": "x"}}}
        return httpx.Response(400, json=error)
