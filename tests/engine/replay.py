"""`python -m tests.engine.replay ours|stock JOB ANSWERS`: plays a job's messages to the bot, writes what it answers.

`stock` is Rasa as it comes: this process then imports nothing of the engine.
"""

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog


def stores(way: str, database_url: str) -> dict[str, Any]:
    """What stands between Rasa and its memory, by the way that is played."""
    if way == "stock":
        return {}  # Rasa's own: in memory
    from engine.rasa.lock_store import ToldLockStore
    from engine.rasa.tracker_store import LiveTrackerStore

    return {"tracker_store": LiveTrackerStore(host=database_url), "lock_store": ToldLockStore()}


async def play(way: str, job: dict[str, Any]) -> list[Any]:
    """The answers to all messages, without what differs from run to run."""
    endpoint = EndpointConfig(job["actions_url"])
    agent = Agent.load(job["model"], action_endpoint=endpoint, **stores(way, job["database_url"]))
    answers = []
    for person, text in job["messages"]:
        output = CollectingOutputChannel()
        await agent.handle_message(UserMessage(text, output, person, input_channel="test"))
        tracker = await agent.tracker_store.retrieve(person)
        assert tracker is not None
        slots = tracker.current_slot_values()
        answers.append({"said": output.messages, "slots": slots, "form": tracker.active_loop_name})
        if way == "ours":
            agent.tracker_store._keep(tracker)
    return answers


def main() -> None:
    """Reads the job and writes the answers as JSON."""
    logging.disable(logging.CRITICAL)
    configure_structlog(logging.CRITICAL)
    way, job, answers = sys.argv[1:]
    Path(answers).write_text(json.dumps(asyncio.run(play(way, json.loads(Path(job).read_text())))))
    assert way == "ours" or "engine.rasa.patches" not in sys.modules


if __name__ == "__main__":
    main()
