"""Words that move a placed order to another day or hour, whatever wish they sound like.

They name a day or an hour and no goods, and beside it the one that no longer holds (*not on friday*), that it is
another one (*on sunday instead*), or the order that shall be changed (*change my order to sunday*).
"""

from munshi.asking.reading import Reading
from munshi.orders import reopening
from munshi.orders.looking import reference_in
from munshi.orders.messages import Message
from munshi.orders.said import TIMES, message_of
from munshi.word_lists import plain

INSTEAD, OF_ORDER, SETS = "offers_instead", "names_orders", "sets_amount"


def moves(reading: Reading) -> bool:
    """Whether the order of before shall come at another time."""
    message = message_of(reading)
    if message.beside.hour is None or message.lines:
        return False
    return _denies_another(reading, message) or bool(reading.sides(INSTEAD)) or _changes_order(reading)


def _denies_another(reading: Reading, message: Message) -> bool:
    """Whether of two days or hours one is denied: *I don't want it on friday, I want it on sunday*."""
    return len(message.times) < sum(each.entity in TIMES for each in reading.values)


def _changes_order(reading: Reading) -> bool:
    """Whether the order is named, and that it shall be changed: *change my order ORD-1005 to sunday*."""
    text = reading.text or ""
    of_order = bool(reading.sides(OF_ORDER)) or reference_in(text) is not None
    changes = reading.sides(SETS) or set(plain(text).split()) & reopening.LISTS.words("moves")
    return of_order and bool(changes)
