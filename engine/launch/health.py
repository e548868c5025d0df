"""Whether the processes answer."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import quote

from engine.settings import Settings


def wait_until_ready(settings: Settings, give_up: Callable[[], bool], seconds: float) -> str | None:
    """Waits for each process in turn and returns None, or the name of the one that did not get ready in time."""
    until = time.monotonic() + seconds
    waiting = _checks(settings)
    while waiting and not give_up():
        waiting = {name: request for name, request in waiting.items() if not _answers(request)}
        if waiting and time.monotonic() > until:
            return next(iter(waiting))
        if waiting:
            time.sleep(0.1)
    return None


def _checks(settings: Settings) -> dict[str, urllib.request.Request]:
    """One question for each process; the books' own covers all three and comes last."""
    status = f"{settings.assistant_url}/status?token={quote(settings.rasa_auth_token, safe='')}"
    return {
        "actions": urllib.request.Request(f"{settings.actions_url}/health"),
        "assistant": urllib.request.Request(status),
        "backend": urllib.request.Request(f"{settings.backend_url}/health/ready"),
    }


def _answers(request: urllib.request.Request) -> bool:
    try:
        with _DIRECT.open(request, timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.HTTPError, ValueError):
        return False


_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # this machine is not behind a proxy
