"""A name in Devanagari of goods that are listed in Latin letters: the vowels differ, the consonants do not."""

import re
from collections.abc import Iterable

from munshi.orders.items import Item
from spelling import skeleton

LEAST_WORDS, LEAST_CONSONANTS = 2, 5  # पानी is no pen
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")


def only(name: str, items: Iterable[Item]) -> Item | None:
    """The only one of the items that has the consonants of every word of a name in Devanagari, and no others."""
    said = _consonants(name)
    if not _DEVANAGARI.search(name) or len(said) < LEAST_WORDS or sum(map(len, said)) < LEAST_CONSONANTS:
        return None
    same = [each for each in items if any(_consonants(called) == said for called in _called(each))]
    return same[0] if len(same) == 1 else None


def _called(item: Item) -> list[str]:
    return [*item.name.values(), *item.aliases]


def _consonants(name: str) -> list[str]:
    """The consonants of each word, in whatever order the words stand."""
    return sorted(skeleton(name).split())
