"""What is measured on each side: the same people, messages and numbers of turns."""

import asyncio
import json
import shutil
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp

from bench import disk, figures, load, processes, sentences, stock, whatsapp
from bench.load import Talk
from bench.munshi import Munshi
from bench.stock import Stock
from engine.model.cache import VARIABLE
from engine.settings import ROOT

TRAIN = [sys.executable, "-m", "engine.model.learning"]
FIRST_ANSWER_WITHIN = 600.0
ENOUGH = 1800.0  # seconds for all turns of a session of ours
INSIDE = Path(__file__).parent / "inside"
RESULTS = Path(__file__).parent / "results"
LAST = RESULTS / "last"  # models, logs and database of the last run

Figures = dict[str, Any]


@dataclass(frozen=True)
class Amount:
    """How much is measured."""

    http_sentences: int
    warm_up: int  # rounds
    rounds: int
    rounds_of_many: int
    people: int
    long: int  # turns of one session
    limit: float  # seconds for them with stock Rasa, which slows down with every turn


FULL = Amount(400, 2, 15, 3, 16, 5_000 + figures.WINDOW, 240.0)
QUICK = Amount(100, 1, 3, 1, 16, 100 + figures.WINDOW, 60.0)


def tell(text: str) -> None:
    """What is being done, for who waits."""
    print(f"  {time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def measure_munshi(running: Munshi, amount: Amount, first: Figures) -> Figures:
    """Everything of ours that needs the running system; `first` is what its start took."""
    pids = running.pids()
    memory = _memory(pids)

    async def talks() -> Figures:
        async with whatsapp.talking(running) as talk:
            parse = f"{running.assistant_url}/model/parse?token={running.rasa_token}"
            found = await turns(talk, talk.session, parse, amount, pids, ENOUGH)
            tell(f"  {amount.people} people, with statuses")
            talk.graph.reports = True
            texts = sentences.one_round()
            reported = await people(talk, texts, amount.people, amount.rounds_of_many, pids)
            return {**found, "many_reported": reported}

    figures_of_turns = asyncio.run(talks())
    return {**first, "memory": memory, **figures_of_turns, "memory_after": _memory(pids)}


def measure_stock(folder: Path, running: Munshi, amount: Amount) -> Figures:
    """Everything of stock Rasa, with the actions and the database of the running system."""
    with stock.started(folder, running) as server:
        first = asyncio.run(_first_answer_of_stock(server))
        pids = {**running.pids(), "assistant": server.pid}
        memory = _memory({"assistant": server.pid})

        async def talks() -> Figures:
            async with stock.talking(server) as talk:
                found = await turns(
                    talk, talk.session, f"{server.url}/model/parse", amount, pids, amount.limit
                )
                return {**found, "turns": talk.written, "silent": talk.silent}

        figures_of_turns = asyncio.run(talks())
        after = _memory({"assistant": server.pid})
    return {
        "first_answer_s": first,
        "memory": memory,
        **figures_of_turns,
        "memory_after": after,
    }


async def turns(
    talk: Talk,
    session: aiohttp.ClientSession,
    parse: str,
    amount: Amount,
    pids: Mapping[str, int],
    limit: float,
) -> Figures:
    """Parsing over HTTP, and turns of one person, of many, and of one who goes on and on."""
    texts = sentences.one_round()
    parsed = await _parse_over_http(session, parse, sentences.held_out()[: amount.http_sentences])
    tell("  one person")
    await load.people(talk, texts, 1, amount.warm_up)
    one = await people(talk, texts, 1, amount.rounds, pids)
    newcomers = await people(talk, texts, 1, amount.rounds, pids, newcomers=True)
    tell(f"  {amount.people} people")
    await load.people(talk, texts, amount.people, 1)
    many = await people(talk, texts, amount.people, amount.rounds_of_many, pids)
    tell(f"  one session, up to {amount.long} turns or {limit:.0f} s")
    long = await load.one_session(talk, texts, amount.long, limit)
    return {
        "parse_http": figures.milliseconds(parsed),
        "one": one,
        "newcomers": newcomers,
        "many": many,
        "session": figures.by_length(long.seconds),
        "session_turns": len(long.seconds),
    }


async def people(
    talk: Talk,
    texts: Sequence[str],
    at_once: int,
    rounds: int,
    pids: Mapping[str, int],
    newcomers: bool = False,
) -> Figures:
    """Their turns, and the processor time of a turn in each process."""
    used = processes.ProcessorTime(pids)
    found = await load.people(talk, texts, at_once, rounds, newcomers)
    return {
        **figures.milliseconds(found.seconds),
        "per_second": round(found.per_second, 1),
        "cpu_ms": used.of_each(len(found.seconds)),
    }


def _memory(pids: Mapping[str, int]) -> Figures:
    return {name: asdict(processes.memory(pid)) for name, pid in pids.items()}


async def _parse_over_http(session: aiohttp.ClientSession, url: str, texts: Sequence[str]) -> list[float]:
    seconds = []
    for text in texts:
        began = time.perf_counter()
        async with session.post(url, json={"text": text}) as response:
            response.raise_for_status()
            await response.read()
        seconds.append(time.perf_counter() - began)
    return seconds


class Parsed(NamedTuple):
    """What reading sentences took, and the likeliest intent of each."""

    milliseconds: dict[str, float]
    intents: list[str]


def parse(python: Path, model: Path, texts: Sequence[str], times: int, whose: str) -> Parsed:
    """What `parse_message` takes, and says, in a process of its own. Raises Failed."""
    said, out = LAST / "sentences.json", LAST / f"parse-{whose}.json"
    said.write_text(json.dumps(texts), encoding="utf-8")
    command = [str(python), str(INSIDE / "parse.py"), str(model), str(said), str(times), str(out), whose]
    path = str(ROOT) if whose == "munshi" else ""
    folder = ROOT if whose == "munshi" else LAST
    processes.run(command, folder, {**stock.environment(), "PYTHONPATH": path}, out.with_suffix(".log"))
    found = json.loads(out.read_text(encoding="utf-8"))
    return Parsed(figures.milliseconds(found["seconds"]), found["intents"])


def train_munshi(folder: Path, pages: Path) -> float:
    """Seconds in which we learn from pages, with nothing that was learnt before. Raises Failed."""
    model = folder / "models" / "munshi.tar.gz"
    shutil.rmtree(model.parent, ignore_errors=True)
    model.parent.mkdir(parents=True)
    told = {**stock.environment(), VARIABLE: str(model.parent / "cache")}
    return processes.run([*TRAIN, str(model), str(pages)], ROOT, told, folder / "train.log")


async def start_of_munshi(running: Munshi) -> Figures:
    """Seconds from the start of the assistant's process, and of the launcher, to the first answer in the outbox."""
    launched = time.perf_counter()
    async with whatsapp.talking(running) as talk:
        await _first_answer(talk)
    return {
        "first_answer_s": round(processes.age(running.pids()["assistant"]), 2),
        "everything_s": round(time.perf_counter() - launched, 2),
    }


async def _first_answer_of_stock(server: Stock) -> float:
    async with stock.talking(server) as talk:
        await _first_answer(talk)
    return round(processes.age(server.pid), 2)


async def _first_answer(talk: Callable[[str, str], Awaitable[float]]) -> None:
    """Writes until somebody listens, and returns when it is answered. Raises Failed."""
    until = time.monotonic() + FIRST_ANSWER_WITHIN
    person = load.somebody()
    while time.monotonic() < until:
        try:
            await talk(person, sentences.one_round()[0])
            return
        except aiohttp.ClientError:
            await asyncio.sleep(0.02)
    raise processes.Failed(f"Nothing listened within {FIRST_ANSWER_WITHIN:.0f} s.")


def disk_of_munshi() -> Figures:
    """Megabytes of the environment, without developers' tools."""
    return {"munshi": disk.megabytes(ROOT / ".venv", disk.required_by(ROOT))}


def disk_of_stock() -> Figures:
    """Megabytes of Rasa with all that it asks for."""
    return {"rasa": disk.megabytes(stock.ENVIRONMENT, ["rasa"])}
