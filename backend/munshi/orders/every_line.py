"""What is said of everything in the cart at once: twice as much, or one amount of each."""

from collections.abc import Sequence
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Line, Op, Wish
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "every_line.yml")
_words = LISTS.words
TWICE = Decimal(2)


def is_not_all(said: str | None) -> bool:
    """Whether words say that not all of it is meant: *not the whole order*, *poora nahi*."""
    return LISTS.has(plain(said), "not_all")


def take(desk: Desk, message: Message) -> bool:
    """Sets every line of the cart to what the message says of all; whether it says anything of all."""
    if not desk.cart.lines or desk.cart.open_wish:
        return False
    words = {word.strip(",.!?।").casefold() for word in (message.said or "").split()}
    named = any(line.name and not line.beside for line in message.lines)
    if named or words.isdisjoint(_words("all")):
        return False
    counted = [line for line in message.lines if not line.name and line.quantity is not None]
    amounts = [line for line in counted if line.op is not Op.REMOVE]
    doubles = not words.isdisjoint(_words("double"))
    if not doubles and len(amounts) != 1:
        return False
    wishes = [_twice(line) if doubles else _so_much(line, amounts) for line in desk.cart.lines]
    desk.note_results(desk.cart.fulfil(wishes, desk.shelf))
    return True


def _twice(line: Line) -> Wish:
    item = line.item
    return Wish(item.name["en"], (item.key,), line.quantity * TWICE, item.measure.unit, op=Op.SET)


def _so_much(line: Line, amounts: Sequence[Said]) -> Wish:
    said, item = amounts[0], line.item
    return Wish(item.name["en"], (item.key,), said.quantity, said.unit, said.pack, op=Op.SET)
