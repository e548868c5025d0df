"""Parses one sentence; arguments: the model, the sentence, the file for what was understood."""

import asyncio
import json
import sys
from pathlib import Path

from rasa.core.agent import Agent


async def main(model: str, sentence: str, out: str) -> None:
    """Writes what the model makes of the sentence."""
    parsed = await Agent.load(model).parse_message(sentence)
    Path(out).write_text(json.dumps(parsed, ensure_ascii=False), encoding="utf-8")


asyncio.run(main(*sys.argv[1:4]))
