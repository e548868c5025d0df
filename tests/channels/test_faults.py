"""A short run in which everything fails while people order; `make bench-faults` is the long one."""

from pathlib import Path

from bench.faults import report, run
from bench.faults.run import Plan

SHORT = Plan(
    seed=11,
    people=10,
    messages=80,
    per_second=40.0,
    deaths=1,
    pauses=(0.4, 1.2),
    rest_within=60.0,
    again_within=2.0,
    no_answer_for=3.0,
    hasty=True,
)


async def test_whatever_dies_everybody_is_answered_once_and_every_order_exists_once(tmp_path: Path) -> None:
    found = await run.measure(SHORT, tmp_path)
    assert list(report.broken(found)) == []
    assert found["written"] >= SHORT.messages
    assert found["orders"] > 0
    assert found["notices"] > 0
    assert found["bills"] > 0
    assert found["payments"] > 0
    assert set(found["deaths"]) >= {"assistant", "actions", "backend", "database", "launcher"}
    assert set(found["deaths"].values()) == {SHORT.deaths}
