"""Portions of one dish: half and full change each other.

They are variants of it; where a list has each as goods of its own, they are those that differ by a word of size alone.
"""

from collections.abc import Sequence

from munshi.catalogue import goods
from munshi.orders.choosing import words_of
from munshi.orders.desk import Desk
from munshi.orders.halves import is_half
from munshi.orders.items import Item, sku_of
from munshi.orders.messages import Said
from munshi.orders.shelf import named_among
from munshi.orders.wishes import Line, Op

Portion = tuple[Line, Item]
SIZES = frozenset({"half", "full", "quarter", "small", "medium", "big"})  # of the qualities


def portion_in_cart(desk: Desk, name: str, *, halved: bool) -> Portion | None:
    """The dish in the cart that a name has, with the portion that it names: *paneer full* of Kadai Paneer (Half).

    `halved`: half of it is said, which is the half portion.
    """
    found = [
        (line, item)
        for line in _portioned(desk)
        for item in _portions(desk, line)
        if (rest := _rest(name, item, halved)) is not None and _names_dish(line, rest)
    ]
    return found[0] if len(found) == 1 else None


def other_portion(desk: Desk, name: str, text: str) -> tuple[Portion, bool] | None:
    """The dish in the cart that a name has, with the one portion of it that a text names and that is not there.

    And whether the text names the one that is there too: *half nahi full* and *full, not half* both mean full.
    """
    lines = [line for line in _portioned(desk) if _names_dish(line, words_of([name]) - _called(line.item))]
    if len(lines) != 1:
        return None
    named = [item for item in _portions(desk, lines[0]) if words_of(text.split()) & _called(item)]
    others = [item for item in named if item.key != lines[0].item.key]
    return ((lines[0], others[0]), len(named) > 1) if len(others) == 1 else None


def portion_of_text(desk: Desk, text: str | None) -> Portion | None:
    """The only dish in the cart that has portions, with the one that a text names last: *half nahi, sirf full*."""
    lines = _portioned(desk)
    if len(lines) != 1 or not text:
        return None
    portions = _portions(desk, lines[0])
    named = [item for word in text.split() for item in portions if words_of([word]) & _called(item)]
    return (lines[0], named[-1]) if named else None


def half_portion(desk: Desk, line: Line) -> Item | None:
    """The half portion of the dish on a line that is none itself."""
    if is_half(line.item) or line not in _portioned(desk):
        return None
    return next((item for item in _portions(desk, line) if is_half(item)), None)


def named_but_for_size(items: Sequence[Item], text: str) -> bool:
    """Whether all that goods of their own are called, without the word of their size, stands in a text."""
    said = words_of([text])
    dishes = (
        frozenset(word for word in words_of([name]) if not _is_size(word))
        for item in items
        if _called(item)
        for name in item.name.values()
    )
    return any(dish and dish <= said for dish in dishes)


def names_portions(desk: Desk, lines: Sequence[Said]) -> bool:
    """Whether a message wants so many of several portions of one dish: *2 full and 1 half biryani*."""
    counted = [line for line in lines if line.name and line.quantity is not None and line.op is not Op.REMOVE]
    meant = [desk.shelf.meant(line.name or "").items for line in counted]
    keys = [items[0].key for items in meant if len(items) == 1 and items[0].variant]
    dishes = {sku_of(key) for key in keys}
    return len(set(keys)) == len(keys) > len(dishes)


def _portioned(desk: Desk) -> list[Line]:
    return [line for line in desk.cart.lines if line.item.variant or _called(line.item)]


def _portions(desk: Desk, line: Line) -> list[Item]:
    """All portions of the dish on a line."""
    if not line.item.variant:
        dish = _dish(line.item)
        alike = desk.shelf.meant(" ".join(sorted(dish))).items
        return [item for item in alike if _called(item) and _dish(item) == dish]
    whole = desk.shelf.item(sku_of(line.item.key))
    return [item for key in (whole.variants if whole else ()) if (item := desk.shelf.item(key))]


def _called(portion: Item) -> frozenset[str]:
    if portion.variant:
        return words_of(portion.variant.values())
    return frozenset(word for word in words_of(portion.name.values()) if _is_size(word))


def _is_size(word: str) -> bool:
    return any(each.name in SIZES for each in goods.known().meaning(word))


def _dish(portion: Item) -> frozenset[str]:
    """The words of its name without that of its size."""
    return words_of(portion.name.values()) - _called(portion)


def _rest(name: str, portion: Item, halved: bool) -> frozenset[str] | None:
    """The words of a name beside those of the portion; None where it names no such portion."""
    said, called = words_of([name]), _called(portion)
    return said - called if said & called or (halved and is_half(portion)) else None


def _names_dish(line: Line, words: frozenset[str]) -> bool:
    """Whether the words are of the dish; none at all can mean any."""
    dish = words_of(line.item.name.values())
    return words <= dish or named_among([line.item], " ".join(sorted(words))) is not None
