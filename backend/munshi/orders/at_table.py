"""Another table for an order that is eaten here: the order moves to it, and the shop hears it in their words.

A question moves nothing, and is passed on; so is that several tables shall have one bill.
The phrases stand in `at_table.yml`.
"""

import re
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.answers import answer
from munshi.orders.desk import Desk, terms_of
from munshi.orders.for_shop import surely_asks
from munshi.orders.looking import facts_of
from munshi.orders.models import Order
from munshi.orders.passing_on import PAGE, pass_on
from munshi.orders.rules import Fulfilment
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

_has = WordLists(__file__, "at_table.yml").has
NUMBER = re.compile(r"(?<!\w)\d{1,3}(?!\w)")
STILL_HERE = (Status.PLACED, Status.ACCEPTED, Status.READY)


def told(session: Session, caller: Caller, reading: Reading, order: Order) -> Heard | None:
    """Taken where a table is spoken of, that they sit at another one than the order has, and nothing is counted."""
    said, text = plain(reading.text), reading.text or ""
    if order.fulfilment != Fulfilment.DINE_IN or order.status not in STILL_HERE or not _has(said, "table"):
        return None
    if _has(said, "bill") and _has(said, "as_one"):
        return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, text, order))
    others = {str(int(each)) for each in NUMBER.findall(said)} - {order.dining_table}
    if len(others) != 1 or not _has(said, "sits_there") or _has(said, "of_else") or _counts(reading):
        return None
    table = others.pop()
    if surely_asks(text):
        return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, text, order))
    return heard(session, caller, PAGE, lambda here, by: _move(Desk(here, by), order, table, text))


def _counts(reading: Reading) -> bool:
    lines = (each.value for each in reading.values if each.entity == "order_line")
    return any(line.get("name") and line.get("quantity") is not None for line in lines)


def _move(desk: Desk, order: Order, table: str, words: str) -> Outcome[Any]:
    """A table that is not there is refused aloud, and the order stays where it is."""
    terms = terms_of(desk.business)
    if not (terms.any_table or table in terms.tables):
        desk.note("no_such_table", table=table)
        return answer(desk, "order_as_before", **facts_of(desk.caller, order))
    order.dining_table = table
    desk.session.flush()
    passed = pass_on(desk.session, desk.caller, words, order)
    return answer(desk, "table_moved", **{**passed.facts, **facts_of(desk.caller, order), "table": table})
