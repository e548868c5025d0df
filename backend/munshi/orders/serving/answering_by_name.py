"""Words that begin with whom they answer, *reply to imran: it is there, 118 rs*: no sum in them is a payment."""

import re
from functools import cache

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.accounts import whom
from munshi.callers import Caller
from munshi.orders.serving import messages
from munshi.orders.serving.looking import orders_of
from munshi.word_lists import WordLists

LISTS = WordLists(__file__, "answering_by_name.yml")
SIGNS = " ,:-–\"“”'"


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The words behind the name, shown before they are sent; None where something else begins them.

    Of several who are called so it is the one with an open order.
    """
    text = reading.text or ""
    begins = None if reading.is_tap else _begins().match(text)
    if begins is None:
        return None
    ends = [
        end
        for (start, end), _ in whom.places_in(session, caller.business_id, text)
        if not text[begins.end() : start].strip()
    ]
    named = whom.named_in(session, caller.business_id, text[begins.end() : max(ends)]) if ends else ()
    words = text[max(ends) :].strip(SIGNS) if ends else ""
    orders = orders_of(session, caller, named) if named else ()
    if not words or not (len(orders) == 1 or len(named) == 1):
        return None
    to = orders[0].reference if len(orders) == 1 else messages.named(named[0])
    return heard(session, caller, messages.PAGE, lambda here, by: messages.ask(here, by, to, words))


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{LISTS.any_of('answers')})(?=\s)", re.IGNORECASE)
