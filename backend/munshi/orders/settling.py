"""One line of a message as a wish for items, and the cart brought to it."""

from collections.abc import Sequence
from dataclasses import replace

from munshi.columns import plain
from munshi.orders.answering import with_unit
from munshi.orders.desk import Desk
from munshi.orders.facts import item_facts
from munshi.orders.halves import HALF
from munshi.orders.items import Item
from munshi.orders.messages import Said
from munshi.orders.quantities import SCALES, fits
from munshi.orders.shelf import likely
from munshi.orders.wishes import Line, Op, Wish


def settle(desk: Desk, wish: Wish) -> None:
    """Brings the cart to a wish, and notes what came of it: a line, or what is asked about it."""
    results = desk.cart.fulfil([wish], desk.shelf)
    desk.note_results(results)
    for line in results if wish.worth and wish.quantity is None else ():
        if isinstance(line, Line):
            bought = {"item": item_facts(line.item, desk.marked), "held": plain(line.quantity)}
            desk.note("for_its_worth", worth_paise=wish.worth, **bought)


def wish_for(said: Said, items: Sequence[Item], sure: bool = True) -> Wish:
    """The line as a wish for one of the items."""
    said = with_unit(said, items)
    asked, op = said.name or "", said.op or Op.ADD
    keys = tuple(item.key for item in likely(items, said.quantity, said.unit, said.pack))
    also = tuple(item.key for item in items if item.key not in keys)
    return Wish(asked, keys, said.quantity, said.unit, said.pack, op, sure, also, worth=said.worth)


def fits_item(said: Said, item: Item) -> bool:
    """Whether the amount of a line can be one of the item."""
    return fits(said.unit, said.quantity, said.pack, item.measure)


def put_instead(desk: Desk, line: Line, item: Item, said: Said | None) -> None:
    """Another portion of a dish in the place of the one that is there, or of so many of it: "one of them half"."""
    quantity = said.quantity if said and said.quantity and said.quantity != HALF else line.quantity
    stays = [replace(line, quantity=line.quantity - quantity)] if quantity < line.quantity else []
    desk.cart.lines = [each for there in desk.cart.lines for each in (stays if there is line else [there])]
    settle(desk, Wish(item.name["en"], (item.key,), quantity, op=Op.SET))


def those_in_cart(desk: Desk, items: Sequence[Item]) -> list[Item]:
    """Whoever changes *aata* means the one in the cart."""
    keys = {item.key for item in items} | {key for item in items for key in item.variants}
    return [line.item for line in desk.cart.lines if line.item.key in keys]


def in_its_size(desk: Desk, said: Said, inside: Sequence[Item]) -> Item | None:
    """The one thing in the cart, sold by the piece, of which an amount is the size: *sunflower 1L hata do*."""
    if said.unit not in SCALES or said.quantity is None:
        return None
    named = desk.shelf.meant(f"{said.name} {plain(said.quantity)} {said.unit}", desk.near).items
    sized = [item for item in inside if item in named and item.measure.is_counted]
    return sized[0] if len(sized) == 1 else None
