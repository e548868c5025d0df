"""The simulator and the chat page alone, for tests and load: `uvicorn munshi.demo.standalone:app`.

It needs no database; the businesses come from the files of the demonstration, the rest from the environment.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI
from pydantic import Field
from pydantic_settings import BaseSettings

from munshi.demo import build
from munshi.demo.cast import from_files
from munshi.settings import is_on_this_machine


class StandaloneSettings(BaseSettings):
    """The few settings of contract that the simulator needs when it runs alone."""

    graph_url: str = Field("http://127.0.0.1:8000/demo/graph", validation_alias="WHATSAPP_GRAPH_URL")
    access_token: str = Field("munshi-demo-access-token", validation_alias="WHATSAPP_ACCESS_TOKEN")
    app_secret: str = Field("munshi-demo-app-secret", validation_alias="WHATSAPP_APP_SECRET")
    assistant_port: int = 5005


def _connection() -> build.Connection:
    settings = StandaloneSettings()
    secret = settings.app_secret.split(",")[0].strip()
    assistant_url = f"http://127.0.0.1:{settings.assistant_port}"
    return build.Connection(settings.graph_url, settings.access_token, secret, assistant_url)


simulator = build.simulator(_connection(), lambda _: from_files(), lambda: datetime.now(UTC))


@asynccontextmanager
async def _lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield
    await build.close(simulator)


app = FastAPI(title="Munshi demonstration", lifespan=_lifespan)
if is_on_this_machine(simulator.graph_url):
    build.mount(app, simulator)
