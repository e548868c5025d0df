"""What the environment says is checked once, and what is wrong is told in one line each."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine import trivial as of_the_assistant
from munshi import clock, settings, trivial
from munshi.settings import Settings

GOOD = {
    "DATABASE_URL": "postgresql://books@127.0.0.1/books",
    "MUNSHI_API_TOKEN": "token-of-the-actions",
    "MUNSHI_OPERATOR_TOKEN": "token-of-the-operator",
}
OWN = {
    "MUNSHI_API_TOKEN": "f4b19c3e-of-the-actions",
    "MUNSHI_OPERATOR_TOKEN": "f4b19c3e-of-the-operator",
    "WHATSAPP_ACCESS_TOKEN": "EAAJBkZCq7w8BO4tZAn1",
    "WHATSAPP_APP_SECRET": "9f2c6d1b7a3e48058c6f1d2e3b4a5968",
    "WHATSAPP_VERIFY_TOKEN": "jalebi-aur-fafda",
    "WHATSAPP_GRAPH_URL": "https://graph.facebook.com",
}
OURS = (
    "BACKEND_PORT",
    "BIND_HOST",
    "MUNSHI_NOW",
    "MUNSHI_NOW_SET_AT",
    "WHATSAPP_GRAPH_URL",
    "WHATSAPP_ACCESS_TOKEN",
    "WHATSAPP_APP_SECRET",
    "WHATSAPP_VERIFY_TOKEN",
    "RASA_AUTH_TOKEN",
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The settings of an environment with these values in it, whatever the developer's `.env` says."""
    monkeypatch.setitem(Settings.model_config, "env_file", None)

    def reading(**changed: str) -> Settings:
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in {**GOOD, **changed}.items():
            monkeypatch.setenv(name, value)
        settings.current.cache_clear()
        return settings.current()

    yield reading
    settings.current.cache_clear()


def test_the_good_settings_are_read(read: Any) -> None:
    assert read().backend_url == "http://127.0.0.1:8000"


def test_an_empty_value_counts_as_unset(read: Any) -> None:
    assert read(BACKEND_PORT="").backend_port == 8000


def test_several_app_secrets_may_stand_while_one_is_rotated(read: Any) -> None:
    assert read(WHATSAPP_APP_SECRET="new, old").app_secrets == ("new", "old")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"DATABASE_URL": "mysql://books"}, "DATABASE_URL: "),
        ({"DATABASE_URL": ""}, "DATABASE_URL: "),
        ({"BACKEND_PORT": "99999"}, "BACKEND_PORT: "),
        ({"MUNSHI_API_TOKEN": "short"}, "MUNSHI_API_TOKEN: "),
        ({"MUNSHI_NOW": "yesterday"}, "MUNSHI_NOW: "),
    ],
)
def test_a_wrong_value_ends_the_process_with_its_name(
    read: Any, changed: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        read(**changed)
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(said)


@pytest.mark.parametrize(
    ("graph_url", "simulated"),
    [
        ("", True),
        ("http://127.0.0.1:8000/demo/graph", True),
        ("http://localhost:8000/demo/graph", True),
        ("http://127.0.0.1:9999/demo/graph", False),
        ("https://graph.facebook.com", False),
        ("https://graph.example/demo/graph", False),
    ],
)
def test_whatsapp_is_simulated_unless_another_graph_is_named(
    read: Any, graph_url: str, simulated: bool
) -> None:
    assert read(**{**OWN, "WHATSAPP_GRAPH_URL": graph_url}).simulates_graph is simulated


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"WHATSAPP_GRAPH_URL": "http://graph.example"}, "WHATSAPP_GRAPH_URL: "),
        ({"WHATSAPP_APP_SECRET": "munshi-demo-app-secret"}, "WHATSAPP_APP_SECRET: "),
        ({"WHATSAPP_APP_SECRET": f"{OWN['WHATSAPP_APP_SECRET']},changeme"}, "WHATSAPP_APP_SECRET: "),
        ({"WHATSAPP_ACCESS_TOKEN": ""}, "WHATSAPP_ACCESS_TOKEN: "),
        ({"WHATSAPP_VERIFY_TOKEN": "test"}, "WHATSAPP_VERIFY_TOKEN: "),
        ({"MUNSHI_API_TOKEN": "munshi-api-token"}, "MUNSHI_API_TOKEN: "),
        ({"MUNSHI_OPERATOR_TOKEN": "aaaaaaaaaaaaaaaa"}, "MUNSHI_OPERATOR_TOKEN: "),
        ({"RASA_AUTH_TOKEN": "rasa"}, "RASA_AUTH_TOKEN: "),
    ],
)
def test_beyond_this_machine_no_secret_may_be_guessed_and_nothing_goes_in_plain_http(
    read: Any, changed: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        read(**{**OWN, **changed})
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(said)


def test_a_fixed_clock_runs_on_from_its_moment(read: Any) -> None:
    set_at = (datetime.now(UTC) - timedelta(minutes=5)).timestamp()
    read(MUNSHI_NOW="2026-11-24T11:00:00+05:30", MUNSHI_NOW_SET_AT=str(set_at))
    passed = clock.now() - datetime(2026, 11, 24, 5, 35, tzinfo=UTC)
    assert timedelta(0) <= passed < timedelta(minutes=1)


def test_without_a_fixed_clock_it_is_now(read: Any) -> None:
    read()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_books_and_the_assistant_refuse_the_same_secrets() -> None:
    assert (trivial.WORDS, trivial.SHORTEST, trivial.FEWEST_SIGNS) == (
        of_the_assistant.WORDS,
        of_the_assistant.SHORTEST,
        of_the_assistant.FEWEST_SIGNS,
    )
