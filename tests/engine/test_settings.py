"""What the environment may say, and what is refused with which words."""

from pathlib import Path

import pytest
from dotenv import dotenv_values

from engine.settings import (
    DEMONSTRATION,
    DEMONSTRATION_ACCOUNT,
    ROOT,
    SECRETS,
    TOKENS,
    VARIABLES,
    Settings,
    SettingsError,
    load,
)

META = "https://graph.facebook.com"
BEYOND = (
    META,
    f"{META}/",
    "https://Graph.Facebook.com:443",
    "https://graph.example",
    "https://192.0.2.7/graph",
)
OWN = {
    "WHATSAPP_PHONE_NUMBER_ID": "106540352242922",
    "WHATSAPP_ACCESS_TOKEN": "EAAJBkZCq7w8BO4tZAn1",
    "WHATSAPP_APP_SECRET": "9f2c6d1b7a3e48058c6f1d2e3b4a5968",
    "WHATSAPP_VERIFY_TOKEN": "jalebi-aur-fafda",
}
TRIVIAL = (
    "short-1",
    "aaaaaaaaaaaaaaaaaaaa",
    "abababababababababab",
    "changeme-changeme",
    "my-secret-password",
    "your_access_token_here",
    "secret1234567890",
    "12345678901234567890",
    "--------------------",
    "test-test-test-2026",
    "munshi-api-token",
)


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    return tmp_path / "state"


def read(state_dir: Path, **environment: str) -> Settings:
    return load({"MUNSHI_STATE_DIR": str(state_dir), **environment}, env_file=state_dir / ".env")


def faults(state_dir: Path, **environment: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        read(state_dir, **environment)
    return refused.value.faults


def test_without_any_setting_everything_is_local(state_dir: Path) -> None:
    settings = read(state_dir)
    assert settings.assistant_url == "http://127.0.0.1:5005"
    assert settings.graph_url == "http://127.0.0.1:8000/demo/graph"
    assert settings.database_url is None
    assert settings.app_secrets == ("munshi-demo-app-secret",)


def test_the_simulator_follows_the_backends_port(state_dir: Path) -> None:
    assert read(state_dir, BACKEND_PORT="8123").graph_url == "http://127.0.0.1:8123/demo/graph"


def test_generated_tokens_are_kept_and_private(state_dir: Path) -> None:
    first, second = read(state_dir), read(state_dir)
    kept = {first.api_token, first.operator_token, first.actions_token, first.rasa_auth_token}
    assert kept == {second.api_token, second.operator_token, second.actions_token, second.rasa_auth_token}
    assert len(kept) == 4
    for file in ("api-token", "operator-token", "actions-token", "rasa-auth-token"):
        assert (state_dir / file).stat().st_mode & 0o077 == 0


def test_the_environment_wins_over_the_file(state_dir: Path) -> None:
    state_dir.mkdir()
    (state_dir / ".env").write_text("ASSISTANT_PORT=6005\nACTIONS_PORT=6055\n")
    settings = read(state_dir, ASSISTANT_PORT="7005", ACTIONS_PORT="")
    assert (settings.assistant_port, settings.actions_port) == (7005, 5055)


def test_two_app_secrets_while_one_is_rotated(state_dir: Path) -> None:
    assert read(state_dir, WHATSAPP_APP_SECRET="old, new").app_secrets == ("old", "new")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_PORT", "five"),
        ("ACTIONS_PORT", "0"),
        ("BACKEND_PORT", "65536"),
        ("BACKEND_PORT", "-1"),
        ("BIND_HOST", "300.1.1.1"),
        ("BIND_HOST", "not a host"),
        ("DATABASE_URL", "sqlite:///munshi.db"),
        ("DATABASE_URL", "postgresql://me@host:port/name"),
        ("WHATSAPP_GRAPH_URL", "graph.facebook.com"),
        ("WHATSAPP_GRAPH_URL", "https://"),
        ("WHATSAPP_GRAPH_VERSION", "25"),
        ("WHATSAPP_PHONE_NUMBER_ID", "+91 98765 43210"),
        ("WHATSAPP_APP_SECRET", ","),
        ("WHATSAPP_BUSINESS_ACCOUNT_ID", "102290129340398, my account"),
        ("MUNSHI_NOW", "tomorrow"),
        ("MUNSHI_NOW", "2026-11-24T10:00:00"),
    ],
)
def test_a_malformed_value_is_named_in_one_line(state_dir: Path, variable: str, value: str) -> None:
    (fault,) = faults(state_dir, **{variable: value})
    assert fault.startswith(variable)
    assert "\n" not in fault


def test_every_fault_is_told_at_once(state_dir: Path) -> None:
    assert len(faults(state_dir, ASSISTANT_PORT="x", MUNSHI_NOW="y")) == 2


def test_a_password_is_not_repeated(state_dir: Path) -> None:
    assert "hunter2" not in faults(state_dir, DATABASE_URL="mysql://me:hunter2@host/name")[0]


def test_two_processes_cannot_share_a_port(state_dir: Path) -> None:
    (fault,) = faults(state_dir, BACKEND_PORT="5005")
    assert "ASSISTANT_PORT" in fault


def test_at_meta_no_account_is_taken_for_granted(state_dir: Path) -> None:
    assert read(state_dir).business_account_ids == (DEMONSTRATION_ACCOUNT,)
    assert read(state_dir, WHATSAPP_GRAPH_URL=META, **OWN).business_account_ids == ()
    several = {**OWN, "WHATSAPP_BUSINESS_ACCOUNT_ID": "102290129340398, 102290129340399"}
    account_ids = read(state_dir, WHATSAPP_GRAPH_URL=META, **several).business_account_ids
    assert account_ids == ("102290129340398", "102290129340399")


@pytest.mark.parametrize("url", BEYOND)
@pytest.mark.parametrize("variable", DEMONSTRATION)
def test_a_demonstration_value_is_refused_beyond_this_machine(
    state_dir: Path, variable: str, url: str
) -> None:
    own = {name: value for name, value in OWN.items() if name != variable}
    (fault,) = faults(state_dir, WHATSAPP_GRAPH_URL=url, **own)
    assert fault.startswith(variable)


@pytest.mark.parametrize("secret", TRIVIAL)
@pytest.mark.parametrize("variable", [*SECRETS, *TOKENS])
def test_a_secret_that_can_be_guessed_is_refused_beyond_this_machine(
    state_dir: Path, variable: str, secret: str
) -> None:
    (fault,) = faults(state_dir, WHATSAPP_GRAPH_URL=META, **{**OWN, variable: secret})
    assert fault.startswith(f"{variable} can be guessed")
    assert secret not in fault
    assert "\n" not in fault


@pytest.mark.parametrize("variable", [*SECRETS, *TOKENS])
def test_the_name_of_the_variable_is_no_secret(state_dir: Path, variable: str) -> None:
    for spelling in (variable, variable.lower(), variable.replace("_", "-")):
        assert faults(state_dir, WHATSAPP_GRAPH_URL=META, **{**OWN, variable: spelling})


def test_a_trivial_secret_beside_a_good_one_is_refused_too(state_dir: Path) -> None:
    rotated = {**OWN, "WHATSAPP_APP_SECRET": f"{OWN['WHATSAPP_APP_SECRET']},changeme"}
    (fault,) = faults(state_dir, WHATSAPP_GRAPH_URL=META, **rotated)
    assert fault.startswith("WHATSAPP_APP_SECRET")


def test_on_this_machine_any_secret_will_do(state_dir: Path) -> None:
    for url in ("", "http://127.0.0.1:9999", "http://localhost:9999/graph", "http://[::1]:9999"):
        taken = read(state_dir, WHATSAPP_GRAPH_URL=url, WHATSAPP_APP_SECRET="x", MUNSHI_API_TOKEN="y")
        assert taken.is_demonstration


def test_the_simulator_is_at_home_wherever_the_books_listen(state_dir: Path) -> None:
    assert read(state_dir, BIND_HOST="192.0.2.7").is_demonstration


@pytest.mark.parametrize(
    "url", ["http://graph.facebook.com", "http://192.0.2.7:8000", "http://127.0.0.1@evil.example"]
)
def test_plain_http_is_refused_beyond_this_machine(state_dir: Path, url: str) -> None:
    (fault,) = faults(state_dir, WHATSAPP_GRAPH_URL=url, **OWN)
    assert fault.startswith("WHATSAPP_GRAPH_URL is plain http")


def test_a_demonstration_secret_beside_an_own_one_is_refused_too(state_dir: Path) -> None:
    secrets = {
        **OWN,
        "WHATSAPP_APP_SECRET": f"{OWN['WHATSAPP_APP_SECRET']},{DEMONSTRATION['WHATSAPP_APP_SECRET']}",
    }
    assert faults(state_dir, WHATSAPP_GRAPH_URL=META, **secrets)


def test_own_secrets_are_taken_beyond_this_machine(state_dir: Path) -> None:
    tokens = {name: f"{number}-of-f4b1-9c3e" for number, name in enumerate(TOKENS)}
    for url in BEYOND:
        assert not read(state_dir, WHATSAPP_GRAPH_URL=url, **OWN).is_demonstration
        assert not read(state_dir, WHATSAPP_GRAPH_URL=url, **OWN, **tokens).is_demonstration


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost", "0.0.0.0"])
def test_rasas_api_is_guarded_wherever_it_listens(state_dir: Path, host: str) -> None:
    assert len(read(state_dir, BIND_HOST=host).rasa_auth_token) > 30
    assert read(state_dir, RASA_AUTH_TOKEN="our own choice").rasa_auth_token == "our own choice"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "0.0.0.0", "192.0.2.7"])
def test_the_actions_stay_on_this_machine_wherever_the_others_listen(state_dir: Path, host: str) -> None:
    assert read(state_dir, BIND_HOST=host).actions_url == "http://127.0.0.1:5055"


def test_the_example_lists_every_variable_and_holds(state_dir: Path) -> None:
    example = ROOT / ".env.example"
    assert set(dotenv_values(example)) == set(VARIABLES)
    taken = load({"MUNSHI_STATE_DIR": str(state_dir)}, env_file=example)
    assert taken == read(state_dir)


def test_processes_read_the_same_settings_from_what_the_launcher_tells_them(state_dir: Path) -> None:
    settings = read(state_dir, MUNSHI_NOW="2026-11-24T10:00:00+05:30", **OWN)
    assert load(settings.environment(), env_file=state_dir / ".env") == settings
