"""One person who writes many short messages at once, as people do, and what of the answers reaches Meta when."""

import asyncio
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench import load
from bench.graph import Taken
from bench.processes import Failed
from bench.whatsapp import NUMBER, Talk, new_wamid

MESSAGES = 10
ANSWERED_WITHIN = 60.0
LOOK_EACH = 0.02

TURNS = "SELECT reference::text, turn FROM assistant.outbox WHERE phone_number_id = %s AND person = %s"


@dataclass(frozen=True)
class Burst:
    """Seconds from the first message until Meta has the last answer, and whether they came in order."""

    seconds: float
    in_order: bool


async def burst(talk: Talk, texts: Sequence[str], gap: float) -> Burst:
    """The first ten texts by somebody new, `gap` seconds from one to the next. Raises Failed."""
    person = load.somebody()
    wamids = [new_wamid() for _ in range(MESSAGES)]
    began = time.perf_counter()
    for number, (wamid, text) in enumerate(zip(wamids, texts, strict=False)):
        await asyncio.sleep(max(began + number * gap - time.perf_counter(), 0))
        await talk.write(wamid, person, text)
    until = time.monotonic() + ANSWERED_WITHIN
    while time.monotonic() < until:
        cursor = await talk.database.execute(TURNS, (NUMBER, person))
        turn_of = dict(await cursor.fetchall())
        taken = list(_to(talk.graph.taken, turn_of))
        if {turn_of[reference_of(each)] for each in taken} >= set(wamids):
            return Burst(taken[-1].at - began, turns_in_order(taken, turn_of) == wamids)
        await asyncio.sleep(LOOK_EACH)
    raise Failed(f"Ten messages were not answered; {talk.munshi.log.parent} says why.")


def reference_of(taken: Taken) -> str:
    """Our own id of a message, which Meta carries along."""
    return str(taken.message["biz_opaque_callback_data"])


def turns_in_order(taken: Iterable[Taken], turn_of: Mapping[str, str]) -> list[str]:
    """The turns that the messages answer, in the order in which they came; one after the other counts once."""
    turns: list[str] = []
    for each in taken:
        turn = turn_of[reference_of(each)]
        if turns[-1:] != [turn]:
            turns.append(turn)
    return turns


def _to(taken: Iterable[Taken], turn_of: Mapping[str, str]) -> Iterator[Taken]:
    return (each for each in taken if reference_of(each) in turn_of)
