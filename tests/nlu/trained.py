"""The trained model in this process, without any server, at the moment that the corpora call now."""

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import structlog
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from engine.model.training import train_if_changed
from engine.rasa import patches
from nlu.pages.trial import MOMENT

Understand = Callable[[str], dict[str, Any]]
_loop = asyncio.new_event_loop()


def until_done[T](work: Coroutine[Any, Any, T]) -> T:
    """The result of something that Rasa does."""
    return _loop.run_until_complete(work)


def train(logs: Path) -> Path:
    """The model of today's data, which is trained where there is none."""
    return train_if_changed({**os.environ, "RASA_TELEMETRY_ENABLED": "false"}, logs)


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


def remembering(parse: Understand) -> Understand:
    """The same, asked once for each text."""
    known: dict[str, dict[str, Any]] = {}

    def understand(text: str) -> dict[str, Any]:
        if text not in known:
            known[text] = parse(text)
        return known[text]

    return understand
