"""The whole system, started once for all tests: real database, trained model, every process."""

import gc
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from engine import database
from engine.settings import DEMONSTRATION, ROOT, VARIABLES

NOW = "2026-11-24T11:00:00+05:30"  # a Tuesday, in the shops' hours
LAUNCHER = [sys.executable, "-m", "engine.launch"]
READY = "Ctrl-C ends everything."


HERE = Path(__file__).parent
TAKES_LONG = ("system", "agent")  # the fixtures that as few workers as can be shall make
TAKE_MINUTES = (  # files of few tests that run for a minute and more: what begins last is what everybody waits for
    "channels/test_faults.py",
    "engine/rasa/test_equivalence.py",
    "backend/billing/payments/test_webhook_storm.py",
)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: looking through it for what is not needed takes a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Several workers share the tests by what these start, else by the file in which they stand.

    Conversations mostly wait for answers: those of each skill may go to another worker, with a system of its own.
    """
    wanted = getattr(item, "fixturenames", ())
    shared = next((name for name in TAKES_LONG if name in wanted), str(item.path))
    skill = item.path.relative_to(HERE).parts[0] if shared == "system" else ""
    item.add_marker(pytest.mark.xdist_group(shared + skill))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of several workers each begins with what takes the longest: minutes, then the most tests together."""
    if not hasattr(config, "workerinput"):
        return
    together = {item: item.get_closest_marker("xdist_group").args[0] for item in items}
    many = Counter(together.values())
    items.sort(key=lambda item: (not together[item].endswith(TAKE_MINUTES), -many[together[item]]))


@dataclass(frozen=True)
class System:
    """Where the running system is, and what opens it."""

    assistant_url: str
    actions_url: str
    backend_url: str
    database_url: str
    api_token: str
    operator_token: str
    rasa_token: str
    phone_number_id: str
    access_token: str
    app_secret: str
    verify_token: str
    state_dir: Path


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def clean_environment(state_dir: Path, **settings: str) -> dict[str, str]:
    """This process's environment with no setting in it but those given, whatever the developer's `.env` says."""
    assistant, actions, backend = free_ports(3)
    return {
        **os.environ,
        **dict.fromkeys((*VARIABLES, "MUNSHI_NOW_SET_AT"), ""),
        "ASSISTANT_PORT": str(assistant),
        "ACTIONS_PORT": str(actions),
        "BACKEND_PORT": str(backend),
        "MUNSHI_STATE_DIR": str(state_dir),
        **settings,
    }


def spare_the_disk(url: str) -> None:
    """Has a PostgreSQL wait for no disk: a test loses nothing when the machine dies."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


def start(environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Starts the launcher and returns once it says that everything is ready."""
    launcher = subprocess.Popen(
        LAUNCHER, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert launcher.stdout
    said = ""
    for line in launcher.stdout:
        said += line
        if READY in line:
            return launcher
    launcher.wait()
    pytest.exit(f"The system did not start:\n{said}", returncode=1)


def stop(launcher: "subprocess.Popen[str]", with_signal: signal.Signals = signal.SIGTERM) -> str:
    """Ends the launcher as Ctrl-C or a service manager would, and returns what it still said."""
    launcher.send_signal(with_signal)
    said, _ = launcher.communicate(timeout=15)
    return said


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The running system with its demonstration businesses; its clock starts at NOW."""
    state_dir = tmp_path_factory.mktemp("munshi")
    server = database.embedded(state_dir / "postgres")
    spare_the_disk(server.get_uri())
    environment = clean_environment(
        state_dir,
        DATABASE_URL=server.get_uri(),
        MUNSHI_NOW=NOW,
        MUNSHI_API_TOKEN="token-of-the-actions",
        MUNSHI_OPERATOR_TOKEN="token-of-the-operator",
        RASA_AUTH_TOKEN="token-of-rasas-api",
    )
    launcher = start(environment)
    yield System(
        assistant_url=f"http://127.0.0.1:{environment['ASSISTANT_PORT']}",
        actions_url=f"http://127.0.0.1:{environment['ACTIONS_PORT']}",
        backend_url=f"http://127.0.0.1:{environment['BACKEND_PORT']}",
        database_url=server.get_uri(),
        api_token=environment["MUNSHI_API_TOKEN"],
        operator_token=environment["MUNSHI_OPERATOR_TOKEN"],
        rasa_token=environment["RASA_AUTH_TOKEN"],
        phone_number_id=DEMONSTRATION["WHATSAPP_PHONE_NUMBER_ID"],
        access_token=DEMONSTRATION["WHATSAPP_ACCESS_TOKEN"],
        app_secret=DEMONSTRATION["WHATSAPP_APP_SECRET"],
        verify_token=DEMONSTRATION["WHATSAPP_VERIFY_TOKEN"],
        state_dir=state_dir,
    )
    stop(launcher)
    server.cleanup()


@pytest.fixture(autouse=True)
def everybody_may_be_told_at_once(request: pytest.FixtureRequest) -> None:
    """Whom a test shares with those before it, as a shop's owner, has heard nothing for long and waits for nothing.

    Of hundreds of orders that nobody takes an owner would be reminded, one message in six seconds.
    """
    if "system" in request.fixturenames:
        url = request.getfixturevalue("system").database_url
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("UPDATE order_waits SET due_at = NULL WHERE due_at IS NOT NULL")
            connection.execute("DELETE FROM assistant.outbox WHERE state = 'waiting'")
            connection.execute("DELETE FROM assistant.rates")
