"""What the environment and `.env` say, checked once, for every process of the assistant.

`from engine.settings import settings` reads them at the first use. A fault raises `SettingsError`, whose `faults`
are one line each and say what to do.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dotenv import dotenv_values

from engine import values
from engine.tokens import kept_token
from engine.trivial import is_trivial
from engine.values import Fault

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
SIMULATOR = "/demo/graph"  # of the books

DEMONSTRATION = {
    "WHATSAPP_PHONE_NUMBER_ID": "100000000000001",
    "WHATSAPP_ACCESS_TOKEN": "munshi-demo-access-token",
    "WHATSAPP_APP_SECRET": "munshi-demo-app-secret",
    "WHATSAPP_VERIFY_TOKEN": "munshi-demo-verify-token",
}

DEMONSTRATION_ACCOUNT = "100000000000000"

VARIABLES = (
    "ASSISTANT_PORT",
    "ACTIONS_PORT",
    "BACKEND_PORT",
    "BIND_HOST",
    "DATABASE_URL",
    *DEMONSTRATION,
    "WHATSAPP_BUSINESS_ACCOUNT_ID",
    "WHATSAPP_GRAPH_URL",
    "WHATSAPP_GRAPH_VERSION",
    "WHATSAPP_APP_DATA",
    "MUNSHI_API_TOKEN",
    "MUNSHI_OPERATOR_TOKEN",
    "MUNSHI_ACTIONS_TOKEN",
    "RASA_AUTH_TOKEN",
    "MUNSHI_NOW",
    "MUNSHI_STATE_DIR",
    "MUNSHI_PUBLIC_URL",
    "RAZORPAY_URL",
    "CASHFREE_URL",
)

SECRETS = ("WHATSAPP_ACCESS_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN")
TOKENS = ("MUNSHI_API_TOKEN", "MUNSHI_OPERATOR_TOKEN", "MUNSHI_ACTIONS_TOKEN", "RASA_AUTH_TOKEN")

MAY_HOLD_SECRETS = ("DATABASE_URL", "WHATSAPP_APP_SECRET")


class SettingsError(Exception):
    """The settings cannot be used; `faults` says in one line each what is wrong and what to do."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Settings:
    """Every setting of contract and `.env.example`, in the types that the code uses."""

    assistant_port: int
    actions_port: int
    backend_port: int
    bind_host: str
    database_url: str | None
    phone_number_id: str
    access_token: str
    app_secrets: tuple[str, ...]
    verify_token: str
    business_account_ids: tuple[str, ...]
    graph_url: str
    graph_version: str
    takes_app_data: bool
    api_token: str
    operator_token: str
    actions_token: str
    rasa_auth_token: str
    now: datetime | None
    now_set_at: float | None
    state_dir: Path

    @property
    def assistant_url(self) -> str:
        """Where the other processes find Rasa's HTTP API and the webhook."""
        return values.local_url(self.bind_host, self.assistant_port)

    @property
    def actions_url(self) -> str:
        """Where the assistant finds the custom actions, which nobody beyond this machine can reach."""
        return values.local_url(LOOPBACK, self.actions_port)

    @property
    def backend_url(self) -> str:
        """Where the actions find the books, without `/api`."""
        return values.local_url(self.bind_host, self.backend_port)

    @property
    def is_demonstration(self) -> bool:
        """Whether the simulator, or something else on this machine, takes Meta's place."""
        return _is_demonstration(self.graph_url, self.backend_url)

    def environment(self) -> dict[str, str]:
        """The same settings as environment variables, for the processes that the launcher starts."""
        return {
            "ASSISTANT_PORT": str(self.assistant_port),
            "ACTIONS_PORT": str(self.actions_port),
            "BACKEND_PORT": str(self.backend_port),
            "BIND_HOST": self.bind_host,
            "DATABASE_URL": self.database_url or "",
            "WHATSAPP_PHONE_NUMBER_ID": self.phone_number_id,
            "WHATSAPP_ACCESS_TOKEN": self.access_token,
            "WHATSAPP_APP_SECRET": ",".join(self.app_secrets),
            "WHATSAPP_VERIFY_TOKEN": self.verify_token,
            "WHATSAPP_BUSINESS_ACCOUNT_ID": ",".join(self.business_account_ids),
            "WHATSAPP_GRAPH_URL": self.graph_url,
            "WHATSAPP_GRAPH_VERSION": self.graph_version,
            "WHATSAPP_APP_DATA": "take" if self.takes_app_data else "decline",
            "MUNSHI_API_TOKEN": self.api_token,
            "MUNSHI_OPERATOR_TOKEN": self.operator_token,
            "MUNSHI_ACTIONS_TOKEN": self.actions_token,
            "RASA_AUTH_TOKEN": self.rasa_auth_token,
            "MUNSHI_NOW": self.now.isoformat() if self.now else "",
            "MUNSHI_NOW_SET_AT": str(self.now_set_at) if self.now_set_at is not None else "",
            "MUNSHI_STATE_DIR": str(self.state_dir),
        }


def load(environment: Mapping[str, str] | None = None, env_file: Path = ROOT / ".env") -> Settings:
    """The checked settings; `environment` (the process's own by default) wins over the file.

    An empty value counts as unset. Raises SettingsError with every fault found.
    """
    read = {name: value or "" for name, value in dotenv_values(env_file, interpolate=False).items()}
    read.update(os.environ if environment is None else environment)
    return _Reader({name: value.strip() for name, value in read.items()}).settings()


class _Reader:
    """Turns strings into settings and gathers the faults, so that all are told at once."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self.raw = raw
        self.faults: list[str] = []

    def settings(self) -> Settings:
        ports = {
            "ASSISTANT_PORT": self._port("ASSISTANT_PORT", 5005),
            "ACTIONS_PORT": self._port("ACTIONS_PORT", 5055),
            "BACKEND_PORT": self._port("BACKEND_PORT", 8000),
        }
        host = self._parsed("BIND_HOST", values.host, "127.0.0.1")
        state_dir = Path(self._text("MUNSHI_STATE_DIR", ".munshi"))
        state_dir = (ROOT / state_dir.expanduser()).resolve()
        database_url = self._parsed("DATABASE_URL", values.database_url, "") or None
        backend_url = values.local_url(host, ports["BACKEND_PORT"])
        graph_url = self._parsed("WHATSAPP_GRAPH_URL", values.web_url, backend_url + SIMULATOR)
        demonstrates = _is_demonstration(graph_url, backend_url)
        graph_version = self._parsed("WHATSAPP_GRAPH_VERSION", values.graph_version, "v25.0")
        phone_number_id = self._parsed(
            "WHATSAPP_PHONE_NUMBER_ID", values.digits, DEMONSTRATION["WHATSAPP_PHONE_NUMBER_ID"]
        )
        demonstration_secret: tuple[str, ...] = (DEMONSTRATION["WHATSAPP_APP_SECRET"],)
        app_secrets = self._parsed("WHATSAPP_APP_SECRET", values.comma_separated, demonstration_secret)
        demonstration_account: tuple[str, ...] = (DEMONSTRATION_ACCOUNT,) if demonstrates else ()
        account_ids = self._parsed(
            "WHATSAPP_BUSINESS_ACCOUNT_ID", values.several_digits, demonstration_account
        )
        now = self._parsed("MUNSHI_NOW", values.moment, None)
        now_set_at = self._parsed("MUNSHI_NOW_SET_AT", values.epoch, None)

        self._refuse_one_port_twice(ports)
        if not demonstrates:
            self._refuse_plain_http(graph_url)
            self._refuse_demonstration_values(app_secrets)
            self._refuse_trivial_secrets(app_secrets)
        if self.faults:
            raise SettingsError(self.faults)

        return Settings(
            assistant_port=ports["ASSISTANT_PORT"],
            actions_port=ports["ACTIONS_PORT"],
            backend_port=ports["BACKEND_PORT"],
            bind_host=host,
            database_url=database_url,
            phone_number_id=phone_number_id,
            access_token=self._text("WHATSAPP_ACCESS_TOKEN", DEMONSTRATION["WHATSAPP_ACCESS_TOKEN"]),
            app_secrets=app_secrets,
            verify_token=self._text("WHATSAPP_VERIFY_TOKEN", DEMONSTRATION["WHATSAPP_VERIFY_TOKEN"]),
            business_account_ids=account_ids,
            graph_url=graph_url,
            graph_version=graph_version,
            takes_app_data=self._parsed("WHATSAPP_APP_DATA", values.takes, False),
            api_token=self._token("MUNSHI_API_TOKEN", state_dir / "api-token"),
            operator_token=self._token("MUNSHI_OPERATOR_TOKEN", state_dir / "operator-token"),
            actions_token=self._token("MUNSHI_ACTIONS_TOKEN", state_dir / "actions-token"),
            rasa_auth_token=self._token("RASA_AUTH_TOKEN", state_dir / "rasa-auth-token"),
            now=now,
            now_set_at=now_set_at,
            state_dir=state_dir,
        )

    def _text(self, name: str, default: str) -> str:
        return self.raw.get(name) or default

    def _token(self, name: str, kept_in: Path) -> str:
        """What the environment says, or what was made up at the first start."""
        return self.raw.get(name) or kept_token(kept_in)

    def _port(self, name: str, default: int) -> int:
        return self._parsed(name, values.port, default)

    def _parsed[T](self, name: str, parse: values.Parser[T], default: T) -> T:
        """The value of one variable; a fault is noted and the default stands in until all are told."""
        text = self.raw.get(name)
        if not text:
            return default
        try:
            return parse(text)
        except Fault as fault:
            shown = name if name in MAY_HOLD_SECRETS else f"{name}={text}"
            self.faults.append(f"{shown}: {fault}")
            return default

    def _refuse_one_port_twice(self, ports: Mapping[str, int]) -> None:
        """Three processes cannot listen on one port."""
        seen: dict[int, str] = {}
        for name, port in ports.items():
            if port in seen:
                self.faults.append(f"{name}={port}: {seen[port]} has this port already; give each its own.")
            seen.setdefault(port, name)

    def _refuse_plain_http(self, graph_url: str) -> None:
        """Whoever stands on the way would read the access token, and answer in Meta's name."""
        if not graph_url.startswith("https:"):
            self.faults.append(
                "WHATSAPP_GRAPH_URL is plain http, which is for this machine alone; write https://…"
            )

    def _refuse_demonstration_values(self, app_secrets: tuple[str, ...]) -> None:
        """The demonstration's values are public: with them anybody could write as anybody."""
        for name, demonstration in DEMONSTRATION.items():
            used = app_secrets if name == "WHATSAPP_APP_SECRET" else (self._text(name, demonstration),)
            if demonstration in used:
                self.faults.append(
                    f"{name} has its demonstration value, which is for this machine alone; "
                    "set your own from the Meta developer console, or unset WHATSAPP_GRAPH_URL."
                )

    def _refuse_trivial_secrets(self, app_secrets: tuple[str, ...]) -> None:
        """What is tried first keeps nobody out; of several secrets, each has to."""
        for name in (*SECRETS, *TOKENS):
            used = app_secrets if name == "WHATSAPP_APP_SECRET" else (self._text(name, ""),)
            if any(secret and secret != DEMONSTRATION.get(name) and is_trivial(secret) for secret in used):
                unset = "or unset it, and one is made up" if name in TOKENS else "or unset WHATSAPP_GRAPH_URL"
                self.faults.append(
                    f"{name} can be guessed: it is short, of few different signs, or says what everybody tries; "
                    f"set a long random text, {unset}."
                )


def _is_demonstration(graph_url: str, backend_url: str) -> bool:
    return values.is_on_this_machine(graph_url) or graph_url == backend_url + SIMULATOR


settings: Settings


def __getattr__(name: str) -> Settings:
    """Reads `settings` when it is first asked for, so that importing this module cannot fail."""
    if name != "settings":
        raise AttributeError(name)
    loaded = load()
    globals()["settings"] = loaded
    return loaded
