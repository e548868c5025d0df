"""What seems an order or nothing, but names goods of this shelf and hardly anything else, asks whether they are there.

The words that may stand beside the name are in `named_alone.yml`.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders import goods_asked
from munshi.orders.asked_beside import ORDER, SHELF
from munshi.orders.desk import SKILL
from munshi.orders.for_shop import surely_asks
from munshi.orders.messages import Message, Said
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "named_alone.yml")


def of_goods(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether what is named is there; None where something is asked, or where more is said."""
    may_ask = SKILL in caller.business.skills and not may_serve(session, caller)
    may_be = reading.wants(FALLBACK) or (reading.wants(ORDER) and _asks(reading))
    if asked.question or not may_ask or not may_be:
        return None
    name = _without_asking(plain(reading.text))
    if not name or not StockedShelf(session, caller.business_id).is_name(name):
        return None
    message = Message([Said(name, text=reading.text)], said=reading.text)
    return heard(session, caller, SHELF, lambda here, by: goods_asked.availability(here, by, message))


def _asks(reading: Reading) -> bool:
    """Whether what seems an order is a question that counts nothing: "thums up hai?"."""
    counted = any(line.quantity is not None for line in message_of(reading).lines)
    return surely_asks(reading.text) and not reading.is_tap and not counted


def _without_asking(said: str) -> str:
    """The words between those that only ask."""
    words, asking = said.split(), LISTS.words("beside")
    named = [at for at, word in enumerate(words) if word not in asking]
    return " ".join(words[named[0] : named[-1] + 1]) if named else ""
