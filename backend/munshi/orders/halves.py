"""Half of what is sold in a half of its own is one of that: *half chicken curry*, *aadha*. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from munshi.catalogue import goods
from munshi.orders.items import Item
from spelling import key

HALF, ONE = Decimal("0.5"), Decimal(1)
FRACTION = "1/2"
NAME = "half"  # of the quality, whatever it is called


def halves(items: Sequence[Item], quantity: Decimal | None) -> list[Item]:
    """Those of counted items that are called a half, where half of one is wanted."""
    if quantity != HALF or not all(item.measure.is_counted for item in items):
        return []
    return [item for item in items if is_half(item)]


def is_half(item: Item) -> bool:
    """Whether a product, or the variant of one, is called a half."""
    called = " ".join([*item.name.values(), *(item.variant or {}).values()])
    return any(each.name == NAME for word in key(called).split() for each in goods.known().meaning(word))


def is_size_of(items: Sequence[Item], word: str) -> bool:
    """Whether a word for half is the 1/2 in the names of what is meant: *aadha inch pipe*."""
    means = any(each.name == NAME for part in key(word).split() for each in goods.known().meaning(part))
    return means and all(any(FRACTION in name for name in item.name.values()) for item in items)
