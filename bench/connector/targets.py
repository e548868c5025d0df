"""The table of the connector, with what is to be reached."""

from collections.abc import Iterator
from typing import Any

from bench.connector.burst import MESSAGES
from bench.connector.measurement import PEOPLE_AT_PEAK, TURNS_PER_SECOND, WEBHOOKS_PER_SECOND
from bench.table import Row

Figures = dict[str, Any]

ACKNOWLEDGED = (15, 150)  # p50 and p99 in ms
TURN = (60, 250)
PEAK = 50  # turns a second
BURST_SECONDS = 1.5


def rows(found: Figures) -> Iterator[Row]:
    """The table, with what is to be reached."""
    turns, webhooks, peak = found["turns"], found["webhooks"], found["peak"]
    yield _latency(f"webhook acknowledged, {WEBHOOKS_PER_SECOND} a second, ms", webhooks, ACKNOWLEDGED)
    yield Row("  turns a second meanwhile", f"{webhooks['turns_per_second']:.1f}")
    yield Row(f"  all {webhooks['samples']:,} answered after, s", f"{webhooks['answered_s']:.1f}")
    yield _latency(f"turn, {TURNS_PER_SECOND} a second, ms", turns, TURN)
    yield _latency("  webhooks of messages and statuses meanwhile, ms", turns["acknowledged"])
    yield Row("  processor time of a turn, ms", f"{sum(turns['cpu_ms'].values()):.1f}")
    yield _at_least(f"turns a second, {PEOPLE_AT_PEAK} people", peak["per_second"], PEAK)
    for name, how in (("at_once", "at once"), ("within_a_second", "within a second")):
        yield _burst(f"{MESSAGES} messages {how}, answered, s", found["bursts"][name])
    if found["replicas"]:
        yield from _rows_of_replicas(found["replicas"])


def _rows_of_replicas(found: Figures) -> Iterator[Row]:
    one, two = found["one"]["per_second"], found["two"]["per_second"]
    yield Row("turns a second, one replica on one core", f"{one:.1f}")
    row = _at_least("turns a second, two replicas on two cores", two, one)
    yield Row(row.measure, row.ours, f"{two / one:.2f}×", "", "more than one replica", two > one)
    yield _all("  conversations that went as with one", found["alike"], found["people"])
    yield _all(f"  {MESSAGES} messages at once in order", found["in_order"], found["bursts"])


def _latency(measure_name: str, found: Figures, limits: tuple[int, int] | None = None) -> Row:
    shown = f"{found['p50_ms']:.1f} / {found['p99_ms']:.1f}"
    if limits is None:
        return Row(measure_name, shown)
    reached = found["p50_ms"] <= limits[0] and found["p99_ms"] <= limits[1]
    return Row(measure_name, shown, "", "", f"≤ {limits[0]} / {limits[1]}", reached)


def _at_least(measure_name: str, value: float, least: float) -> Row:
    return Row(measure_name, f"{value:.1f}", "", "", f"≥ {least:g}", value >= least)


def _burst(measure_name: str, found: Figures) -> Row:
    ordered = found["in_order"] == found["times"]
    reached = ordered and found["most_s"] <= BURST_SECONDS
    shown = f"{found['p50_s']:.2f} / {found['most_s']:.2f}"
    order = f"in order {found['in_order']}/{found['times']}"
    return Row(measure_name, shown, order, "", f"≤ {BURST_SECONDS:g}", reached)


def _all(measure_name: str, count: int, of: int) -> Row:
    return Row(measure_name, f"{count} of {of}", "", "", "all", count == of)
