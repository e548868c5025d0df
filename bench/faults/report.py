"""The table of a run: how much was done to the system, and what it did wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from bench import figures
from bench.table import Row, Section

COLUMNS = ("", "", "")
SHOWN = 5


def sections(found: Mapping[str, Any]) -> Iterator[Section]:
    """What happened, and a verdict on each rule."""
    yield Section("FAULTS", COLUMNS, _happened(found))
    yield Section("AFTERWARDS", COLUMNS, _broken(found["faults"]))


def broken(found: Mapping[str, Any]) -> Iterator[str]:
    """The first cases of each rule that was broken, in words."""
    for what, cases in found["faults"].items():
        yield from (f"{what}: {case}" for case in cases[:SHOWN])
        if len(cases) > SHOWN:
            yield f"{what}: and {len(cases) - SHOWN} more"


def _happened(found: Mapping[str, Any]) -> Iterator[Row]:
    yield Row("messages written, seed", f"{found['written']:,}", f"seed {found['plan']['seed']}")
    yield Row(
        "seconds of it, and until all was at rest", f"{found['seconds']:g}", f"{found['rest_seconds']:g}"
    )
    yield Row("orders placed, moves of the shop told", f"{found['orders']:,}", f"{found['notices']:,}")
    yield Row("bills issued, lines in khatas", f"{found['bills']:,}", f"{found['entries']:,}")
    yield Row("payments, of them online", f"{found['payments']:,}", f"{found['online']:,}")
    waits = found["waits"]
    yield Row(
        "waited for an answer, p50 / p99 / max s", f"{waits['p50']} / {waits['p99']}", f"{waits['max']}"
    )
    for name, times in found["deaths"].items():
        yield Row(
            f"full: {name}" if name == "disk" else f"killed: {name}",
            str(times),
            _own_ends(found["own_ends"].get(name, 0)),
        )
    back = [seconds for _, seconds in found["back"]]
    if back:
        half, most = (round(figures.percentile(back, share), 1) for share in (0.5, 1.0))
        yield Row("ready again after, p50 / max s", f"{half}", f"{most}")
    for what, times in sorted(found["meta"].items()):
        yield Row(f"Meta: {what}", f"{times:,}")
    for what, times in sorted(found["gateway"].items()):
        yield Row(f"gateway: {what}", f"{times:,}")
    for what, times in sorted(found["webhooks"].items()):
        yield Row(f"delivery: {what}", f"{times:,}")


def _own_ends(times: int) -> str:
    return f"{times} bad starts" if times else ""


def _broken(faults: Mapping[str, list[str]]) -> Iterator[Row]:
    for what, cases in faults.items():
        yield Row(what, str(len(cases)), target="none", reached=not cases)
