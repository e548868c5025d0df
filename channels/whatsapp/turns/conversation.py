"""The conversation that Rasa leads: a message goes in, and what it says is kept with what happened, or nothing is."""

import asyncio
import functools
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

import engine.rasa.turn
from channels.whatsapp.database import Connection
from channels.whatsapp.turns import phrases
from channels.whatsapp.turns.composer import shows_labels
from channels.whatsapp.turns.output import CHANNEL, Answer, WhatsAppOutput

LONGEST_TURN_SECONDS = 30.0
# Four fill a core, as each waits for actions and books; with more, none ends sooner, and webhooks wait for all of them.
AT_ONCE = 4

Keep = Callable[[Connection, Answer], Awaitable[None]]


class NothingKept(Exception):
    """The turn ended, and the store of conversations did not keep it."""


async def converse(
    agent: Agent, conversation: str, turn: str, text: str, metadata: dict[str, Any], keep: Keep
) -> None:
    """Has Rasa handle a message; `keep` writes its answer in the transaction that keeps the conversation.

    Raises what `keep` raises, and whatever went wrong in the turn; then nothing of it is kept.
    """
    output = WhatsAppOutput()
    message = UserMessage(
        text, output, conversation, input_channel=CHANNEL, message_id=turn, metadata=metadata
    )
    kept = False

    async def keep_all(connection: Connection) -> None:
        nonlocal kept
        if shows_labels(output.answer):
            output.answer.labels = await phrases.labels(agent, unit.tracker)
        await keep(connection, output.answer)
        kept = True

    async with _room(asyncio.get_running_loop()):
        with engine.rasa.turn.begin(turn) as unit:
            unit.on_save(keep_all)
            await asyncio.wait_for(agent.handle_message(message), LONGEST_TURN_SECONDS)
    if unit.fault is not None:
        raise unit.fault
    if not kept:
        raise NothingKept(turn)


@functools.lru_cache(maxsize=1)
def _room(_: AbstractEventLoop) -> asyncio.Semaphore:
    """The room for conversations in this process, which has one loop."""
    return asyncio.Semaphore(AT_ONCE)
