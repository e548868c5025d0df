"""What of the cart somebody says that they did not order goes out of it, whatever that sounds like.

*I did not order eggs*, *ande nahi mangaye the*. With a question or an amount beside it the words are heard as they
stand. The phrases stand in `not_ordered.yml`.
"""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import service
from munshi.orders.desk import Desk
from munshi.orders.for_shop import OF_CART
from munshi.orders.kept import NOTHING_BESIDE
from munshi.orders.messages import Said
from munshi.orders.refusing import is_refused
from munshi.orders.said import message_of
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "not_ordered.yml")
NEVER, ORDERED, NEVER_DID, ORDER = map(LISTS.any_of, ("never", "ordered", "never_did", "order"))
DENIES = re.compile(
    rf"(?<!\S)(?:(?:{NEVER}) (?:{ORDERED})|(?:{ORDERED}) (?:{NEVER})|(?:{NEVER_DID}) (?:{ORDER}))(?!\S)"
)
JOINED = re.compile(rf" (?:{LISTS.any_of('joins')}) ")
PAGE = "modify_order"


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Taken while the cart is open, where nothing is said but what was not ordered."""
    said = plain(reading.text)
    if (
        reading.is_tap
        or asked.question not in OF_CART
        or not DENIES.search(said)
        or "?" in (reading.text or "")
    ):
        return None
    message = message_of(reading)
    if any(map(str.isdecimal, said)) or any(line.quantity is not None for line in message.lines):
        return None
    desk = Desk(session, caller)
    names = [_name(each) for each in JOINED.split(DENIES.sub(" ", said))]
    lines = [Said(name, op=Op.REMOVE) for name in names if name]
    if not lines or not all(is_refused(desk, line) for line in lines):
        return None
    message = replace(message, lines=lines, beside=NOTHING_BESIDE, at_times=False)
    return heard(session, caller, PAGE, lambda here, by: service.change(here, by, message))


def _name(piece: str) -> str:
    return " ".join(word for word in piece.split() if word not in LISTS.lists["tells"])
