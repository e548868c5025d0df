"""Packs of one thing in several sizes, where the size stands in the name: Red Label tea 250g and 500g."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from munshi.catalogue import goods
from munshi.catalogue.figures import FIGURE, Figure, figures
from munshi.orders.desk import Desk
from munshi.orders.facts import Facts
from munshi.orders.items import Item
from munshi.orders.quantities import SCALES
from munshi.word_lists import plain as plain_words

SEVERAL = 2
ALL_OF = {"weight": ("kg", 1000), "volume": ("l", 1000)}
"""The unit in which prices of a measure are compared, and how many of the smallest it is."""


@dataclass(frozen=True)
class UnitPrice:
    """What a kilo or a litre of something costs."""

    paise: Fraction
    unit: str

    def facts(self) -> Facts:
        """As an answer carries it."""
        return {"per_paise": round(self.paise), "per_unit": self.unit}


def size_of(item: Item) -> Figure | None:
    """The size in the name of what is sold by the piece."""
    sizes = [each for each in figures(item.name["en"]) if each.measure in goods.amounts()]
    return sizes[0] if len(sizes) == 1 and item.measure.unit not in SCALES else None


def sizes_said(text: str) -> frozenset[Figure]:
    """The sizes that a text speaks of."""
    return frozenset(each for each in figures(text) if each.measure in goods.amounts())


def bare(item: Item) -> str:
    """The name without its figures, which packs of one thing share."""
    return plain_words(FIGURE.sub(" ", item.name["en"]))


def are_packs(items: Sequence[Item]) -> bool:
    """Whether these are one thing in several sizes."""
    return len(items) >= SEVERAL and len({bare(each) for each in items}) == 1 and all(map(size_of, items))


def packs_in(desk: Desk, pieces: Sequence[str]) -> list[Item]:
    """The packs of each thing that one of these pieces of a text names, whatever size."""
    names = [name for piece in pieces if (name := desk.shelf.name_in(FIGURE.sub(" ", piece)))]
    desk.shelf.expect(names)
    meant = [desk.shelf.meant(name).items for name in names]
    return [item for items in meant if are_packs(items) for item in items]


def unit_price(item: Item) -> UnitPrice | None:
    """What a kilo or a litre of it costs, by its measure or by the size in its name."""
    size = size_of(item)
    if size is not None and size.measure in ALL_OF and size.number:
        unit, scale = ALL_OF[size.measure]
        return UnitPrice(Fraction(item.price_paise * scale) / size.number, unit)
    if item.measure.unit in {unit for unit, _ in ALL_OF.values()}:
        return UnitPrice(Fraction(item.price_paise), item.measure.unit)
    return None


def unit_prices(items: Sequence[Item]) -> dict[str, UnitPrice]:
    """By key, where all of these can be compared so."""
    found = {each.key: price for each in items if (price := unit_price(each))}
    comparable = len(found) == len(items) and len({each.unit for each in found.values()}) == 1
    return found if comparable else {}
