"""How a dish of a placed order shall be made, said right behind it: a note of it, nothing new is ordered."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Reading
from munshi.callers import Caller
from munshi.catalogue import matching
from munshi.orders.for_shop import LISTS
from munshi.orders.models import Order
from munshi.orders.passing_on import PAGE, pass_wish
from munshi.orders.said import message_of
from munshi.orders.shelf import StockedShelf
from munshi.orders.wishes import Op
from munshi.word_lists import plain

RESTAURANT = "restaurant"
OF_GOODS = ("place_order", "modify_order", FALLBACK)


def told(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """Taken where all that is named is of the order, and what is said of it is no wish for more."""
    message = message_of(reading)
    text = reading.text or ""
    if caller.business.kind != RESTAURANT or not message.beside.notes or not reading.wants(*OF_GOODS):
        return None
    named = [line for line in message.lines if line.name]
    counts = any(line.quantity is not None for line in named)
    if (counts and not LISTS.has(plain(text), "into")) or LISTS.has(plain(text), "shall_come"):
        return None
    shelf = StockedShelf(session, caller.business_id)
    of_it = all(line.op is not Op.REMOVE and is_of(shelf, line.name or "", order) for line in named)
    if not (of_it if named else names_a_dish(text, order)):
        return None
    return heard(session, caller, PAGE, lambda here, by: pass_wish(here, by, text, order))


def is_of(shelf: StockedShelf, name: str, order: Order) -> bool:
    """Whether a name may mean something that was ordered."""
    ordered = {each.sku for each in order.lines}
    return any(item.sku in ordered for item in shelf.meant(name).items)


def names_a_dish(text: str, order: Order) -> bool:
    """Whether a word of what was ordered is said; a figure alone names nothing."""
    said = {word for word in matching.sound(text).key.split() if not word.isdecimal()}
    return any(said & set(matching.sound(line.name["en"]).key.split()) for line in order.lines)
