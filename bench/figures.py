"""Percentiles, and what became of a conversation with its length."""

import math
from collections.abc import Sequence

AFTER = (10, 1_000, 5_000)
WINDOW = 80  # turns: five rounds, so that every window holds the same messages


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of all values do not exceed."""
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


def milliseconds(values: Sequence[float]) -> dict[str, float]:
    """p50 and p99 of so many seconds, in milliseconds, and how many there were."""
    return {
        "p50_ms": round(1000 * percentile(values, 0.5), 2),
        "p99_ms": round(1000 * percentile(values, 0.99), 2),
        "samples": len(values),
    }


def by_length(seconds: Sequence[float]) -> dict[str, dict[str, float]]:
    """What a turn takes after 10, 1,000 and 5,000 turns of a session, or at its end where it did not go so far."""
    starts = [after for after in AFTER if after + WINDOW <= len(seconds)]
    if len(starts) < len(AFTER):
        starts.append(len(seconds) - WINDOW)
    return {str(start): milliseconds(seconds[start : start + WINDOW]) for start in starts}
