"""When a name means a product for sure, when it is asked, and when it is unknown."""

from collections.abc import Callable, Mapping
from enum import StrEnum

EXACT = 100.0
DOUBTFUL = 83.0
CONTENDS = 6.0  # points behind the best; who is further behind is not meant

BARS_FOR_SURE = ((500, 88.0), (5_000, 90.0), (20_000, 92.0))
HIGHEST_BAR = 94.0
COUNTED_TO = BARS_FOR_SURE[-1][0] + 1  # more products than this make no difference


class Kind(StrEnum):
    """How well a name was understood."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


def bar_for_sure(products: int) -> float:
    """The score that is sure enough: the more there is on the shelves, the more names sound alike."""
    return next((bar for most, bar in BARS_FOR_SURE if products <= most), HIGHEST_BAR)


def verdict(scores: Mapping[str, float], count_products: Callable[[], int]) -> tuple[Kind, list[str]]:
    """What the scores of products mean, by sku, and which of them may be meant.

    One product that is called exactly so is sure whatever the size of the catalogue; the products are counted only
    where it matters.
    """
    best = max(scores.values(), default=0.0)
    if best < DOUBTFUL:
        return Kind.UNKNOWN, []
    least = EXACT if best == EXACT else max(best - CONTENDS, DOUBTFUL)
    meant = [sku for sku, score in scores.items() if score >= least]
    sure = len(meant) == 1 and (best == EXACT or best >= bar_for_sure(count_products()))
    return Kind.SURE if sure else Kind.DOUBTFUL, meant
