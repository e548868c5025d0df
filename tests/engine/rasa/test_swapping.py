"""A model that takes another one's place: the one before is put away once its turns must have ended."""

import asyncio
from typing import Any

import pytest
import rasa.core.agent

from engine.rasa import swapping


class Store:
    """A tracker store that can be closed."""

    closed = False

    async def close(self) -> None:
        self.closed = True


class Loaded:
    """An agent with a model, or without one."""

    def __init__(self, *, ready: bool) -> None:
        self.ready = ready
        self.tracker_store = Store()
        self.processor: object | None = object()

    def is_ready(self) -> bool:
        return self.ready


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Rasa's way to load an agent, as we change it; a model is there unless its name is `broken`."""

    async def stock(model_path: str | None = None, **_: Any) -> Loaded:
        return Loaded(ready=model_path != "broken")

    monkeypatch.setattr(rasa.core.agent, "load_agent", stock)
    monkeypatch.setattr(swapping, "TURNS_END_WITHIN_SECONDS", 0.05)
    swapping.load_beside_the_turns()
    return rasa.core.agent.load_agent


async def test_the_model_before_stays_until_its_turns_have_ended_and_is_put_away_then(load: Any) -> None:
    first = await load("first", endpoints="some", loop=asyncio.get_running_loop())
    second = await load("second", endpoints="some")
    assert not first.tracker_store.closed
    await asyncio.sleep(0.5)
    assert first.tracker_store.closed
    assert not second.tracker_store.closed


@pytest.mark.parametrize("asked", [{"model_path": "broken", "endpoints": "some"}, {"model_path": "tested"}])
async def test_a_model_that_cannot_be_loaded_or_is_only_tested_takes_nobodys_place(
    load: Any, asked: dict[str, Any]
) -> None:
    first = await load("first", endpoints="some", loop=asyncio.get_running_loop())
    await load(**asked)
    await asyncio.sleep(0.5)
    assert not first.tracker_store.closed
