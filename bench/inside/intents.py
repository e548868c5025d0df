"""Names the intent of each sentence; arguments: the model, a JSON list of sentences, the file for the intents."""

import asyncio
import json
import sys
from pathlib import Path

import structlog
from rasa.core.agent import Agent


async def main(model: str, sentences: str, out: str) -> None:
    """Writes the name of the likeliest intent of each sentence, in their order."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    agent = Agent.load(model)
    texts = json.loads(Path(sentences).read_text(encoding="utf-8"))
    found = [(await agent.parse_message(text))["intent"]["name"] for text in texts]
    Path(out).write_text(json.dumps(found), encoding="utf-8")


asyncio.run(main(*sys.argv[1:4]))
