"""`python -m bench.faults`: everything fails while people order; a table, JSON, and exit code 1 for a broken rule."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import uvloop

from bench import table
from bench.__main__ import about, emptied
from bench.faults import report, run
from bench.faults.run import Plan
from bench.faults.small_disk import unmount
from bench.processes import Failed
from bench.sides import LAST, RESULTS, tell
from engine.settings import ROOT


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 where every rule held, 1 where one was broken, 2 where nothing could be measured."""
    plan = _plan(arguments)
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    tell(f"{plan.messages:,} messages of {plan.people} people, seed {plan.seed}")
    try:
        unmount(LAST / "faults" / "disk")
        found = asyncio.run(run.measure(plan, emptied("faults")))
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 2
    results = {**about(), "faults": found}
    file = RESULTS / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}-faults.json"
    file.write_text(json.dumps(results, indent=2, ensure_ascii=False), encoding="utf-8")
    table.show(report.sections(found))
    for line in report.broken(found):
        print(line)
    print(f"\nFigures in {file.relative_to(ROOT)}")
    return 1 if any(found["faults"].values()) else 0


def _plan(arguments: Sequence[str] | None) -> Plan:
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=usual.seed, help="another order of faults")
    parser.add_argument("--messages", type=int, default=usual.messages)
    parser.add_argument("--people", type=int, default=usual.people)
    parser.add_argument("--per-second", type=float, default=usual.per_second)
    parser.add_argument("--deaths", type=int, default=usual.deaths, help="of each part that can fail")
    parser.add_argument("--no-faults-at-meta", dest="meta_fails", action="store_false")
    return Plan(**vars(parser.parse_args(arguments)))


if __name__ == "__main__":
    sys.exit(main())
