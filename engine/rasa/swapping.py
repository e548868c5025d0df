"""Another model for an assistant that runs: loaded beside the turns, and the one before put away once they have ended.

Rasa's `PUT /model` loads on the loop, where nobody is answered meanwhile, and leaves the connections of the old model's
tracker store open. A turn that has begun ends with the model with which it began.
"""

import asyncio
import gc
from typing import Any

import rasa.core.agent
from rasa.core.agent import Agent

TURNS_END_WITHIN_SECONDS = 60.0

_retiring: set[asyncio.Task[None]] = set()


def load_beside_the_turns() -> None:
    """Rasa loads the first model before it serves, on a loop that it names. What is only tested has no stores."""
    load = rasa.core.agent.load_agent
    running: list[Agent] = []

    async def load_agent(model_path: str | None = None, *, loop: Any = None, **named: Any) -> Agent:
        if loop is not None:
            agent: Agent = await load(model_path, loop=loop, **named)
        else:
            agent = await asyncio.to_thread(lambda: asyncio.run(load(model_path, **named)))
        if named.get("endpoints") and agent.is_ready():
            for before in running:
                _retire(before)
            running[:] = [agent]
        return agent

    rasa.core.agent.load_agent = load_agent


def _retire(agent: Agent) -> None:
    """Puts away a model that answers nobody any more, once the turns that it had begun must have ended."""
    task = asyncio.create_task(_put_away(agent))
    _retiring.add(task)
    task.add_done_callback(_retiring.discard)


async def _put_away(agent: Agent) -> None:
    await asyncio.sleep(TURNS_END_WITHIN_SECONDS)
    await agent.tracker_store.close()
    agent.processor = None
    del agent
    gc.unfreeze()  # the first model was frozen when the assistant started
    gc.collect()
    gc.freeze()
