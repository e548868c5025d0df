"""The trained model in this process, without any server, at the moment that the corpora call now."""

import asyncio
import logging
import os
import tarfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.utils.endpoints import EndpointConfig

from engine.model.training import train_if_changed
from engine.rasa import patches
from nlu.components.intents import LinearIntentClassifier
from nlu.pages.trial import MOMENT

CLASSIFIER = LinearIntentClassifier.__name__
Understand = Callable[[str], dict[str, Any]]
_loop = asyncio.new_event_loop()


def until_done[T](work: Coroutine[Any, Any, T]) -> T:
    """The result of something that Rasa does."""
    return _loop.run_until_complete(work)


def train(logs: Path) -> Path:
    """The model of today's data, which is trained where there is none."""
    return train_if_changed({**os.environ, "RASA_TELEMETRY_ENABLED": "false"}, logs)


def learnt(file: str) -> bytes:
    """What a component of the same model has learnt, by the file in which it keeps that."""
    with TemporaryDirectory() as logs:
        model = train(Path(logs))
    with tarfile.open(model) as packed:
        part = next(each for each in packed if Path(each.name).name == file)
        content = packed.extractfile(part)
        assert content
        return content.read()


@contextmanager
def loaded(model: Path, actions_url: str | None = None) -> Iterator[Agent]:
    """Rasa's agent as the assistant has it, with a trained model; while it is there, today is the corpora's day."""
    patches.apply()
    errors_only = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=errors_only)  # else Rasa writes every message down
    endpoint = EndpointConfig(actions_url) if actions_url else None
    with patch("nlu.components.values.now", lambda: MOMENT):
        yield Agent.load(str(model), action_endpoint=endpoint)


def parsing(agent: Agent) -> Understand:
    """What Rasa makes of a text: intent, ranking and entities."""

    def parse(text: str) -> dict[str, Any]:
        return until_done(agent.parse_message(text))

    return parse


def wishing(agent: Agent) -> Callable[[str], str]:
    """The intent of a text, without its values: of the parse what comes first, a quarter of the whole."""
    graph: Any = agent.processor and agent.processor.graph_runner
    classifier = next(name for name in graph._instantiated_nodes if CLASSIFIER in name)

    def wish(text: str) -> str:
        said = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: None}
        [message] = graph.run(inputs=said, targets=[classifier])[classifier]
        return str(message.get("intent")["name"])

    return wish


def remembering(parse: Understand) -> Understand:
    """The same, asked once for each text."""
    known: dict[str, dict[str, Any]] = {}

    def understand(text: str) -> dict[str, Any]:
        if text not in known:
            known[text] = parse(text)
        return known[text]

    return understand
