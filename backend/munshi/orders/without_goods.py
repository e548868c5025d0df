"""What begins or goes on with an order and names no goods yet: at which table they sit, that something was forgotten.

It is asked what is wanted. The words stand in `without_goods.yml`.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import joining, tables
from munshi.orders.answers import answer, conclude
from munshi.orders.asked_beside import ORDER
from munshi.orders.desk import SKILL, Desk, terms_of
from munshi.orders.for_shop import OF_CART
from munshi.orders.looking import has_cart, open_orders
from munshi.orders.notes import keep_table
from munshi.orders.rules import Fulfilment
from munshi.orders.serving.duty import may_serve
from munshi.orders.serving.goods_added import may_join
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "without_goods.yml")
NOT_SENT = (Status.PLACED, Status.ACCEPTED, Status.READY)


def of_sitting(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Guests who say at which table they sit, and nothing else: it is kept for what they order."""
    text = reading.text or ""
    table = tables.of(text)
    if reading.is_tap or asked.question or table is None or SKILL not in caller.business.skills:
        return None
    if not terms_of(caller.business).serves_here or not _says_only(text, "at_a_table"):
        return None
    eats = any(order.fulfilment == Fulfilment.DINE_IN for order in open_orders(session, caller))
    if eats or has_cart(session, caller) or may_serve(session, caller):
        return None
    return heard(session, caller, ORDER, lambda here, by: _seat(Desk(here, by), table))


def _seat(desk: Desk, table: str) -> Outcome[Any]:
    """The table is shown with what is asked; one that is not there is refused aloud."""
    keep_table(desk, table)
    if terms := desk.new_terms():
        desk.note("terms_so_far", **terms)
    return conclude(desk, "empty")


def of_forgotten(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who forgot something that they do not name, beside a cart or an order that is still here, is asked what."""
    if reading.is_tap or asked.question not in ("", *OF_CART) or SKILL not in caller.business.skills:
        return None
    text = reading.text or ""
    if not LISTS.has(plain(text), "forgotten") or not _says_only(text, "one_forgets"):
        return None
    orders = open_orders(session, caller)
    still_here = bool(orders) and all(order.status in NOT_SENT for order in orders)
    if not (has_cart(session, caller) or still_here) or may_serve(session, caller):
        return None
    return heard(session, caller, ORDER, _ask_what)


def _ask_what(session: Session, caller: Caller) -> Outcome[Any]:
    """What is named next comes into the order that is still here, where that may be."""
    desk = Desk(session, caller)
    last = next(iter(open_orders(session, caller)), None)
    if desk.cart.is_empty and last is not None and may_join(last):
        joining.begin(desk, last)
    return answer(desk, "what_forgotten")


def _says_only(text: str, name: str) -> bool:
    """Whether nothing but these words is said, and figures."""
    return all(word in LISTS.words(name) or word.strip("#").isdecimal() for word in plain(text).split())
