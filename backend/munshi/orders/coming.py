"""When goods come that somebody has not ordered: the books know until when they are out, else the shop can be asked.

The words stand in `coming.yml`.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders import goods_asked
from munshi.orders.asked_beside import SHELF
from munshi.orders.asked_shop import FOLLOWS, STORE
from munshi.orders.desk import SKILL, Desk
from munshi.orders.for_shop import OF_CART
from munshi.orders.goods_in_text import those_shown
from munshi.orders.looking import open_orders
from munshi.orders.messages import Message, Said
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "coming.yml")
MAY_ASK = (SHELF, FOLLOWS, STORE, FALLBACK)  # no visit, and nothing of work
FREE = ("", "take_shown", *OF_CART)
QUESTION = ("when", "until", "comes")  # the lists whose words are of it
MOST_WORDS = 8  # of who asks this and nothing else


def of_coming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The goods that are named, or were just said to be out, unless who asks waits for them already."""
    if reading.is_tap or asked.question not in FREE or SKILL not in caller.business.skills:
        return None
    if not _asks_when(reading) or may_serve(session, caller) or not reading.wants(*MAY_ASK):
        return None
    desk, text = Desk(session, caller), reading.text or ""
    name = desk.shelf.name_in(LISTS.besides(text, QUESTION))
    skus = {item.sku for item in desk.shelf.meant(name).items} if name else _out_and_shown(desk, asked)
    in_cart = {line.item.sku for line in desk.cart.lines}
    if not skus or skus & in_cart or open_orders(session, caller):
        return None
    lines = [Said(name)] if name else []
    return heard(session, caller, SHELF, lambda here, by: _told(here, by, Message(lines), text))


def _asks_when(reading: Reading) -> bool:
    """Whether few words ask when something comes, and count nothing."""
    said = plain(reading.text)
    counted = any(line.quantity is not None for line in message_of(reading).lines)
    asks = LISTS.has(said, "when") and LISTS.has(said, "comes") and not LISTS.has(said, "of_else")
    return asks and not (counted or reading.sums) and len(said.split()) <= MOST_WORDS


def _out_and_shown(desk: Desk, asked: Asked) -> set[str]:
    """What was shown last, where none of it is there and nothing is asked of a cart."""
    shown = those_shown(desk) if asked.question not in OF_CART else []
    there = any(item.available and (item.left is None or item.left >= item.measure.step) for item in shown)
    return set() if there else {item.sku for item in shown}


def _told(session: Session, caller: Caller, message: Message, text: str) -> Outcome[Any]:
    """Whether they are there, or until when they are out; what nobody has written down the shop can be asked."""
    found = goods_asked.availability(session, caller, message)
    rows = found.facts.get("rows", ())
    unknown = bool(rows) and not any(row["there"] or row["until"] for row in rows)
    return Outcome[str](outcome=found.outcome, facts={**found.facts, "only_shop": text if unknown else None})
