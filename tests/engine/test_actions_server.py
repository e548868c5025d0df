"""Who may call the actions, tried over HTTP at the real process; and what their server says of itself to Rasa."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from rasa_sdk.endpoint import create_app

from actions.backend import BackendAway, BackendUnreachable
from engine.launch.actions import Extension
from engine.settings import ROOT, load
from tests.conftest import clean_environment

CALL = b'{"next_action": "action_nobody_knows", "tracker": {"sender_id": "100000000000001:919000000101"}}'
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Actions:
    """The running actions."""

    url: str
    port: int
    pid: int
    token: str

    @property
    def shown(self) -> dict[str, str]:
        """What the assistant shows."""
        return {"Authorization": f"Bearer {self.token}"}

    def posts(self, **headers: str | bytes) -> int:
        """The status of a call of an action that does not exist: who is let in is told 404."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.post(f"{self.url}/webhook", content=CALL, headers=named).status_code


@pytest.fixture(scope="module")
def actions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Actions]:
    """The process as the launcher starts it, on a machine that listens to everybody."""
    state_dir = tmp_path_factory.mktemp("actions")
    environment = clean_environment(state_dir, BIND_HOST="0.0.0.0")
    settings = load(environment, env_file=state_dir / ".env")
    with (state_dir / "log").open("wb") as log:
        command = [sys.executable, "-m", "engine.launch.actions"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    for _ in range(300):
        try:
            httpx.get(f"{settings.actions_url}/health", timeout=1)
            break
        except httpx.TransportError:
            assert process.poll() is None, Path(state_dir / "log").read_text()
            time.sleep(0.1)
    yield Actions(settings.actions_url, settings.actions_port, process.pid, settings.actions_token)
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=15)


def test_a_post_without_the_token_is_refused(actions: Actions) -> None:
    assert actions.posts(**JSON) == 401
    for wrong in ("Bearer", "Bearer wrong", f"Basic {actions.token}", actions.token, "Bearer é".encode()):
        assert actions.posts(**JSON, Authorization=wrong) == 401


def test_the_assistants_token_opens_the_actions(actions: Actions) -> None:
    assert actions.posts(**JSON, **actions.shown) == 404


def test_the_token_was_made_at_the_first_start_and_is_private(actions: Actions, tmp_path: Path) -> None:
    settings = load({"MUNSHI_STATE_DIR": str(tmp_path)}, env_file=tmp_path / ".env")
    assert len(settings.actions_token) > 30
    assert settings.actions_token not in (settings.api_token, settings.operator_token)
    assert (tmp_path / "actions-token").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:5055", "127.0.0.1.evil.example", "[", "0.0.0.0"]
)
def test_a_page_of_another_name_does_not_reach_the_actions(actions: Actions, host: str) -> None:
    assert actions.posts(**JSON, **actions.shown, Host=host) == 403
    assert httpx.get(f"{actions.url}/health", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_this_machine_may_be_called_by_its_names(actions: Actions, name: str) -> None:
    assert actions.posts(**JSON, **actions.shown, Host=f"{name}:{actions.port}") == 404


@pytest.mark.parametrize(
    "form", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_web_form_can_send_is_refused(actions: Actions, form: str) -> None:
    assert actions.posts(**actions.shown, Content_Type=form) == 415


def test_no_other_sites_page_is_invited(actions: Actions) -> None:
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    answer = httpx.options(f"{actions.url}/webhook", headers=asked)
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_charset_of_json_may_be_said(actions: Actions) -> None:
    assert actions.posts(**actions.shown, Content_Type="application/json; charset=utf-8") == 404


def test_the_health_check_is_open_and_nothing_else_is(actions: Actions) -> None:
    assert httpx.get(f"{actions.url}/health").json() == {"status": "ok"}
    for path in ("/actions", "/webhook", "/", "/other", "/health/"):
        assert httpx.get(f"{actions.url}{path}").status_code == 401, path
    for method in ("PUT", "DELETE"):
        assert httpx.request(method, f"{actions.url}/webhook").status_code == 401, method
    assert httpx.get(f"{actions.url}/actions", headers=actions.shown).is_success


def test_the_actions_listen_on_loopback_whatever_bind_host_says(actions: Actions) -> None:
    first = psutil.Process(actions.pid)
    listening = {
        each.laddr.ip
        for process in (first, *first.children(recursive=True))
        for each in process.net_connections(kind="tcp")
        if each.status == psutil.CONN_LISTEN and each.laddr.port == actions.port
    }
    assert listening == {"127.0.0.1"}
    with socket.socket() as elsewhere:
        assert elsewhere.connect_ex(("127.0.0.2", actions.port)) != 0


async def test_an_action_without_the_books_is_unavailable_and_not_at_fault() -> None:
    app = create_app("actions")
    Extension().attach_sanic_app_extensions(app)
    away = app.error_handler.lookup(BackendAway("no answer"))
    assert (await away(None, BackendAway("no answer"))).status == 503
    assert app.error_handler.lookup(BackendUnreachable("it broke")) is not away
