"""A second assistant on the same database, the cores on which a system runs, and whether both say the same."""

import contextlib
import itertools
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import psutil

from bench import processes
from bench.graph import Taken
from bench.munshi import Munshi
from bench.whatsapp import Talk

NUMBERS = re.compile(r"\d+")


@contextlib.contextmanager
def second(munshi: Munshi) -> Iterator[tuple[int, str]]:
    """Another assistant, started as the first was, on a port of its own: its process and its address."""
    first = psutil.Process(munshi.pids()["assistant"])
    (port,) = processes.free_ports(1)
    environment = {**first.environ(), "ASSISTANT_PORT": str(port)}
    log = munshi.state_dir / "logs" / "second.log"
    with processes.running(first.cmdline(), Path(first.cwd()), environment, log) as replica:
        yield replica.pid, f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def webhooks_to(talk: Talk, addresses: Sequence[str]) -> Iterator[None]:
    """Has Meta call these assistants in turn, as a load balancer does, for the length of the block."""
    talk.webhooks = itertools.cycle(f"{address}/webhooks/whatsapp/webhook" for address in addresses)
    try:
        yield
    finally:
        talk.webhooks = itertools.cycle([talk.munshi.webhook])


@contextlib.contextmanager
def held_to(cores: set[int], pids: Iterable[int]) -> Iterator[None]:
    """Holds programs with all their processes and threads to these cores for the length of the block."""
    pids = list(pids)
    before = os.sched_getaffinity(0)
    _hold(cores, pids)
    try:
        yield
    finally:
        _hold(before, pids)


def _hold(cores: set[int], pids: Iterable[int]) -> None:
    for pid in pids:
        first = psutil.Process(pid)
        for process in (first, *first.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                for thread in process.threads():
                    with contextlib.suppress(ProcessLookupError):
                        os.sched_setaffinity(thread.id, cores)


def answers(taken: Iterable[Taken]) -> dict[str, list[str]]:
    """What each person was told, in order; without numbers, in which references and stock differ."""
    told: dict[str, list[str]] = {}
    for each in taken:
        said = each.message[each.message["type"]]
        told.setdefault(each.message["to"], []).append(NUMBERS.sub("#", str(_without_ids(said))))
    return told


def _without_ids(part: object) -> object:
    """A message without the ids of its buttons, which are made up anew for each."""
    if isinstance(part, Mapping):
        return {name: _without_ids(value) for name, value in part.items() if name != "id"}
    return [_without_ids(each) for each in part] if isinstance(part, list) else part
