"""People who write one message after the other, as soon as the last one is answered."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

Talk = Callable[[str, str], Awaitable[float]]
"""Sends one person's text and returns how many seconds the turn took."""

FIRST_PHONE = 919100000001  # nobody of the demonstration businesses


@dataclass(frozen=True)
class Load:
    """What some people's turns took, in the order in which they ended."""

    seconds: list[float]
    elapsed: float

    @property
    def per_second(self) -> float:
        """Turns a second, all people together."""
        return len(self.seconds) / self.elapsed


_phones = itertools.count(FIRST_PHONE)


def somebody() -> str:
    """The phone of a person who has never written before."""
    return str(next(_phones))


async def people(
    talk: Talk, texts: Sequence[str], at_once: int, rounds: int, newcomers: bool = False
) -> Load:
    """So many people at once, each with so many rounds of texts; as newcomers, each round by somebody new."""
    seconds: list[float] = []

    async def write() -> None:
        person = somebody()
        for _ in range(rounds):
            person = somebody() if newcomers else person
            for text in texts:
                seconds.append(await talk(person, text))

    began = time.perf_counter()
    await asyncio.gather(*(write() for _ in range(at_once)))
    return Load(seconds, time.perf_counter() - began)


async def one_session(talk: Talk, texts: Sequence[str], turns: int, limit: float) -> Load:
    """One person who goes on for so many turns, or until `limit` seconds have passed."""
    seconds: list[float] = []
    person = somebody()
    began = time.perf_counter()
    for text in _again_and_again(texts, turns):
        seconds.append(await talk(person, text))
        if time.perf_counter() - began > limit:
            break
    return Load(seconds, time.perf_counter() - began)


def _again_and_again(texts: Sequence[str], turns: int) -> Iterator[str]:
    return itertools.islice(itertools.cycle(texts), turns)
