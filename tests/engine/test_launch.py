"""`make run` from the outside: what it says when it cannot start, and that nothing stays when it ends."""

import signal
import socket
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from engine.settings import ROOT
from tests.conftest import LAUNCHER, System, clean_environment, start, stop


def refusal(environment: dict[str, str]) -> tuple[int, list[str]]:
    """The exit code and the lines of a start that must not succeed."""
    ended = subprocess.run(
        LAUNCHER, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False
    )
    return ended.returncode, (ended.stdout + ended.stderr).splitlines()


@pytest.mark.parametrize("variable", ["ASSISTANT_PORT", "ACTIONS_PORT", "BACKEND_PORT"])
def test_a_port_in_use_is_named_with_its_variable(tmp_path: Path, variable: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, (line,) = refusal(clean_environment(tmp_path, **{variable: port}))
    assert code == 1
    assert port in line
    assert variable in line


def test_a_wrong_setting_ends_the_start_with_one_line(tmp_path: Path) -> None:
    code, (line,) = refusal(clean_environment(tmp_path, MUNSHI_NOW="yesterday"))
    assert code == 2
    assert line.startswith("MUNSHI_NOW=yesterday")


def test_a_start_with_secrets_that_can_be_guessed_says_so_and_nothing_listens(tmp_path: Path) -> None:
    environment = clean_environment(
        tmp_path,
        WHATSAPP_GRAPH_URL="http://graph.example",
        WHATSAPP_PHONE_NUMBER_ID="106540352242922",
        WHATSAPP_ACCESS_TOKEN="EAAJBkZCq7w8BO4tZAn1",
        WHATSAPP_APP_SECRET="changeme",
        MUNSHI_OPERATOR_TOKEN="secret",
    )
    code, lines = refusal(environment)
    assert code == 2
    assert [line.split()[0] for line in lines] == [
        "WHATSAPP_GRAPH_URL",
        "WHATSAPP_VERIFY_TOKEN",
        "WHATSAPP_APP_SECRET",
        "MUNSHI_OPERATOR_TOKEN",
    ]
    assert processes_of(tmp_path) == []


def test_a_database_that_cannot_be_reached_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://me:hunter2@127.0.0.1:1/munshi"
    code, (line,) = refusal(clean_environment(tmp_path, DATABASE_URL=url))
    assert code == 1
    assert line.startswith("DATABASE_URL")
    assert "hunter2" not in line


def processes_of(state_dir: Path) -> list[str]:
    """Every process that was started for this folder and still runs."""
    found = []
    for process in psutil.process_iter(["status", "name", "cmdline"]):
        if process.info["status"] == psutil.STATUS_ZOMBIE:
            continue
        try:
            told = process.environ().get("MUNSHI_STATE_DIR", "")
        except psutil.Error:
            told = ""
        if told == str(state_dir) or str(state_dir) in " ".join(process.info["cmdline"] or ()):
            found.append(process.info["name"])
    return found


def test_ctrl_c_ends_everything_and_the_next_start_is_quick(
    system: System, tmp_path_factory: pytest.TempPathFactory
) -> None:
    state_dir = tmp_path_factory.mktemp("a folder") / "with spaces"
    environment = clean_environment(state_dir)
    launcher = start(environment)
    assert len(processes_of(state_dir)) > 3
    began = time.monotonic()
    stop(launcher, signal.SIGINT)
    assert time.monotonic() - began < 10
    assert launcher.returncode == 0
    assert processes_of(state_dir) == []

    began = time.monotonic()
    launcher = start(environment)
    assert time.monotonic() - began < 30
    launcher.kill()
    launcher.wait(timeout=15)

    launcher = start(environment)
    assert "assistant" in (state_dir / "running.json").read_text()
    stop(launcher)
    assert processes_of(state_dir) == []


def test_a_process_that_dies_ends_all_and_is_named(tmp_path: Path, system: System) -> None:
    launcher = start(clean_environment(tmp_path))
    (actions,) = (
        child
        for child in psutil.Process(launcher.pid).children(recursive=True)
        if "engine.launch.actions" in child.cmdline()
    )
    actions.kill()
    said, _ = launcher.communicate(timeout=15)
    assert launcher.returncode == 1
    assert said.strip().splitlines()[-1].startswith("The actions ended by itself")
    assert processes_of(tmp_path) == []
