"""How many stand in a box, said beside it: *1 box 24 bottle water* are 24 bottles, where no such box is sold.

Of several boxes it is not said whether so many are in each or in all: that is told, and the boxes are ordered.
"""

import re
from dataclasses import replace
from decimal import Decimal

from munshi.catalogue.units import canonical, names_unit
from munshi.orders.desk import Desk
from munshi.orders.messages import Message, Said
from munshi.orders.quantities import SCALES
from munshi.orders.wishes import Op

BOX = "box"
COUNTED = re.compile(r"(?<!\S)(?P<count>\d{1,3})\s*(?P<unit>[^\W\d]+)(?!\S)")


def with_so_many_in_one(desk: Desk, message: Message) -> Message:
    """The message, in which one box of so many is so many."""
    return replace(message, lines=[_counted(desk, line) for line in message.lines])


def _counted(desk: Desk, line: Said) -> Said:
    inside = _inside(line)
    if inside is None or not line.name or line.op is Op.REMOVE:
        return line
    items = desk.shelf.meant(line.name).items
    if not items or any(item.measure.unit == BOX for item in items):
        return line
    if line.quantity != 1:
        desk.note("counts_nothing", names=[inside.group()])
        return line
    return replace(line, quantity=Decimal(inside["count"]), unit=canonical(inside["unit"]))


def _inside(line: Said) -> re.Match[str] | None:
    """The second amount in the words of a line that counts boxes, where it counts no boxes and weighs nothing."""
    if line.unit != BOX or line.pack is not None or line.quantity is None or line.sku:
        return None
    front = (line.text or "").partition(line.name or "\n")[0]
    counted = [each for each in COUNTED.finditer(front) if names_unit(each["unit"])]
    others = [each for each in counted if canonical(each["unit"]) not in (BOX, *SCALES)]
    return others[0] if len(others) == 1 else None
