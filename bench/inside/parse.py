"""Times the model's own answer, without HTTP; runs in the environment that is measured.

Arguments: the model, a JSON list of sentences, how often each is parsed, the file for seconds and intents, and
`munshi` where the changes of `engine/` belong to what is measured.
"""

import asyncio
import json
import logging
import sys
import time
from pathlib import Path

import structlog
from rasa.core.agent import Agent

WARM_UP = 50


async def main(model: str, sentences: str, times: str, out: str, whose: str) -> None:
    """Writes the seconds of every call of `parse_message`, and the likeliest intent of each sentence."""
    as_served = structlog.make_filtering_bound_logger(logging.INFO)  # what `rasa run` does without --debug
    structlog.configure(
        wrapper_class=as_served,
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=True,  # as Rasa has it too
    )
    if whose == "munshi":
        from engine.rasa import patches

        patches.apply()
    texts = json.loads(Path(sentences).read_text(encoding="utf-8"))
    agent = Agent.load(model)
    for text in texts[:WARM_UP]:
        await agent.parse_message(text)
    seconds, intents = [], []
    for text in texts * int(times):
        began = time.perf_counter()
        parsed = await agent.parse_message(text)
        seconds.append(time.perf_counter() - began)
        intents.append(parsed["intent"]["name"])
    found = {"seconds": seconds, "intents": intents[: len(texts)]}
    Path(out).write_text(json.dumps(found), encoding="utf-8")


asyncio.run(main(*sys.argv[1:6]))
