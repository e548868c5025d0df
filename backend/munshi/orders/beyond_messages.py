"""What customers wish of bills and payments and no message can do: it goes whole to the shop, by one tap.

A bill or a payment in parts or by several people, a paper that nobody makes here, a cheque.
"""

import re

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE
from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import money_complaints
from munshi.orders.counted import counted_in
from munshi.orders.desk import SKILL
from munshi.orders.looking import has_cart
from munshi.orders.passing_on import PAGE, ask
from munshi.orders.shelf import StockedShelf
from munshi.people.rules import STAFF
from munshi.word_lists import WordLists, plain

QUOTES = re.compile(r"['\"“”‘’]")
_has = WordLists(__file__, "beyond_messages.yml").has


def of_money(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Such a wish, where nothing is asked; what was paid is a payment, and beside goods it is a note of the order."""
    text = reading.text or ""
    if reading.is_tap or asked.waits or SKILL not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    if not is_beyond(text) or has_cart(session, caller):
        return None
    clauses = [each for each in CLAUSE.split(text) if not is_beyond(each)]
    if counted_in(StockedShelf(session, caller.business_id), clauses):
        return None
    return Heard(PAGE, ask(text))


def is_beyond(text: str) -> bool:
    """Whether words wish for that, and tell of nothing that was paid."""
    said = plain(QUOTES.sub(" ", text))
    if (_has(said, "cheque") and _has(said, "asks")) or _has(said, "papers"):
        return True
    parts = _has(said, "in_parts") and _has(said, "of_bill")
    return (parts or _has(said, "not_so")) and money_complaints.paid_in(text) is None
