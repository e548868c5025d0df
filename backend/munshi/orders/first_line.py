"""The first line of an address: who or which house stands right before it in a clause of its own.

*Rajesh Bhatt, 9 Nehru Colony* is no goods and an address, but both are where it goes. What is counted or sold here
stays goods.
"""

from dataclasses import replace

from munshi.orders.desk import Desk
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Op

BETWEEN = " \t"
SIGNS = ",;:.\n।"
LONGEST = 5  # words


def with_first_line(desk: Desk, message: Message) -> Message:
    """The message, in which a name right before the place is the beginning of it."""
    place, said = message.beside.place, message.said or message.text or ""
    at = said.find(place) if place else -1
    if at <= 0 or not place:
        return message
    before = said[:at].rstrip(BETWEEN)
    if (begins := _begins_the_place(desk, message, before)) is not None:
        return replace(message, lines=[], beside=replace(message.beside, place=f"{begins} {place}"))
    names = [line for line in message.lines if before[-1:] == "," and _is_first_line(desk, line, before)]
    if len(names) != 1:
        return message
    name = names[0].text or names[0].name or ""
    lines = [line for line in message.lines if line is not names[0]]
    notes = [note for note in message.beside.notes if note.text not in name]
    return replace(
        message, lines=lines, beside=replace(message.beside, notes=notes, place=f"{name.strip()}, {place}")
    )


def _begins_the_place(desk: Desk, message: Message, before: str) -> str | None:
    """All that is named beside a cart, not sold here and right before the place without a sign: *लाल बंगला मकान 22*."""
    line = message.lines[0] if len(message.lines) == 1 and desk.cart.lines else None
    name = (line.text or line.name or "").strip() if line else ""
    if line is None or not name or line.quantity is not None or line.sku or line.op is Op.REMOVE:
        return None
    alone = before.strip() == name and len(name.split()) <= LONGEST
    return name if alone and not desk.shelf.meant(name).items else None


def _is_first_line(desk: Desk, line: Said, before: str) -> bool:
    """Whether a line is a whole clause that ends what stands before a place, and no goods."""
    name = (line.text or line.name or "").strip()
    if (
        not name
        or line.quantity is not None
        or line.sku
        or line.op is Op.REMOVE
        or len(name.split()) > LONGEST
    ):
        return False
    rest, _, end = before.rpartition(name)
    starts = not rest.strip(BETWEEN) or rest.rstrip(BETWEEN)[-1] in SIGNS
    return starts and end.strip(BETWEEN) == "," and not _may_be_goods(desk, name)


def _may_be_goods(desk: Desk, name: str) -> bool:
    """Whether something is sold here under such a name; a full name in capitals only sounds like it."""
    meant, words = desk.shelf.meant(name), name.split()
    is_name = len(words) > 1 and all(word[0].isupper() for word in words)
    return bool(meant.items) and (meant.sure or not is_name)
