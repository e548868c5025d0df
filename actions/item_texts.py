"""What goods are called in words and on buttons."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.format import money, quantity

Facts = Mapping[str, Any]

LONGEST_TITLE = 20  # characters on a button of WhatsApp
VEG_SIGNS = {True: "🟢 ", False: "🔴 ", None: ""}


def name(item: Facts, language: str) -> str:
    """What the item is called: with its mark, its variant or its size."""
    size = _size(item, language)
    called = f"{VEG_SIGNS[item['veg']]}{item['name'][language]}"
    return f"{called} ({size})" if size else called


def titles(items: Sequence[Facts], language: str) -> list[str]:
    """What stands on the button of each product: short, and no two alike. The text above has the whole names."""
    called = [name(item, language) for item in items]
    bare = [f"{VEG_SIGNS[item['veg']]}{item['name'][language]}" for item in items]
    sized = len(set(bare)) == 1 and all(_size(item, language) for item in items)
    sizes = [_size_and_price(item, language) for item in items] if sized else []
    for each in (called, bare, sizes):
        if len(set(each)) == len(items) and max(map(len, each), default=0) <= LONGEST_TITLE:
            return each
    return bare if len(items) == 1 else [f"{place}. {each}" for place, each in enumerate(bare, 1)]


def _size(item: Facts, language: str) -> str:
    """The variant, or what one piece holds."""
    if item["variant"]:
        return str(item["variant"][language])
    return quantity(item["pack"]["quantity"], item["pack"]["unit"], language) if item["pack"] else ""


def _size_and_price(item: Facts, language: str) -> str:
    return f"{_size(item, language)} · {money(item['price_paise'], language)}"
