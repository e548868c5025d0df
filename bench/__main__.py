"""`python -m bench`: measures in six parts, prints a table of each and keeps the figures as JSON."""

import argparse
import asyncio
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from bench import apart, munshi, sample, search, sides, stock, table, understanding
from bench.connector import measurement, targets
from bench.processes import Failed
from bench.sides import LAST, RESULTS, Amount, Figures, tell
from bench.table import OURS, SIDES, Section
from engine import database
from engine.settings import ROOT, load

PARTS = {
    "sample": "both sides learn the same sample of the pages: training, parsing, misspelt sentences",
    "servers": "the running systems: turns, memory, disk",
    "connector": "the connector under load: webhooks, bursts, two replicas; ours alone",
    "search": "a name among fifty thousand products, and in five shops with bare names; ours alone",
    "understanding": "what is understood, without servers and without stock Rasa",
    "apart": "what is understood of strangers, by the trained model",
}


def main() -> int:
    """Exit code 0 when everything was measured, whether the targets are reached or not; else 1."""
    arguments = _parser().parse_args()
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  # who measures should use as little as can be
    if arguments.show:
        for found in newest(RESULTS):
            _show(found)
        return 0
    if arguments.wrong:
        for line in apart.wrong(apart.messages(), arguments.wrong):
            print(line)
        return 0
    LAST.mkdir(parents=True, exist_ok=True)
    try:
        chosen = [part for part in PARTS if getattr(arguments, part)]
        results = measure(chosen or list(PARTS), arguments.quick, not arguments.no_stock)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    file = RESULTS / f"{results['at'][:19].replace(':', '')}.json"
    file.write_text(json.dumps(results, indent=2, ensure_ascii=False), encoding="utf-8")
    _show(results)
    print(f"\nFigures in {file.relative_to(ROOT)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    for part, what in PARTS.items():
        parser.add_argument(f"--{part}", action="store_true", help=f"only {what}")
    parser.add_argument("--no-stock", action="store_true", help="ours alone, without stock Rasa")
    parser.add_argument("--quick", action="store_true", help="few examples and turns: does it still run?")
    parser.add_argument(
        "--wrong", type=int, metavar="N", help="so many messages of strangers that are read wrongly"
    )
    parser.add_argument("--show", action="store_true", help="the newest figures of each part again")
    return parser


def measure(parts: list[str], quick: bool, with_stock: bool) -> Figures:
    """The parts one after the other. Raises Failed."""
    results = about()
    if "sample" in parts:
        for used in ("sample", "stock", "munshi", "munshi-sample"):
            emptied(used)
        results["sample"] = sample.measure(sample.QUICK if quick else sample.FULL, with_stock=with_stock)
    if "servers" in parts:
        results["servers"] = _measure_servers(sides.QUICK if quick else sides.FULL, quick, with_stock)
    if "connector" in parts:
        results["connector"] = _measure_connector(measurement.QUICK if quick else measurement.FULL)
    if "search" in parts:
        with _database(emptied("search")) as url:
            results["search"] = search.measure(load(), url, LAST / "search")
    if "understanding" in parts:
        results["understanding"] = understanding.measure()
    if "apart" in parts:
        results["apart"] = apart.measure()
    return results


def _measure_servers(amount: Amount, quick: bool, with_stock: bool) -> Figures:
    """Both sides, never at once; stock Rasa with the sample that it learnt last. Raises Failed."""
    found: Figures = {"stock": None}
    if with_stock:
        tell("stock: installing")
        stock.install(LAST / "install.log")
        if not stock.model(LAST / "stock").exists():
            tell("stock: learning a sample, some minutes")
            pages = emptied("sample") / "data"
            sample.write(pages, (sample.QUICK if quick else sample.FULL).most)
            stock.train(LAST / "stock", pages)
    found["munshi"] = {"disk_mb": sides.disk_of_munshi()}
    state = emptied("state")
    with _database(state) as url:
        tell("Munshi: starting, the first time")
        with munshi.started(url, state) as system:
            system.wait_until_ready()
        tell("Munshi: starting again")
        with munshi.started(url, state) as system:
            first = asyncio.run(sides.start_of_munshi(system))
            system.wait_until_ready()
            found["munshi"] |= sides.measure_munshi(system, amount, first)
            if with_stock:
                measured = sides.measure_stock(LAST / "stock", system, amount)
                found["stock"] = {"disk_mb": sides.disk_of_stock(), **measured}
    return found


def _measure_connector(amount: measurement.Amount) -> Figures:
    """Ours alone, on a database of its own. Raises Failed."""
    state = emptied("connector")
    tell("the connector: starting")
    with _database(state) as url, munshi.started(url, state) as system:
        system.wait_until_ready()
        return asyncio.run(measurement.measure(system, amount))


def _show(found: Figures) -> None:
    machine = found["machine"]
    print(f"\n{found['at'][:16]}Z, commit {found['commit']}, {machine['cpus']} cores, {machine['cpu']}")
    table.show(sections(found))


def sections(found: Figures) -> Iterator[Section]:
    """The tables of the parts that were measured."""
    if "sample" in found:
        part = found["sample"]
        yield Section("LEARNING AND READING", SIDES if part["stock"] else OURS, sample.rows(part))
    if "servers" in found:
        part = found["servers"]
        lines = table.servers(part["munshi"], part["stock"])
        yield Section("RUNNING", SIDES if part["stock"] else OURS, lines)
    if "connector" in found:
        yield Section("THE CONNECTOR UNDER LOAD", OURS, targets.rows(found["connector"]))
    if "search" in found:
        yield Section("THE CATALOGUE", OURS, search.rows(found["search"]))
    if "understanding" in found:
        yield from understanding.sections(found["understanding"])
    if "apart" in found:
        yield apart.section(found["apart"])


def newest(folder: Path) -> Iterator[Figures]:
    """For each part the newest figures that are kept, whichever run they are of."""
    kept = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    for part in PARTS:
        for found in [each for each in kept if part in each][-1:]:
            yield {name: value for name, value in found.items() if name not in PARTS or name == part}


def about() -> Figures:
    """When, of which commit and on which machine something is measured."""
    return {
        "at": datetime.now(UTC).isoformat(),
        "commit": _commit(),
        "machine": {"cpus": os.cpu_count(), "cpu": _cpu(), "python": platform.python_version()},
    }


def emptied(name: str) -> Path:
    """A folder of the last run, without what that left there."""
    folder = LAST / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@contextmanager
def _database(state_dir: Path) -> Iterator[str]:
    """A PostgreSQL of its own, for both sides."""
    server = database.embedded(state_dir / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next(
        (line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine()
    )


if __name__ == "__main__":
    sys.exit(main())
