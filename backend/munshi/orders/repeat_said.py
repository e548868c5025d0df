"""The last order that shall come again, whatever else the words sound like: "pichli baar wala bhej do, X ki jagah Y".

So does a new order of the same goods, which changes nothing of the one that is placed: "naya order wahi saman ka".
The phrases stand in `repeating.yml`.
"""

import re

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders import repeating
from munshi.orders.asked_beside import ORDER
from munshi.orders.desk import SKILL
from munshi.orders.for_shop import REOPENING, surely_asks
from munshi.orders.looking import has_cart
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.word_lists import WordLists, plain

REPEAT, MODIFY = "repeat_order", "modify_order"
_lists = WordLists(__file__, "repeating.yml")
_any = _lists.any_of
SENDS_LAST = re.compile(
    rf"^(?:\S+\s){{0,2}}?(?:{_any('last')})\s(?:(?:{_any('all_of_it')})\s)*(?:{_any('sends')})(?!\S)"
)


def of_last_order(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Taken where a message says so while nothing is asked but whether a placed order comes back, with no open cart."""
    if reading.is_tap or asked.question not in ("", REOPENING) or SKILL not in caller.business.skills:
        return None
    said = plain(reading.text)
    new = _lists.has(said, "new_order") and _lists.has(said, "as_before") and not surely_asks(reading.text)
    again = reading.wants(REPEAT, ORDER, MODIFY, FALLBACK) and SENDS_LAST.search(said)
    if not (new or again) or _lists.has(said, "cancels"):
        return None
    if has_cart(session, caller) or may_serve(session, caller):
        return None
    message = message_of(reading)
    return heard(session, caller, REPEAT, lambda here, by: repeating.repeat(here, by, None, False, message))
