"""A yes to a quotation in other words: *place the order*, *same items as in the quotation*; it brings all of it.

How and when it shall come is kept with it. The words stand in `ordering_quoted.yml`.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.answers import conclude
from munshi.orders.bringing import find_place
from munshi.orders.desk import SKILL, Desk
from munshi.orders.hearing import hear
from munshi.orders.kept import Way
from munshi.orders.messages import Message
from munshi.orders.notes import as_notes, keep
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.orders.shown import last_shown
from munshi.orders.wishes import Op, Wish
from munshi.outcomes import Outcome
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "ordering_quoted.yml")
PAGE, TAKES = "place_order", "take_shown"
WAY = "way_of_orders"  # the facet


def of_quoted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who bids to order, or speaks of the quotation, while all that was shown has an amount and no cart is open."""
    said = plain(reading.text)
    orders = LISTS.has(said, "orders_it") or LISTS.has(said, "as_quoted")
    if reading.is_tap or not orders or LISTS.has(said, "not_yet") or "?" in (reading.text or ""):
        return None
    if asked.question not in ("", TAKES) or SKILL not in caller.business.skills or may_serve(session, caller):
        return None
    shown = last_shown(session, caller)
    if not shown or any(each.quantity is None for each in shown) or Desk(session, caller).cart.lines:
        return None
    message = _with_its_way(reading, message_of(reading))
    return heard(session, caller, PAGE, lambda here, by: _take(here, by, message))


def _with_its_way(reading: Reading, message: Message) -> Message:
    """How the goods come is known by what the message names, also where it sounds like nothing but a yes."""
    named = [Way(each) for each in reading.sides(WAY) if each in {*Way}]
    ways = message.beside.ways or named
    return replace(message, beside=replace(message.beside, ways=ways))


def _take(session: Session, caller: Caller, message: Message) -> Outcome[Any]:
    """All of it in its amounts; what is named once more has the amount that is said now."""
    desk = Desk(session, caller)
    message = find_place(desk, message, asked=False)
    desk.look_ahead(message.beside.hour)
    items = [(each, item) for each in last_shown(session, caller) if (item := desk.shelf.item(each.key))]
    wishes = [Wish(item.name["en"], (item.key,), each.quantity, each.unit) for each, item in items]
    desk.note_results(desk.cart.fulfil(wishes, desk.shelf))
    if any(line.name for line in message.lines):
        hear(desk, message, Op.SET)
    keep(desk, as_notes(desk, message, heard=False))
    return conclude(desk, "empty")
