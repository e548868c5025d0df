"""A wish that is noted with an order and is not needed after all is taken off it, before and after it is placed."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders.answers import conclude
from munshi.orders.denying import denies, is_needless, taken_back
from munshi.orders.desk import SKILL, Desk
from munshi.orders.looking import has_cart, open_orders
from munshi.orders.passing_on import PAGE, pass_on
from munshi.orders.said import message_of
from munshi.outcomes import Outcome


def of_notes(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Takes such a wish back, of the cart or of the order that was placed last, where nothing is counted beside it."""
    text = reading.text or ""
    if reading.is_tap or SKILL not in caller.business.skills or not is_needless(text):
        return None
    if any(line.quantity is not None for line in message_of(reading).lines):
        return None
    if has_cart(session, caller):
        noted = taken_back(Desk(session, caller).cart.kept.notes, text)
        return heard(session, caller, PAGE, lambda here, by: _take_back(here, by, text)) if noted else None
    order = next(iter(open_orders(session, caller)), None)
    told = [each for each in order.notes if denies(text, each)] if order else []
    if order is None or not told:
        return None
    order.notes = [each for each in order.notes if each not in told]
    return heard(session, caller, PAGE, lambda here, by: pass_on(here, by, text, order))


def _take_back(session: Session, caller: Caller, text: str) -> Outcome[str]:
    desk = Desk(session, caller)
    gone = taken_back(desk.cart.kept.notes, text)
    desk.cart.kept.notes = [each for each in desk.cart.kept.notes if each not in gone]
    desk.note("notes_removed")
    return conclude(desk, "empty", told=False)
