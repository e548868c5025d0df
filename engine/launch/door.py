"""Who may call the actions, which do whatever they are told in anybody's name: the assistant, from this machine."""

import hmac
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse, json

from engine.values import is_loopback

OPEN = "/health"
FORM = "application/json"


def refusal(request: Request, token: str) -> HTTPResponse | None:
    """The answer to whoever may not call; None for who may.

    A page in a browser of this machine comes under a name of its own, and a form cannot send JSON.
    """
    if not _is_for_this_machine(request.headers.get("Host", "")):
        return json({"error": "this is not the host that was asked for"}, status=403)
    if request.path == OPEN:
        return None
    if not _shows(request.headers.get("Authorization", ""), token):
        return json({"error": "the token is missing or wrong"}, status=401)
    if request.method == "POST" and _form(request.headers.get("Content-Type", "")) != FORM:
        return json({"error": f"only {FORM} is taken"}, status=415)
    return None


def _is_for_this_machine(host: str) -> bool:
    try:
        return is_loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False


def _shows(header: str, token: str) -> bool:
    return hmac.compare_digest(header.encode(errors="surrogateescape"), f"Bearer {token}".encode())


def _form(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
