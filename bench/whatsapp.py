"""Writes to the bot as Meta would, and notices when its answer stands in the outbox."""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import psycopg
from aiohttp import web

from engine.settings import Settings

PATIENCE_SECONDS = 60

# Told at the moment of the commit: nobody has to look again and again.
TELL = """
CREATE OR REPLACE FUNCTION assistant.tell_of_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('answers', NEW.turn);
    RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER answers_are_told AFTER INSERT ON assistant.outbox
    FOR EACH ROW EXECUTE FUNCTION assistant.tell_of_answers();
"""


class WhatsApp:
    """Meta's side: signed webhooks in, and a Graph API that takes everything."""

    def __init__(self, session: aiohttp.ClientSession, settings: Settings) -> None:
        self._session = session
        self._settings = settings
        self._answered: dict[str, asyncio.Future[float]] = {}
        self._count = itertools.count()

    async def turn(self, person: str, text: str) -> float:
        """Seconds from the webhook's first byte to the answer's commit in the outbox."""
        wamid = f"wamid.{uuid.uuid4().hex}"
        answered = self._answered[wamid] = asyncio.get_running_loop().create_future()
        body = self._webhook(wamid, person, text)
        secret = self._settings.app_secrets[0].encode()
        signature = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        url = f"{self._settings.assistant_url}/webhooks/whatsapp/webhook"
        began = time.perf_counter()
        async with self._session.post(url, data=body, headers={"X-Hub-Signature-256": signature}) as response:
            response.raise_for_status()
        return await asyncio.wait_for(answered, PATIENCE_SECONDS) - began

    async def listen(self, database_url: str) -> None:
        """Takes note of every answer, until cancelled."""
        async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
            await connection.execute(TELL)
            await connection.execute("LISTEN answers")
            async for answer in connection.notifies():
                answered = self._answered.pop(answer.payload, None)
                if answered:
                    answered.set_result(time.perf_counter())

    def _webhook(self, wamid: str, person: str, text: str) -> bytes:
        number = self._settings.phone_number_id
        message = {"from": person, "id": wamid, "timestamp": str(int(time.time())), "type": "text"}
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": number, "phone_number_id": number},
            "contacts": [{"wa_id": person, "profile": {"name": "Bench"}}],
            "messages": [{**message, "text": {"body": text}}],
        }
        changes = [{"field": "messages", "value": value}]
        update = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}
        return json.dumps(update).encode()


@asynccontextmanager
async def whatsapp(settings: Settings, database_url: str) -> AsyncIterator[WhatsApp]:
    """Meta's side, while the block lasts."""
    async with aiohttp.ClientSession() as session:
        meta = WhatsApp(session, settings)
        listening = asyncio.create_task(meta.listen(database_url))
        try:
            yield meta
        finally:
            listening.cancel()


@asynccontextmanager
async def graph(port: int) -> AsyncIterator[None]:
    """A Graph API that takes every message."""

    async def take(request: web.Request) -> web.Response:
        return web.json_response({"messages": [{"id": f"wamid.{uuid.uuid4().hex}"}], "success": True})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()
