"""What a message refuses of the cart, whatever it seems to want: it is never counted as wanted."""

from dataclasses import replace

from munshi.orders.choosing import words_of
from munshi.orders.desk import Desk
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Op
from spelling import key

REFUSING = frozenset(
    map(key, ["mat", "na", "nahi", "nahin", "no", "not", "bina", "without", "bagair", "dont"])
)


def with_refused(desk: Desk, message: Message) -> Message:
    """The message, in which what it takes out of the cart by its name is surely meant."""
    lines = [
        replace(line, beside=False) if is_refused(desk, line) or is_asked(desk, line) else line
        for line in message.lines
    ]
    return replace(message, lines=lines)


def refuses(desk: Desk, message: Message) -> bool:
    """Whether something that is in the cart, or asked about, is named and taken out."""
    return any(is_refused(desk, line) or is_asked(desk, line) for line in message.lines)


def is_refused(desk: Desk, line: Said) -> bool:
    """Whether the line takes something out that is in the cart."""
    if line.op is not Op.REMOVE or not line.name:
        return False
    inside = [each.item.key for each in desk.cart.lines]
    return any(item.key in inside for item in desk.shelf.meant(line.name, inside).items)


def is_asked(desk: Desk, line: Said) -> bool:
    """Whether the line takes out what is asked about: by its name, or by some of what was offered for it."""
    if line.op is not Op.REMOVE or not line.name:
        return False
    spoken = words_of([line.name])
    items = desk.shelf.meant(line.name).items
    meant = {item.key for item in items} | {key for item in items for key in item.variants}
    return any(
        spoken <= words_of([wish.asked]) or not meant.isdisjoint(wish.keys) for wish in desk.cart.wishes
    )
