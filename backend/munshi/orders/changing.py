"""Words that change something, right behind an order: they are of that order, and begin no other one.

They say so by themselves (*instead of*, *ki jagah*, *kam kar do*, *hi rakhna*), beside goods of the order or another
moment than it has. One that is placed comes back into the cart after a yes; of one in work the shop hears them.
"""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders import moved_days, placed_terms, reopening
from munshi.orders.desk import Desk
from munshi.orders.how_made import is_of, names_a_dish
from munshi.orders.messages import Message
from munshi.orders.models import Order
from munshi.orders.passing_on import PAGE
from munshi.orders.said import message_of
from munshi.orders.shelf import StockedShelf
from munshi.word_lists import plain

SIDES = ("offers_instead", "lowers_amount", "takes_line_out")
ONLY = reopening.LISTS.any_of("only_so_much")
SO_MUCH = re.compile(rf"(?<!\S)(?:(\d+) (?:{ONLY})|(?:{ONLY}) (\d+))(?!\S)")
ASKS_OF_GOODS = ("ask_price", "ask_availability", "view_menu")


def told(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """Taken where words change something, and goods of the order, or when it shall come, are named beside them."""
    if reading.wants(*ASKS_OF_GOODS):
        return None
    text = reading.text or ""
    moves, only = (reopening.LISTS.has(plain(text), name) for name in ("not_then", "only_so_much"))
    moves = moves or moved_days.moves(reading)
    if not (moves or only or any(map(reading.sides, SIDES))) or reopening.LISTS.has(plain(text), "besides"):
        return None
    message = _without_its_goods(session, caller, message_of(reading), order)
    if moves and (moved := placed_terms.hears_moved(session, caller, reading, message, order)):
        return moved
    moves = moves and message.beside.hour is not None and not message.lines
    so_much = _so_much(session, caller, text, order) if only and not message.lines else None
    if not (moves or so_much or _of_order(session, caller, message, order)):
        return None
    wish = so_much or text
    return heard(session, caller, PAGE, lambda here, by: reopening.ask(Desk(here, by), order, wish, text))


def _without_its_goods(session: Session, caller: Caller, message: Message, order: Order) -> Message:
    """The message without goods of the order that are only named: *biryani parso bhejna*."""
    shelf = StockedShelf(session, caller.business_id)
    lines = [
        line
        for line in message.lines
        if line.op or line.quantity is not None or not is_of(shelf, line.name or "", order)
    ]
    return replace(message, lines=lines)


def _of_order(session: Session, caller: Caller, message: Message, order: Order) -> bool:
    """Whether goods of the order are counted or left out; how a dish shall be made changes no amount."""
    shelf = StockedShelf(session, caller.business_id)
    counted = [line for line in message.lines if line.name and (line.op or line.quantity is not None)]
    if counted:
        return any(is_of(shelf, line.name or "", order) for line in counted)
    notes = [note for note in message.beside.notes if not note.of_making]
    return any(names_a_dish(note.text, order) and _counts(note.text) for note in notes)


def _so_much(session: Session, caller: Caller, text: str, order: Order) -> str | None:
    """The amount of goods of the order that words of which no line was read tell: *good day 2 hi bole the 3 nahi*."""
    told, shelf = SO_MUCH.search(plain(text)), StockedShelf(session, caller.business_id)
    name = shelf.name_in(text) if told else None
    if told is None or name is None or not is_of(shelf, name, order):
        return None
    wish: str = reopening.LISTS.lists["amount_of"][caller.writes_in]
    return wish.format(name=name, amount=told[1] or told[2])


def _counts(words: str) -> bool:
    """Whether so many are spoken of."""
    said = plain(words)
    return any(map(str.isdecimal, said)) or not reopening.LISTS.words("counts").isdisjoint(said.split())
