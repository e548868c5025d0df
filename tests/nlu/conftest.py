"""The trained model, loaded once, without any server."""

import asyncio
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.utils.endpoints import EndpointConfig

from engine.launch.model import MODEL, train_if_changed
from tests.engine.fixed_actions import fixed_actions

Understand = Callable[[str], dict[str, Any]]
Talk = Callable[..., list[str]]
_loop = asyncio.new_event_loop()


@pytest.fixture(scope="session")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """Rasa's agent with the model of today's data; its actions are stand-ins."""
    logs: Path = tmp_path_factory.mktemp("logs")
    train_if_changed({**os.environ, "RASA_TELEMETRY_ENABLED": "false"}, logs)
    with fixed_actions(LocalModelStorage.metadata_from_archive(MODEL).domain) as url:
        yield Agent.load(str(MODEL), action_endpoint=EndpointConfig(url))


@pytest.fixture(scope="session")
def understand(agent: Agent) -> Understand:
    """What Rasa makes of a text: intent, ranking and entities."""
    known: dict[str, dict[str, Any]] = {}

    def parse(text: str) -> dict[str, Any]:
        if text not in known:
            known[text] = _loop.run_until_complete(agent.parse_message(text))
        return known[text]

    return parse


@pytest.fixture
def talk(agent: Agent) -> Talk:
    """The replies of one conversation, message by message; only to what needs no action."""
    person = uuid.uuid4().hex

    def say(*texts: str) -> list[str]:
        answers = [_loop.run_until_complete(agent.handle_text(text, sender_id=person)) for text in texts]
        return [" ".join(answer["text"] for answer in replies or ()) for replies in answers]

    return say
