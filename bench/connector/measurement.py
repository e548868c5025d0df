"""What is measured of the connector, one part after the other."""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from bench import figures, load, sentences, sides, whatsapp
from bench.connector import replicas, shelves, traffic
from bench.connector.burst import MESSAGES, burst
from bench.munshi import Munshi
from bench.processes import Failed, ProcessorTime
from bench.sides import tell
from bench.whatsapp import Talk

Figures = dict[str, Any]

WEBHOOKS_PER_SECOND = 80
TURNS_PER_SECOND = 20
PEOPLE_WHO_WRITE_AT_WILL = 200
PEOPLE_AT_PEAK = 32
GAPS = {"at_once": 0.0, "within_a_second": 0.1}  # seconds between ten messages
READY_WITHIN = 60.0


@dataclass(frozen=True)
class Amount:
    """How much is measured."""

    warm_up: int  # rounds of all people at peak
    seconds_of_webhooks: float
    seconds_of_turns: float
    rounds: int  # of all people at peak
    bursts: int


FULL = Amount(1, 15.0, 60.0, 3, 20)
QUICK = Amount(1, 3.0, 5.0, 1, 3)


async def measure(running: Munshi, amount: Amount) -> Figures:
    """Everything of the connector, which needs the running system to itself. Raises Failed."""
    texts, pids = sentences.one_round(), running.pids()
    async with whatsapp.talking(running) as talk:
        await shelves.fill(talk.session, running)
        await load.people(talk, texts, PEOPLE_AT_PEAK, amount.warm_up)
        tell(f"  turns at {TURNS_PER_SECOND} a second")
        found: Figures = {"turns": await _turns(talk, texts, amount.seconds_of_turns, pids)}
        tell(f"  webhooks at {WEBHOOKS_PER_SECOND} a second")
        found["webhooks"] = await _webhooks(talk, texts, amount.seconds_of_webhooks)
        tell(f"  {PEOPLE_AT_PEAK} people")
        found["peak"] = await _people(talk, texts, amount.rounds, pids)
        tell(f"  {MESSAGES} messages of one person")
        found["bursts"] = await _bursts(talk, texts, amount.bursts)
        tell("  two replicas")
        found["replicas"] = await _replicas(talk, texts, amount, pids)
    return found


async def _turns(talk: Talk, texts: Sequence[str], seconds: float, pids: Mapping[str, int]) -> Figures:
    """From the webhook to the outbox, while Meta also reports every answer as sent and as delivered."""
    talk.acknowledged.clear()
    talk.graph.reports = True
    try:
        used = ProcessorTime(pids)
        took = await traffic.write(talk, texts, PEOPLE_WHO_WRITE_AT_WILL, TURNS_PER_SECOND, seconds)
        cpu = used.of_each(len(took))
        await talk.settle()
        await talk.graph.settled()
    finally:
        talk.graph.reports = False
    return {
        **figures.milliseconds(took),
        "acknowledged": figures.milliseconds(talk.acknowledged),
        "cpu_ms": cpu,
    }


async def _webhooks(talk: Talk, texts: Sequence[str], seconds: float) -> Figures:
    """More messages than can be answered at once: each is acknowledged while turns are worked."""

    async def say(person: str, text: str) -> None:
        await talk.write(whatsapp.new_wamid(), person, text)

    talk.acknowledged.clear()
    before, began = await _answered(talk), time.perf_counter()
    written = await traffic.write(say, texts, PEOPLE_WHO_WRITE_AT_WILL, WEBHOOKS_PER_SECOND, seconds)
    meanwhile, elapsed = await _answered(talk) - before, time.perf_counter() - began
    while await _answered(talk) - before < len(written):
        if time.perf_counter() - began > whatsapp.ANSWERED_WITHIN + seconds:
            raise Failed(f"Not every message was answered; {talk.munshi.log.parent} says why.")
        await asyncio.sleep(0.1)
    everything = time.perf_counter() - began
    await talk.settle()
    return {
        **figures.milliseconds(talk.acknowledged),
        "turns_per_second": round(meanwhile / elapsed, 1),
        "answered_s": round(everything, 1),
    }


async def _answered(talk: Talk) -> int:
    cursor = await talk.database.execute(
        "SELECT count(*) FROM assistant.inbox WHERE phone_number_id = %s AND state = 'answered'",
        (whatsapp.NUMBER,),
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def _people(
    talk: Talk, texts: Sequence[str], rounds: int, pids: Mapping[str, int], people: int = PEOPLE_AT_PEAK
) -> Figures:
    """People who each write as soon as they are answered, and what they were told."""
    talk.graph.taken.clear()
    found = await sides.people(talk, texts, people, rounds, pids)
    await talk.settle()
    return found


async def _bursts(talk: Talk, texts: Sequence[str], times: int) -> Figures:
    """Ten messages of one person, all at once and within a second."""
    found: Figures = {}
    for name, gap in GAPS.items():
        each = [await burst(talk, texts, gap) for _ in range(times)]
        found[name] = {
            "p50_s": round(figures.percentile([one.seconds for one in each], 0.5), 2),
            "most_s": round(max(one.seconds for one in each), 2),
            "in_order": sum(one.in_order for one in each),
            "times": times,
        }
    return found


async def _replicas(
    talk: Talk, texts: Sequence[str], amount: Amount, pids: Mapping[str, int]
) -> Figures | None:
    """One assistant with everything on one core, then two assistants on two; None where there is but one core."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        return None
    alone = await _people(talk, texts, amount.rounds, pids, people=1)
    (expected,) = replicas.answers(talk.graph.taken).values()
    with replicas.held_to({cores[0]}, pids.values()):
        one = await _people(talk, texts, amount.rounds, pids)
    async with _second(talk) as (pid, addresses):
        both = {**pids, "second": pid}
        with replicas.webhooks_to(talk, addresses), replicas.held_to(set(cores[:2]), both.values()):
            await load.people(talk, texts, PEOPLE_AT_PEAK, amount.warm_up)
            two = await _people(talk, texts, amount.rounds, both)
            told = replicas.answers(talk.graph.taken)
            bursts = [await burst(talk, texts, 0.0) for _ in range(amount.bursts)]
    return {
        "alone": alone,
        "one": one,
        "two": two,
        "people": PEOPLE_AT_PEAK,
        "alike": sum(each == expected for each in told.values()),
        "bursts": len(bursts),
        "in_order": sum(each.in_order for each in bursts),
        "burst_s": round(max(each.seconds for each in bursts), 2),
    }


@contextlib.asynccontextmanager
async def _second(talk: Talk) -> AsyncIterator[tuple[int, list[str]]]:
    """A second assistant that is ready. Raises Failed."""
    with replicas.second(talk.munshi) as (pid, address):
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            with contextlib.suppress(aiohttp.ClientError):
                async with talk.session.get(f"{address}/status") as response:
                    if response.status == 200:
                        yield pid, [talk.munshi.assistant_url, address]
                        return
            await asyncio.sleep(0.1)
        raise Failed(f"The second assistant did not start; {talk.munshi.log.parent} says why.")
