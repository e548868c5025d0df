"""What a word means among a few items near at hand, where little is enough to tell one from another. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from munshi.catalogue import ranking
from munshi.catalogue.heard import Heard
from munshi.catalogue.index import Index
from munshi.catalogue.listings import Named
from munshi.catalogue.rules import CONTENDS, DOUBTFUL, Fit
from munshi.orders.items import Item
from munshi.orders.quantities import SCALES


@dataclass(frozen=True)
class Found:
    """The items that are meant, one unless the words do not tell, and the words over."""

    items: tuple[Item, ...]
    left: str


def among(items: Sequence[Item], text: str, at_hand: Collection[str] = ()) -> Found | None:
    """What a text means of these items; None where it names none of them, or says more than they are.

    Where the words do not tell, those `at_hand` are meant rather than their other portions.
    """
    index = Index(_named(item, place) for place, item in enumerate(items))
    heard = index.hears(text)
    compared = _compared(heard)
    fits = [
        fit
        for fit in ranking.fits(heard, index, compared, by_little=True)
        if fit.score >= DOUBTFUL and not fit.lost
    ]
    used = {at for fit in fits[:1] for at in fit.used} | set(compared)
    if fits:
        meant = _best(fits, {item.key: item for item in items})
    elif compared and not ranking.tells_more(heard, compared):
        meant = list(items)
    else:
        return None
    if compared:
        meant = _by_comparing(heard, meant)
    inside = [item for item in meant if item.key in at_hand]
    return Found(tuple(inside or meant), heard.left(used))


def _best(fits: Sequence[Fit], items: Mapping[str, Item]) -> list[Item]:
    most = max(fit.covered for fit in fits)
    return [items[fit.key] for fit in fits if fit.covered >= most * (1 - CONTENDS / 100)]


def _named(item: Item, place: int) -> Named:
    pack = item.measure.pack
    return Named(
        item.key,
        [*item.name.values(), *item.aliases],
        size=f"{pack.quantity.normalize():f} {pack.unit}" if pack else None,
        variants=(item.variant or {}).values(),
        place=place,
    )


def _size(item: Item) -> Decimal | None:
    pack = item.measure.pack
    return pack.quantity * SCALES[pack.unit][1] if pack and pack.unit in SCALES else None


def _price(item: Item) -> Decimal:
    return Decimal(item.price_paise)


COMPARES: Mapping[str, tuple[Callable[[Item], Decimal | None], int]] = {
    "small": (_size, -1),
    "big": (_size, 1),
    "cheap": (_price, -1),
    "dear": (_price, 1),
}
"""By what items differ, for each meaning that compares them, and whether the most of it is wanted or the least."""


def _compared(heard: Heard) -> dict[int, str]:
    """Where something is said that compares: *chota wala*, *sasta*."""
    return {
        token.at[0]: concept.name
        for token in heard.tokens
        for concept in token.concepts
        if concept.name in COMPARES
    }


def _by_comparing(heard: Heard, items: Sequence[Item]) -> list[Item]:
    """Those that are most of it; where sizes are not told, the dearer is the bigger."""
    meant = list(items)
    for meaning in _compared(heard).values():
        by, sign = COMPARES[meaning]
        told = [item for item in meant if by(item) is not None] or meant
        rank = {item.key: sign * (by(item) or _price(item)) for item in told}
        meant = [item for item in told if rank[item.key] == max(rank.values())]
    return meant
