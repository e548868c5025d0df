"""An action server that answers from the model's domain: always the same to the same message."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain

HEAR = "action_hear_answer"
SESSION_START = [
    {"event": "session_started"},
    {"event": "slot", "name": "roles", "value": ["customer"]},
    {"event": "action", "name": ACTION_LISTEN_NAME},
]


@contextmanager
def fixed_actions(domain: Domain, port: int = 0) -> Iterator[str]:
    """Serves the actions, at a free port unless one is named, and gives the address of their webhook."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(answer(domain, asked)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/webhook"
    server.shutdown()


def answer(domain: Domain, asked: Mapping[str, Any]) -> dict[str, Any]:
    """One of the outcomes that the action's page has a reply for, and one of the questions that may be open then."""
    action, tracker = asked["next_action"], asked["tracker"]
    if action == ACTION_SESSION_START_NAME:
        return {"events": SESSION_START, "responses": []}
    if action == HEAR:
        return {"events": [], "responses": []}  # nobody takes what is said to an open question
    seed = f"{action} {tracker['latest_message']['text']}"
    name = action.removeprefix("action_")
    replies = sorted(reply for reply in domain.responses if reply.startswith(f"utter_{name}_"))
    events = [
        {"event": "slot", "name": slot.name, "value": chosen([None, *slot.values], f"{seed} {slot.name}")}
        for slot in domain.slots
        if slot.name == "asking"
    ]
    said = [{"response": chosen(replies, seed)}] if replies else [{"text": f"{action} was run"}]
    return {"events": events, "responses": said}


def chosen[T](choices: list[T], seed: str) -> T:
    """One of the choices, always the same for a seed."""
    return choices[int(sha256(seed.encode()).hexdigest(), 16) % len(choices)]
