"""When a name means a product for sure, when it is asked, and when it is unknown."""

from collections.abc import Sequence
from enum import StrEnum

EXACT = 100.0
SURE_IN_A_SMALL_SHOP = 84.0
DOUBTFUL = 70.0
LEAD = 4.0


class Kind(StrEnum):
    """How well a name was understood."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


def bar_for_sure(products: int) -> float:
    """The score that is sure enough: the more there is on the shelves, the more names sound alike."""
    return SURE_IN_A_SMALL_SHOP if products < 500 else 90.0 if products < 10_000 else 94.0


def verdict(scores: Sequence[float], products: int) -> Kind:
    """What the scores of the candidates, best first, mean in a catalogue of so many products."""
    if not scores or scores[0] < DOUBTFUL:
        return Kind.UNKNOWN
    leads = len(scores) == 1 or scores[0] - scores[1] >= LEAD or (scores[0] == EXACT > scores[1])
    return Kind.SURE if leads and scores[0] >= bar_for_sure(products) else Kind.DOUBTFUL
