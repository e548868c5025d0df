"""Two goods with an *or* and a sign of asking between them are a question: "greek yogurt? or normal curd".

Nothing of it is ordered: it is answered which of them is there, at what price, and a word takes one.
"""

import re

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders import goods_asked
from munshi.orders.asked_beside import ORDER, SHELF
from munshi.orders.desk import SKILL
from munshi.orders.for_shop import OF_CART
from munshi.orders.messages import Message, Said
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf

OR = re.compile(r"\b(?:ya|or|या)\b", re.IGNORECASE)
CLEARLY_ORDERS = "orders"  # the side of a message that bids to send or to give
BOTH = 2


def of_either(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which of two goods is there, where none is counted and nobody is bidden to send them."""
    text = reading.text or ""
    if reading.is_tap or asked.question not in ("", "take_shown", *OF_CART) or "?" not in text:
        return None
    if not reading.wants(ORDER, "modify_order", FALLBACK) or reading.sides(CLEARLY_ORDERS):
        return None
    if SKILL not in caller.business.skills or may_serve(session, caller) or not OR.search(text):
        return None
    lines = [line for line in message_of(reading).lines if line.name and line.op is None]
    counted = any(line.quantity is not None or line.pack for line in message_of(reading).lines)
    shelf = StockedShelf(session, caller.business_id)
    if len(lines) != BOTH or counted or not any(shelf.meant(line.name or "").items for line in lines):
        return None
    between = text.partition(lines[0].name or "")[2].partition(lines[1].name or "")[0]
    if not OR.search(between):
        return None
    names = Message([Said(line.name) for line in lines])
    return heard(session, caller, SHELF, lambda here, by: goods_asked.availability(here, by, names))
