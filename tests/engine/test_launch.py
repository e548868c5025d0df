"""`make run` from the outside: what it says when it cannot start, what comes back, what stays at the end."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from bench.faults.small_disk import SmallDisk, small_disk
from channels.whatsapp.incoming.signature import HEADER, sign
from engine.launch.guard import Guard
from engine.launch.leftovers import Running
from engine.launch.processes import Child, Processes
from engine.launch.screen import Screen
from engine.launch.stop import Stop
from engine.launch.waits import LONGEST, WELL_AFTER, Waits
from engine.settings import DEMONSTRATION, ROOT, Settings
from tests.channels.fakes import NUMBER
from tests.channels.writing import body, status
from tests.conftest import LAUNCHER, clean_environment, start, stop


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


class Kept:
    """A system on its own database and, where that is allowed, its own small disk; nobody but us looks after it."""

    def __init__(self, state_dir: Path, disk: SmallDisk | None) -> None:
        self.state_dir, self.disk = state_dir, disk
        self.environment = clean_environment(state_dir)
        self.launcher = start(self.environment)
        self.heard: list[str] = []
        self._listen()

    def start_again(self) -> None:
        self.listening.join()
        self.launcher = start(self.environment)
        self._listen()

    def pid(self, name: str) -> int:
        """The process of this name; of the database, the postmaster."""
        if name == "launcher":
            return self.launcher.pid
        if name == "database":
            return int((self.state_dir / "postgres" / "postmaster.pid").read_text().split()[0])
        return int(json.loads((self.state_dir / "running.json").read_text())[name][0])

    def address(self, port: str) -> str:
        return f"http://127.0.0.1:{self.environment[port]}"

    def kill(self, *names: str) -> None:
        for pid in [self.pid(name) for name in names]:
            os.kill(pid, signal.SIGKILL)

    def posts(self) -> int:
        """The status with which the webhook answers news of a message that nobody knows."""
        content = body(status("wamid.nobodys", "sent"))
        headers = {HEADER: sign(content, DEMONSTRATION["WHATSAPP_APP_SECRET"])}
        url = f"{self.address('ASSISTANT_PORT')}/webhooks/whatsapp/webhook"
        return httpx.post(url, content=content, headers=headers, timeout=30).status_code

    def answers(self) -> None:
        """Waits until all is ready and somebody who writes is answered, which needs every part."""
        eventually(
            lambda: all(
                well(f"{self.address(port)}/health/ready") for port in ("BACKEND_PORT", "ASSISTANT_PORT")
            )
        )
        asked = {"person": "919000000103", "at_least": 0, "wait": 0}
        sent = f"{self.address('BACKEND_PORT')}/demo/graph-control/sent"
        before = len(httpx.get(sent, params=asked, timeout=30).json()["messages"])
        chat = f"{self.address('BACKEND_PORT')}/demo/api/chats/{NUMBER}/919000000103/messages"
        httpx.post(chat, json={"type": "text", "body": "namaste"}, timeout=30).raise_for_status()
        eventually(lambda: len(httpx.get(sent, params=asked, timeout=30).json()["messages"]) > before)

    def said(self, what: str) -> bool:
        return any(what in line for line in self.heard)

    def _listen(self) -> None:
        said = self.launcher.stdout
        assert said

        def listen() -> None:
            with said:
                self.heard.extend(said)

        self.listening = threading.Thread(target=listen, daemon=True)
        self.listening.start()


def well(address: str) -> bool:
    try:
        return httpx.get(address, timeout=10).status_code == 200
    except httpx.TransportError:
        return False


def eventually(what: Callable[[], bool]) -> None:
    """Waits for a state, however slow the machine is; minutes mean that it does not come."""
    until = time.monotonic() + 180
    while not what():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """One system for all that follows."""
    folder = tmp_path_factory.mktemp("a folder")
    with small_disk(folder) as disk:
        system = Kept(folder / "with spaces", disk)
        yield system
        if system.launcher.poll() is None:
            stop(system.launcher)


def test_a_dead_child_is_started_again(kept: Kept) -> None:
    for name in ("actions", "backend", "assistant", "guard"):
        before = kept.pid(name)
        kept.kill(name)
        eventually(lambda name=name, before=before: kept.pid(name) != before)  # type: ignore[misc]
    kept.answers()
    for name in ("actions", "backend", "assistant"):
        assert kept.said(f"The {name} ended by itself (SIGKILL) and is started again in 1 s")


def test_a_dead_database_is_started_again(kept: Kept) -> None:
    before = kept.pid("database")
    kept.kill("database")
    eventually(lambda: kept.said("The database ended by itself"))
    kept.answers()
    assert kept.pid("database") != before
    parents = [child.pid for child in psutil.Process(kept.pid("database")).children()]
    assert sorted(parents) == sorted(pid for pid in of_postgres(kept) if pid != kept.pid("database"))


@pytest.mark.parametrize("away", ["killed", "stands still"])
def test_without_a_database_the_webhook_answers_503_within_two_seconds(kept: Kept, away: str) -> None:
    assert kept.posts() == 200
    with without_a_database(kept, away):
        took = []
        for _ in range(3):
            began = time.monotonic()
            assert kept.posts() == 503
            took.append(time.monotonic() - began)
        assert min(took) < 2
    kept.answers()
    assert kept.posts() == 200


@pytest.mark.parametrize("away", ["killed", "stands still"])
def test_without_a_database_the_books_answer_503_in_time(kept: Kept, away: str) -> None:
    token = (kept.state_dir / "operator-token").read_text().strip()
    url = f"{kept.address('BACKEND_PORT')}/api/businesses"
    with without_a_database(kept, away):
        headers = {"Authorization": f"Bearer {token}"}
        assert httpx.get(url, headers=headers, timeout=60).status_code == 503
    kept.answers()


def test_a_full_disk_costs_lines_of_log_and_nothing_else(kept: Kept) -> None:
    if kept.disk is None:
        pytest.skip("only root can make a disk that can be full")
    kept.disk.fill()
    try:
        assert kept.posts() in (200, 503)
        database = kept.pid("database")
        kept.kill("actions", "database")
        eventually(lambda: not psutil.pid_exists(database))
        eventually(lambda: well(f"{kept.address('ACTIONS_PORT')}/health"))
        assert kept.posts() in (200, 503)
        assert kept.launcher.poll() is None
    finally:
        kept.disk.free()
    kept.answers()
    assert kept.posts() == 200


def test_what_a_launcher_and_its_guard_leave_the_next_start_ends(kept: Kept) -> None:
    left = psutil.Process(kept.pid("assistant"))
    kept.kill("guard", "launcher")
    kept.launcher.wait()
    began = time.monotonic()
    kept.start_again()
    assert time.monotonic() - began < 60
    assert not left.is_running()
    kept.answers()


def test_ctrl_c_ends_everything(kept: Kept) -> None:
    assert len(processes_of(kept.state_dir)) > 3
    kept.launcher.send_signal(signal.SIGINT)
    assert kept.launcher.wait(timeout=60) == 0
    assert processes_of(kept.state_dir) == []


def test_a_terminal_that_goes_while_everything_starts_ends_everything(kept: Kept) -> None:
    launcher = subprocess.Popen(LAUNCHER, cwd=ROOT, env=kept.environment, stdout=subprocess.DEVNULL)
    eventually(lambda: len(of_postgres(kept)) > 0)
    launcher.send_signal(signal.SIGHUP)
    assert launcher.wait(timeout=60) == 0
    assert processes_of(kept.state_dir) == []


def test_a_killed_launcher_leaves_nothing_behind(kept: Kept) -> None:
    kept.start_again()
    kept.launcher.kill()
    kept.launcher.wait()
    eventually(lambda: processes_of(kept.state_dir) == [])


def of_postgres(kept: Kept) -> list[int]:
    """Every process of the database's."""
    folder = kept.state_dir / "postgres"
    found = []
    for process in psutil.process_iter(["name"]):
        if process.info["name"] == "postgres":
            try:
                if Path(process.cwd()) == folder:
                    found.append(process.pid)
            except psutil.NoSuchProcess:
                continue
    return found


@contextmanager
def without_a_database(kept: Kept, away: str) -> Iterator[None]:
    """Dead and not started again, or there and without a word."""
    with ExitStack() as ends:
        if away == "killed":
            kept.launcher.send_signal(signal.SIGSTOP)
            ends.callback(kept.launcher.send_signal, signal.SIGCONT)
            kept.kill("database")
            eventually(lambda: of_postgres(kept) == [])
        else:
            for pid in of_postgres(kept):
                os.kill(pid, signal.SIGSTOP)
                ends.callback(os.kill, pid, signal.SIGCONT)
        yield


def test_a_child_that_ends_before_all_were_ready_ends_the_start_and_is_named(
    settings: Settings, tmp_path: Path
) -> None:
    screen = Screen(tmp_path, ("actions", "assistant"))
    sleeper = Child("assistant", [sys.executable, "-c", "import time; time.sleep(600)"], ROOT, {}, screen)
    fails = Child(
        "actions", [sys.executable, "-c", "print('no port'); raise SystemExit(3)"], ROOT, {}, screen
    )
    guard = Guard(tmp_path)
    guard.keep()
    try:
        with pytest.raises(Stop, match=r"The actions ended by itself \(exit code 3\).*actions.log says why"):
            Processes([sleeper, fails], settings, tmp_path, Running(tmp_path / "running.json"), guard).run()
    finally:
        guard.let_go()
    assert sleeper.process
    assert sleeper.process.poll() is not None
    eventually(lambda: (tmp_path / "actions.log").read_text() == "no port\n")


def test_the_waits_grow_until_something_has_been_well_for_a_minute() -> None:
    waits = Waits()
    assert [waits.after(0.5) for _ in range(7)] == [1, 2, 4, 8, 16, LONGEST, LONGEST]
    assert [waits.after(WELL_AFTER), waits.after(0.5)] == [1, 2]


def test_a_line_for_which_there_is_no_room_is_dropped(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    screen = Screen(tmp_path, ("actions",))
    (tmp_path / "actions.log").symlink_to(full)
    for _ in range(1_000):
        screen.write("actions", b"a line\n")
