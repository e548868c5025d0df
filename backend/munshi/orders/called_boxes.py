"""*Dabba* is said of a can, a tin and a jar too: it counts what is sold so, where nothing meant is sold by the box."""

from dataclasses import replace

from munshi.orders.answering import items_of
from munshi.orders.desk import Desk
from munshi.orders.messages import Said
from munshi.orders.shelf import holds
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "called_boxes.yml")
BOX, SO_CALLED = "box", frozenset({"can", "tin", "jar", "bucket", "drum", "tub"})


def in_own_box(desk: Desk, line: Said) -> Said:
    """The line in the unit of what it names, or of what was asked about, which was called a box."""
    if line.unit != BOX or line.sku or not LISTS.has(plain(line.text), "boxes"):
        return line
    wish = desk.cart.open_wish
    asked = tuple(items_of(desk, wish.items)) if wish and not line.name else ()
    items = desk.shelf.meant(line.name).items if line.name else asked
    units = {item.measure.unit for item in items if holds(item, line.pack)}
    by_box = any(item.measure.unit == BOX for item in items)
    return replace(line, unit=units.pop()) if len(units) == 1 and units <= SO_CALLED and not by_box else line
