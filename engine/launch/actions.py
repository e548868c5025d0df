"""Starts the server of the actions, for the assistant alone; its log names the turn that each line is about."""

import os
import sys
from typing import Any

import pluggy
import structlog
from rasa_sdk import utils
from rasa_sdk.__main__ import main
from rasa_sdk.plugin import plugin_manager
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from engine import json_client, logs
from engine.launch.door import refusal
from engine.outage import UNAVAILABLE, Away
from engine.settings import LOOPBACK, settings

hook = pluggy.HookimplMarker("rasa_sdk")


def arguments() -> list[str]:
    """What a person would type after `python -m rasa_sdk`."""
    return ["--actions", "actions", "-p", str(settings.actions_port), "--quiet"]


class Extension:
    """What we add to the server."""

    @hook
    def attach_sanic_app_extensions(self, app: Sanic[Any, Any]) -> None:
        """Refuses strangers, has each call begin with saying whose it is, and ends our connections with the server."""
        app.register_middleware(_admit, "request")
        app.register_middleware(_about, "request")
        app.register_listener(_close, "after_server_stop")
        app.error_handler.add(Away, _unavailable)


async def _admit(request: Request) -> HTTPResponse | None:
    return refusal(request, settings.actions_token)


async def _about(request: Request) -> None:
    structlog.contextvars.clear_contextvars()
    if request.method == "POST" and isinstance(request.json, dict):
        structlog.contextvars.bind_contextvars(**whose(request.json))


async def _close(*_: Any) -> None:
    await json_client.close_all()


async def _unavailable(_: Request, fault: Exception) -> HTTPResponse:
    """Tells Rasa, and so the turn, that it met an outage and no fault of the action."""
    structlog.get_logger(__name__).warning("something that an action needs is away", fault=logs.reason(fault))
    return json({"error": "unavailable"}, status=UNAVAILABLE)


def whose(call: dict[str, Any]) -> dict[str, str]:
    """The turn and the conversation that Rasa calls an action for."""
    tracker = call.get("tracker") or {}
    turn = (tracker.get("latest_message") or {}).get("message_id")
    if call.get("next_action") == "action_session_start":  # the message that begins it is not there yet
        turn = ((tracker.get("slots") or {}).get("session_started_metadata") or {}).get("wamid")
    known = {"turn": turn, "conversation": call.get("sender_id")}
    return {name: value for name, value in known.items() if isinstance(value, str)}


if __name__ == "__main__":
    quiet = "LOG_LEVEL" not in os.environ
    utils.configure_colored_logging = lambda level: logs.install(settings, level if quiet else None)
    plugin_manager().register(Extension())
    os.environ["SANIC_HOST"] = LOOPBACK  # where the SDK listens, else on every address
    sys.argv[1:] = arguments()
    main()
