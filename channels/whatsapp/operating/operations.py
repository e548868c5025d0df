"""What whoever runs the assistant asks it: does it live, is it ready, how is it doing."""

import hmac
from collections.abc import Callable

import psycopg
import psycopg_pool
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from channels.whatsapp.connector import Connector
from channels.whatsapp.database import in_time
from channels.whatsapp.operating import metrics
from channels.whatsapp.outgoing import halts


def add_routes(routes: Blueprint, connector: Callable[[], Connector | None], token: str) -> None:
    """The health checks, open to all, and the figures, for who shows the token."""

    @routes.get("/health/live")
    async def live(_: Request) -> HTTPResponse:
        return json({"status": "live"})

    @routes.get("/health/ready")
    async def ready(_: Request) -> HTTPResponse:
        parts = await wrong(connector())
        if any(parts.values()):
            return json({"status": "not ready", "parts": parts}, status=503)
        return json({"status": "ready", "parts": parts})

    @routes.get("/metrics")
    async def figures(request: Request) -> HTTPResponse:
        if not _shows(request, token):
            return json({"status": "the token is missing or wrong"}, status=401)
        await look(connector())
        return raw(metrics.text(), content_type=metrics.CONTENT_TYPE)


async def wrong(connector: Connector | None) -> dict[str, str | None]:
    """What is wrong with each part, by its name; None where nothing is."""
    if connector is None:
        return {"connector": "has not started"}
    return {
        "model": None if connector.agent().is_ready() else "none is loaded",
        "database": await _database(connector),
        "workers": None if connector.queue.at_work() else "do not take jobs",
    }


async def look(connector: Connector | None) -> None:
    """Looks up what waits in the database; where it does not answer, the figures that are counted here are left."""
    if connector is None:
        return
    try:
        await in_time(_figures(connector))
    except (psycopg.Error, psycopg_pool.PoolTimeout):
        metrics.DATABASE_ANSWERS.set(0)
    else:
        metrics.DATABASE_ANSWERS.set(1)


async def _figures(connector: Connector) -> None:
    async with connector.pool.connection() as connection:
        await metrics.look(connection, halts.digest(connector.client.token), connector.clock())


async def _database(connector: Connector) -> str | None:
    try:
        await in_time(_ask(connector))
    except (psycopg.Error, psycopg_pool.PoolTimeout) as fault:
        return f"does not answer ({type(fault).__name__})"
    return None


async def _ask(connector: Connector) -> None:
    async with connector.pool.connection() as connection:
        await connection.execute("SELECT 1")


def _shows(request: Request, token: str) -> bool:
    """As Rasa wants it, in the address, or as Prometheus sends it."""
    given = request.args.get("token") or request.headers.get("Authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(given.encode(errors="surrogateescape"), token.encode())
