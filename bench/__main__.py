"""`python -m bench`: measures both sides one after the other, prints the table and keeps the figures as JSON."""

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
from datetime import datetime, timezone
from pathlib import Path

import uvloop

from bench import munshi, neural, sides, spelling, stock, table, understanding
from bench.processes import Failed
from bench.sides import FULL, LAST, QUICK, RESULTS, Amount, Figures, tell
from engine import database
from engine.settings import ROOT


def main() -> int:
    """Exit code 0 when everything was measured, whether the targets are reached or not; else 1."""
    arguments = _parser().parse_args()
    shutil.rmtree(LAST, ignore_errors=True)
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  # who measures should use as little as can be
    try:
        if arguments.neural:
            neural.show(LAST / "neural")
            return 0
        if arguments.understanding:
            results = _results() | {"understanding": _understanding()}
        else:
            amount = QUICK if arguments.quick else FULL
            results = measure(amount, with_stock=not (arguments.quick or arguments.no_stock))
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    file = RESULTS / f"{results['at'][:19].replace(':', '')}.json"
    file.write_text(json.dumps(results, indent=2, ensure_ascii=False), encoding="utf-8")
    more = (
        understanding.rows(results["understanding"], results["stock"]) if "understanding" in results else ()
    )
    table.show(results, more=more)
    print(
        f"\n{results['machine']['cpus']} cores, {results['machine']['cpu']}; figures in {file.relative_to(ROOT)}"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute or two, without stock Rasa")
    parser.add_argument("--no-stock", action="store_true", help="everything of ours, without stock Rasa")
    parser.add_argument("--neural", action="store_true", help="only see that DIET trains beside our pipeline")
    parser.add_argument(
        "--understanding", action="store_true", help="only what is understood, without servers"
    )
    return parser


def _results() -> Figures:
    """Where and when it is measured."""
    return {
        "at": datetime.now(timezone.utc).isoformat(),
        "commit": _commit(),
        "machine": {"cpus": os.cpu_count(), "cpu": _cpu(), "python": platform.python_version()},
        "munshi": {},
        "stock": None,
    }


def _understanding() -> Figures:
    LAST.mkdir(parents=True, exist_ok=True)
    found = understanding.measure()
    tell("understanding: spellings")
    return {**found, "spelling": spelling.measure()}


def measure(amount: Amount, with_stock: bool) -> Figures:
    """Both sides, never at once. Raises Failed."""
    results = _results()
    if with_stock:
        tell("stock: installing")
        stock.install(LAST / "install.log")
        tell("stock: training, some minutes")
        results["stock"] = {
            "training_s": round(stock.train(LAST / "stock"), 1),
            "disk_mb": sides.disk_of_stock(),
            **understanding.measure_stock(LAST / "stock"),
        }
    tell("Munshi: training")
    training = round(sides.train_munshi(LAST / "munshi"), 1)
    results["munshi"] = {"training_s": training, "disk_mb": sides.disk_of_munshi()}
    with _database(LAST / "state") as url:
        tell("Munshi: starting, the first time")
        with munshi.started(url, LAST / "state") as system:
            system.wait_until_ready()
        tell("Munshi: starting again")
        with munshi.started(url, LAST / "state") as system:
            first = asyncio.run(sides.start_of_munshi(system))
            system.wait_until_ready()
            results["munshi"] |= sides.measure_munshi(system, amount, first)
            if with_stock:
                results["stock"] |= sides.measure_stock(LAST / "stock", system, amount)
    if amount is FULL:
        results["understanding"] = _understanding()
    return results


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
