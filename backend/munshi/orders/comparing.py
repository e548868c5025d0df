"""A comparing word beside goods is of the shelf, and of nothing that is in the cart: "sasta chawal bhi 1 kilo"."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from munshi.catalogue import goods
from munshi.catalogue.goods import Concept
from munshi.orders.desk import Desk
from munshi.orders.facts import item_facts
from munshi.orders.items import Item
from munshi.orders.messages import Message, Said
from munshi.orders.of_class import names_goods, wider_classes
from munshi.orders.wishes import Op

COMPARES: Mapping[str, Callable[[Item], int]] = {
    "cheap": lambda item: item.price_paise,
    "dear": lambda item: -item.price_paise,
}
"""What is wanted least of, for each meaning that compares."""


def names_goods_beside(name: str, pick: str) -> bool:
    """Whether goods are named beside the words that choose one of what was shown: the rice of "sasta chawal"."""
    chosen = {word.casefold() for word in pick.split()}
    return names_goods(" ".join(word for word in name.split() if word.casefold() not in chosen))


def with_compared(desk: Desk, message: Message) -> Message:
    """The message, in which the cheapest or dearest of what the shop has of a kind is named; it is said which."""
    if desk.cart.open_wish:
        return message
    return replace(message, lines=[_compared(desk, line) for line in message.lines])


def _compared(desk: Desk, line: Said) -> Said:
    if not line.name or line.sku or line.op in (Op.REMOVE, Op.SET):
        return line
    words = line.name.split()
    how = next(filter(None, map(_comparing, words)), None)
    rest = " ".join(word for word in words if not _comparing(word))
    if how is None or not wider_classes(rest):
        return line
    items = [item for item in _portions(desk, rest) if item.available]
    if not items:
        return line
    item = min(items, key=COMPARES[how])
    if len(items) > 1 and how == "cheap":
        desk.note("cheapest_taken", item=item_facts(item, desk.marked))
    return replace(line, name=item.name["en"], text=line.text or line.name)


def _portions(desk: Desk, name: str) -> Iterator[Item]:
    return (item for item in desk.shelf.meant(name).items if item.variant is None)


def _comparing(word: str) -> str | None:
    """The meaning of a word that compares prices."""
    found: frozenset[Concept] = frozenset().union(
        *(each.concepts for each in goods.known().phrases(goods.heard(word)))
    )
    return next((each.name for each in found if each.name in COMPARES), None)
