"""What a word means among a few items near at hand, where little is enough to tell one from another. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from munshi.catalogue import goods, ranking
from munshi.catalogue.figures import FIGURE, figures
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
    """Those that have the most of what was said; what is called just so before what is called so and more."""
    most = max(fit.covered for fit in fits)
    best = [fit for fit in fits if fit.covered >= most * (1 - CONTENDS / 100)]
    return [items[fit.key] for fit in [fit for fit in best if fit.exact] or best]


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
    """What a piece holds; else the one figure with a measure in its name: the inches of a pizza."""
    pack = item.measure.pack
    if pack and pack.unit in SCALES:
        return pack.quantity * SCALES[pack.unit][1]
    measured = [each.number for each in figures(item.name["en"]) if each.measure]
    return Decimal(measured[0].numerator) / measured[0].denominator if len(measured) == 1 else None


def _price(item: Item) -> Decimal:
    return Decimal(item.price_paise)


PLAIN = "plain"  # the meaning that wants nothing more than the name
COMPARES: Mapping[str, tuple[Callable[[Item], Decimal | None], int]] = {
    "small": (_size, -1),
    "big": (_size, 1),
    "cheap": (_price, -1),
    "dear": (_price, 1),
}
"""By what items differ, for each meaning that compares them, and whether the most of it is wanted or the least."""


def _compared(heard: Heard) -> dict[int, str]:
    """Where something is said that compares: *chota wala*, *sasta*, *sada*."""
    return {
        token.at[0]: concept.name
        for token in heard.tokens
        for concept in token.concepts
        if concept.name in COMPARES or concept.name == PLAIN
    }


def _by_comparing(heard: Heard, items: Sequence[Item]) -> list[Item]:
    """Those that are most of it; where sizes are not told, the dearer is the bigger."""
    meant = list(items)
    for meaning in _compared(heard).values():
        if meaning == PLAIN:
            meant = _plainest(meant)
            continue
        by, sign = COMPARES[meaning]
        told = [item for item in meant if by(item) is not None] or meant
        rank = {item.key: sign * (by(item) or _price(item)) for item in told}
        meant = [item for item in told if rank[item.key] == max(rank.values())]
    return meant


def _plainest(items: Sequence[Item]) -> list[Item]:
    """The one that is called so, else that to whose name the others only add: momos beside fried momos; else all."""
    called = [item for item in items if PLAIN in _meanings(item.name["en"])]
    if len(called) == 1:
        return called
    names = {item.key: set(goods.heard(item.name["en"])) for item in items}
    plainest = [item for item in items if all(names[item.key] <= names[other.key] for other in items)]
    return plainest if len(plainest) == 1 else list(items)


def by_size(items: Sequence[Item], text: str) -> Found | None:
    """Which sizes of one thing a word that compares means: *chota farmhouse*; None where they are several things."""
    things = {FIGURE.sub("", item.name["en"]).strip() for item in items}
    return among(items, text) if len(items) > 1 and len(things) == 1 and compares(text) else None


def compares(text: str) -> bool:
    """Whether something is said that compares."""
    return any(name in COMPARES for name in _meanings(text))


def _meanings(text: str) -> set[str]:
    """What the words of a text mean in the trade."""
    return {each.name for word in goods.heard(text) for each in goods.known().meaning(word)}
