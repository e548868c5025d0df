"""People who write whenever they like, whether the last message is answered or not: so many messages a second."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from bench import load

SEED = 7


async def moments(per_second: float, seconds: float, chance: random.Random) -> AsyncIterator[None]:
    """One step for each message; people know nothing of each other, so what lies between two is random.

    Who has fallen behind goes on at once: late messages are not left out.
    """
    began = time.perf_counter()
    due = chance.expovariate(per_second)
    while due < seconds:
        await asyncio.sleep(max(began + due - time.perf_counter(), 0))
        yield
        due += chance.expovariate(per_second)


async def write[Said](
    say: Callable[[str, str], Awaitable[Said]],
    texts: Sequence[str],
    people: int,
    per_second: float,
    seconds: float,
) -> list[Said]:
    """Each message by one of so many people, who each say the next of their texts; what `say` returned."""
    chance = random.Random(SEED)
    persons = [load.somebody() for _ in range(people)]
    said = dict.fromkeys(persons, 0)
    under_way: list[asyncio.Future[Said]] = []
    async for _ in moments(per_second, seconds, chance):
        person = chance.choice(persons)
        text = texts[said[person] % len(texts)]
        said[person] += 1
        under_way.append(asyncio.ensure_future(say(person, text)))
    return await asyncio.gather(*under_way)
