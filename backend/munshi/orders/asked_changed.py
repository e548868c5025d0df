"""A customer asks whether their placed order was changed, or who has changed it: it is told how it stands.

What no books know of it, the shop hears: who had it changed. What else is asked is heard next. The phrases stand in
`asked_changed.yml`.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import following
from munshi.orders.asked_notes import CLAUSE
from munshi.orders.desk import SKILL
from munshi.orders.looking import has_cart, open_orders
from munshi.orders.models import Order
from munshi.orders.passing_on import pass_on
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "asked_changed.yml")
PAGE, JOINS = "track_order", "joins_clauses"
MOST_WORDS = 8  # of who asks this and nothing else


def of_changes(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The one open order of who asks, as it stands now; nothing is asked of a cart, and no goods are counted."""
    if reading.is_tap or asked.waits or SKILL not in caller.business.skills or may_serve(session, caller):
        return None
    front, rest = _parted(reading)
    said = plain(front)
    asks, who = LISTS.has(said, "changed") and LISTS.has(said, "asks"), LISTS.has(said, "who")
    counted = any(line.quantity is not None for line in message_of(reading).lines)
    if not (asks or who) or counted or len(said.split()) > MOST_WORDS or has_cart(session, caller):
        return None
    orders = open_orders(session, caller)
    if len(orders) != 1:
        return None
    order = orders[0]
    return heard(session, caller, PAGE, lambda here, by: _told(here, by, order, front if who else None), rest)


def _told(session: Session, caller: Caller, order: Order, passed: str | None) -> Outcome[Any]:
    if passed:
        pass_on(session, caller, passed, order)
    return following.follow(session, caller, order.reference)


def _parted(reading: Reading) -> tuple[str, str | None]:
    """The first clause, and what is said behind it, which may begin with a word that joins: "… ? and is it eggless"."""
    text = reading.text or ""
    clauses = [found for found in CLAUSE.finditer(text) if found.group().strip()]
    if len(clauses) < 2:
        return text, None
    begins = clauses[1].start()
    joins = [
        each.end
        for each in reading.placed(JOINS)
        if begins <= each.start and not text[begins : each.start].strip()
    ]
    return clauses[0].group(), text[max([begins, *joins]) :].strip() or None
