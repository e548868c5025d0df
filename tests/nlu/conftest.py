"""The trained model, loaded once, without any server."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent

from engine.launch.model import MODEL, train_if_changed

Understand = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def understand(tmp_path_factory: pytest.TempPathFactory) -> Understand:
    """What Rasa makes of a text: intent, ranking and entities."""
    logs: Path = tmp_path_factory.mktemp("logs")
    train_if_changed({**os.environ, "RASA_TELEMETRY_ENABLED": "false"}, logs)
    agent = Agent.load(str(MODEL))
    loop = asyncio.new_event_loop()
    known: dict[str, dict[str, Any]] = {}

    def parse(text: str) -> dict[str, Any]:
        if text not in known:
            known[text] = loop.run_until_complete(agent.parse_message(text))
        return known[text]

    return parse
