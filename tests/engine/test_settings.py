"""What the environment may say, and what is refused with which words."""

from pathlib import Path

import pytest
from dotenv import dotenv_values

from engine.settings import (
    DEMONSTRATION,
    DEMONSTRATION_ACCOUNT,
    ROOT,
    VARIABLES,
    Settings,
    SettingsError,
    load,
)

META = "https://graph.facebook.com"
OWN = {
    "WHATSAPP_PHONE_NUMBER_ID": "106540352242922",
    "WHATSAPP_ACCESS_TOKEN": "EAAJB",
    "WHATSAPP_APP_SECRET": "9f2c",
    "WHATSAPP_VERIFY_TOKEN": "ours",
}


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


@pytest.mark.parametrize("variable", DEMONSTRATION)
def test_a_demonstration_secret_is_refused_at_meta(state_dir: Path, variable: str) -> None:
    own = {name: value for name, value in OWN.items() if name != variable}
    for url in (META, f"{META}/", "https://Graph.Facebook.com:443"):
        (fault,) = faults(state_dir, WHATSAPP_GRAPH_URL=url, **own)
        assert fault.startswith(variable)


def test_a_demonstration_secret_beside_an_own_one_is_refused_too(state_dir: Path) -> None:
    secrets = {**OWN, "WHATSAPP_APP_SECRET": f"9f2c,{DEMONSTRATION['WHATSAPP_APP_SECRET']}"}
    assert faults(state_dir, WHATSAPP_GRAPH_URL=META, **secrets)


def test_own_secrets_are_taken_at_meta(state_dir: Path) -> None:
    assert read(state_dir, WHATSAPP_GRAPH_URL=META, **OWN).graph_url == META


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
