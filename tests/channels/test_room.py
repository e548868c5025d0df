"""Few conversations are led at once, so that the process has time for what Meta brings meanwhile."""

import asyncio
from typing import Any

from channels.whatsapp.turns.conversation import AT_ONCE, converse


class Slow:
    """Rasa's side, which answers when it is let."""

    def __init__(self) -> None:
        self.led = 0
        self.may_answer = asyncio.Event()

    async def handle_message(self, _: Any) -> None:
        """Counts who is being answered."""
        self.led += 1
        await self.may_answer.wait()


async def keep(*_: Any) -> None:
    """Nothing is kept here."""


async def led_at_once(rasa: Slow, people: int) -> "asyncio.Future[list[Any]]":
    """So many people write; returns once all are led whom there is room for."""
    talks = [converse(rasa, f"1:{person}", f"wamid.{person}", "hi", {}, keep) for person in range(people)]  # type: ignore[arg-type]
    answered = asyncio.gather(*talks, return_exceptions=True)
    for _ in range(5 * people):
        await asyncio.sleep(0)
    return answered


async def test_a_conversation_waits_while_there_is_no_room() -> None:
    rasa = Slow()
    answered = await led_at_once(rasa, AT_ONCE + 3)
    assert rasa.led == AT_ONCE
    rasa.may_answer.set()
    await answered


async def test_everybody_has_a_turn_in_the_end() -> None:
    rasa = Slow()
    answered = await led_at_once(rasa, AT_ONCE + 3)
    rasa.may_answer.set()
    await answered
    assert rasa.led == AT_ONCE + 3


async def test_who_is_given_up_makes_room() -> None:
    rasa = Slow()
    given_up = await led_at_once(rasa, AT_ONCE)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    answered = await led_at_once(rasa, 1)
    assert rasa.led == AT_ONCE + 1
    rasa.may_answer.set()
    await answered
