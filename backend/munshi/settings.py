"""What the environment and `.env` say, checked once, as the books need it."""

import ipaddress
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NoReturn, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AwareDatetime, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from munshi.trivial import is_trivial

ROOT = Path(__file__).resolve().parents[2]
ENV_FILE = ROOT / ".env"

Port = Annotated[int, Field(ge=1, le=65535)]
Token = Annotated[str, Field(min_length=16)]


class Settings(BaseSettings):
    """Every setting of `.env.example` that the books use; an empty value counts as unset."""

    model_config = SettingsConfigDict(env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True)

    assistant_port: Port = 5005
    actions_port: Port = 5055
    backend_port: Port = 8000
    bind_host: str = "127.0.0.1"
    database_url: Annotated[str, Field(pattern=r"^postgres(ql)?://.+")]
    phone_number_id: str = Field(
        "100000000000001", alias="WHATSAPP_PHONE_NUMBER_ID", pattern=r"^[0-9]{1,32}$"
    )
    access_token: str = Field("munshi-demo-access-token", alias="WHATSAPP_ACCESS_TOKEN")
    app_secrets: Annotated[tuple[str, ...], NoDecode] = Field(
        ("munshi-demo-app-secret",), alias="WHATSAPP_APP_SECRET", min_length=1
    )
    verify_token: str = Field("munshi-demo-verify-token", alias="WHATSAPP_VERIFY_TOKEN")
    graph_url: str = Field("", alias="WHATSAPP_GRAPH_URL", pattern=r"^(https?://\S+)?$")
    graph_version: str = Field("v25.0", alias="WHATSAPP_GRAPH_VERSION", pattern=r"^v\d{1,3}\.\d$")
    api_token: Token = Field(alias="MUNSHI_API_TOKEN")
    operator_token: Token = Field(alias="MUNSHI_OPERATOR_TOKEN")
    rasa_auth_token: str | None = None
    now: AwareDatetime | None = Field(None, alias="MUNSHI_NOW")
    now_set_at: float | None = Field(None, alias="MUNSHI_NOW_SET_AT")
    public_url_set: str = Field("", alias="MUNSHI_PUBLIC_URL", pattern=r"^(https?://\S+)?$")
    razorpay_url: str = Field("https://api.razorpay.com", alias="RAZORPAY_URL", pattern=r"^https?://\S+$")
    cashfree_url: str = Field("https://api.cashfree.com", alias="CASHFREE_URL", pattern=r"^https?://\S+$")
    state_dir: Path = Field(Path(".munshi"), alias="MUNSHI_STATE_DIR")

    @field_validator("app_secrets", mode="before")
    @classmethod
    def _separate(cls, value: Any) -> Any:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @model_validator(mode="after")
    def _refuse_what_is_for_this_machine_alone(self) -> Self:
        """Beyond this machine nothing goes in plain http, and no secret is the demonstration's or can be guessed."""
        if self.simulates_graph or is_on_this_machine(self.graph_url):
            return self
        if not self.graph_url.startswith("https:"):
            raise ValueError("WHATSAPP_GRAPH_URL: plain http is for this machine alone")
        for name, held in self._secrets().items():
            if any(secret.startswith("munshi-demo-") or is_trivial(secret) for secret in held):
                raise ValueError(f"{name}: can be guessed, which is for the demonstration alone")
        return self

    def _secrets(self) -> dict[str, tuple[str, ...]]:
        return {
            "WHATSAPP_ACCESS_TOKEN": (self.access_token,),
            "WHATSAPP_APP_SECRET": self.app_secrets,
            "WHATSAPP_VERIFY_TOKEN": (self.verify_token,),
            "MUNSHI_API_TOKEN": (self.api_token,),
            "MUNSHI_OPERATOR_TOKEN": (self.operator_token,),
            "RASA_AUTH_TOKEN": (self.rasa_auth_token,) if self.rasa_auth_token else (),
        }

    @property
    def assistant_url(self) -> str:
        """Where Rasa's HTTP API and the webhook are found."""
        return self._local(self.assistant_port)

    @property
    def actions_url(self) -> str:
        """Where the custom actions are found; nobody beyond this machine can reach them."""
        return f"http://127.0.0.1:{self.actions_port}"

    @property
    def backend_url(self) -> str:
        """Where this process is found, without `/api`."""
        return self._local(self.backend_port)

    @property
    def public_url(self) -> str:
        """Where people's phones find this process, without a slash: the pay page is below it."""
        return (self.public_url_set or self.backend_url).rstrip("/")

    @property
    def media_folder(self) -> Path:
        """Where the connector keeps the files that people send."""
        return (ROOT / self.state_dir.expanduser()).resolve() / "media"

    @property
    def simulates_graph(self) -> bool:
        """Whether WhatsApp is the simulator in this process, not Meta."""
        graph = urlsplit(self.graph_url)
        ours = (
            is_on_this_machine(self.graph_url) and graph.scheme == "http" and graph.port == self.backend_port
        )
        return not self.graph_url or ours or self.graph_url.startswith(f"{self.backend_url}/")

    def _local(self, port: int) -> str:
        host = {"0.0.0.0": "127.0.0.1", "localhost": "127.0.0.1", "::": "::1"}.get(
            self.bind_host, self.bind_host
        )
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def secret(name: str) -> str | None:
    """What a variable holds that a business's file names, from the environment or from `.env`."""
    return os.environ.get(name) or dotenv_values(ENV_FILE).get(name) or None


def is_on_this_machine(url: str) -> bool:
    """Whether nothing that is sent to the web address leaves this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@lru_cache
def current() -> Settings:
    """The settings of this process; ends it with one line for each fault, exit code 2."""
    try:
        return Settings()
    except ValidationError as error:
        _give_up(error)


def _give_up(error: ValidationError) -> NoReturn:
    for fault in error.errors(include_input=False, include_url=False):
        name = f"{fault['loc'][0]}: ".upper() if fault["loc"] else ""
        said = fault["msg"].removeprefix("Value error, ")
        print(
            f"{name}{said.lower() if name else said}; correct it in the environment or in .env.",
            file=sys.stderr,
        )
    sys.exit(2)
