"""The chat page while the assistant, or the page's own server, is not there."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from playwright.sync_api import expect

from engine.launch.environment import BACKEND, PYTHON
from tests.conftest import free_ports
from tests.demo.conftest import Opens


@dataclass
class Alone:
    """A simulator with nothing around it."""

    port: int
    assistant_port: int
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [
            PYTHON,
            "-m",
            "uvicorn",
            "munshi.demo.standalone:app",
            "--port",
            str(self.port),
            "--log-level",
            "error",
        ]
        given = {"ASSISTANT_PORT": str(self.assistant_port), "WHATSAPP_GRAPH_URL": f"{self.url}/demo/graph"}
        self.running.append(subprocess.Popen(command, cwd=BACKEND, env={**os.environ, **given}))
        until = time.monotonic() + 20
        while not self.answers():
            assert time.monotonic() < until, "the simulator did not start"
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/demo/api/clock").is_success
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        for process in self.running:
            process.terminate()
            process.wait(10)
        self.running.clear()


class Taking(BaseHTTPRequestHandler):
    """An assistant that takes every webhook and never answers a word."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Tests stay quiet."""


@pytest.fixture
def alone() -> Iterator[Alone]:
    alone = Alone(*free_ports(2))
    alone.start()
    yield alone
    alone.stop()


def test_one_sees_that_the_assistant_is_not_there_and_the_message_goes_out_when_it_is(
    opens: Opens, alone: Alone
) -> None:
    arjun = opens(alone.url).phone("Arjun Patel")
    expect(arjun.element).to_contain_text("not reachable yet")
    arjun.writes("namaste")
    expect(arjun.said.get_by_role("img", name="Waiting for the assistant")).to_be_visible()
    assistant = HTTPServer(("127.0.0.1", alone.assistant_port), Taking)
    arjun.taps("Try now")  # before anything is taken, else the page's own next try may come first
    serving = threading.Thread(target=assistant.serve_forever)
    serving.start()
    expect(arjun.said.get_by_role("img", name="Delivered")).to_be_visible()
    expect(arjun.element).not_to_contain_text("not reachable yet")
    assistant.shutdown()
    serving.join()
    assistant.server_close()


def test_what_is_written_without_a_connection_goes_out_when_it_is_back(opens: Opens, alone: Alone) -> None:
    chat = opens(alone.url)
    arjun = chat.phone("Arjun Patel")
    expect(arjun.field).to_be_visible()
    alone.stop()
    expect(chat.page.get_by_text("No connection to the demonstration")).to_be_visible()
    arjun.writes("namaste")
    expect(arjun.said).to_contain_text("Not sent")
    alone.start()
    expect(arjun.said.get_by_role("img", name="Waiting for the assistant")).to_be_visible(timeout=20_000)
    expect(arjun.said).not_to_contain_text("Not sent")
    expect(chat.page.get_by_text("No connection to the demonstration")).to_be_hidden()
    assert [message["content"]["text"]["body"] for message in _written(alone)] == ["namaste"]


def _written(alone: Alone) -> list[dict[str, dict[str, dict[str, str]]]]:
    chats = httpx.get(f"{alone.url}/demo/api/chats").json()
    return [chat["last"] for chat in chats]
