"""The webhook that Meta calls; it stores what came and answers, the queue does the rest."""

import gc
import hmac
import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import psycopg_pool
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, text

from channels.whatsapp.connector import Connector, connector
from channels.whatsapp.incoming import signature
from channels.whatsapp.incoming.payload import NotAnUpdate
from channels.whatsapp.operating import metrics, operations
from channels.whatsapp.operating.presence import Presence
from channels.whatsapp.turns.output import CHANNEL
from engine.settings import settings

logger = logging.getLogger(__name__)

WEBHOOK = f"/webhooks/{CHANNEL}/webhook"
LONGEST_BODY = 4 * 1024 * 1024  # Meta sends up to 3 MB
GARBAGE_AFTER = 20_000  # new objects


class TooLong(Exception):
    """The body is longer than any that Meta sends."""


class WhatsAppInput(InputChannel):
    """The input channel as Rasa knows it; `on_new_message` is not used, turns come from the queue."""

    connector: Connector | None = None
    presence: Presence | None = None

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return CHANNEL

    def url_prefix(self) -> str:
        """The server's own root, for the health checks and the figures are there too."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The webhook's two methods, and the connector's life along with the server's."""
        routes = Blueprint("whatsapp_webhook")
        routes.listener("after_server_start")(self.start)
        routes.listener("before_server_stop")(self.stop)

        @routes.get(WEBHOOK)
        async def verify(request: Request) -> HTTPResponse:
            return self.verify(request)

        @routes.post(WEBHOOK, stream=True)
        async def receive(request: Request) -> HTTPResponse:
            return await self.receive(request)

        operations.add_routes(routes, lambda: self.connector, settings.rasa_auth_token)
        return routes

    async def start(self, app: Sanic[Any, Any], loop: AbstractEventLoop) -> None:
        """Begins to work once the model is loaded."""
        self.connector = connector(settings, lambda: app.ctx.agent)
        await self.connector.start()
        self.presence = Presence(self.connector.pool, settings)
        self.presence.begin()
        # The model and all that is imported stay: to go through their 300,000 objects again and again, and once more
        # at the end, takes the garbage collector 0.2 s and more each time, in which nobody is answered.
        gc.collect()
        gc.freeze()
        # Live conversations are still gone through; Python does so often enough to take 1 ms of every turn.
        gc.set_threshold(GARBAGE_AFTER, 10, 50)

    async def stop(self, app: Sanic[Any, Any], loop: AbstractEventLoop) -> None:
        """Stops working before the server goes."""
        if self.presence is not None:
            await self.presence.end()
        if self.connector is not None:
            await self.connector.stop()

    def verify(self, request: Request) -> HTTPResponse:
        """Proves to Meta that the webhook is ours."""
        mode, token = request.args.get("hub.mode"), request.args.get("hub.verify_token", "")
        challenge = request.args.get("hub.challenge", "")
        if mode == "subscribe" and hmac.compare_digest(token.encode(), settings.verify_token.encode()):
            return text(challenge)
        return _refuse(403, "wrong_verify_token")

    async def receive(self, request: Request) -> HTTPResponse:
        """Takes a webhook: 200 once it is stored; 5xx where Meta shall bring it again."""
        try:
            body = await _body(request)
        except TooLong:
            return _refuse(413, "too_long")
        signed = request.headers.get(signature.HEADER)
        if not signed:
            return _refuse(401, "not_signed")
        if not signature.is_signed(body, signed, settings.app_secrets):
            return _refuse(403, "wrong_signature")
        if self.connector is None:
            return _refuse(503, "not_started")
        try:
            await self.connector.receive(body)
        except NotAnUpdate as fault:
            logger.warning("a signed webhook could not be read: %s", fault)
            return _refuse(400, "not_an_update")
        except (psycopg.Error, psycopg_pool.PoolTimeout):
            logger.exception("a webhook could not be stored")
            return _refuse(503, "not_stored")
        return text("")


def _refuse(status: int, reason: str) -> HTTPResponse:
    """Says nothing but the status, which is all that Meta reads, and counts the reason."""
    metrics.WEBHOOKS_REFUSED.labels(reason).inc()
    return text("", status=status)


async def _body(request: Request) -> bytes:
    """The raw body. Raises TooLong before all of it is read."""
    chunks: list[bytes] = []
    size = 0
    stream: Any = request.stream  # Sanic types what it reads from more widely than what it hands over
    while (chunk := await stream.read()) is not None:
        size += len(chunk)
        if size > LONGEST_BODY:
            raise TooLong
        chunks.append(chunk)
    return b"".join(chunks)
