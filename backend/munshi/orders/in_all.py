"""A number that is all that is wanted: *2 total*, *kul 2*, *2 hi*, whatever else the words sound like.

While it is asked how many there shall be, where the goods go, or for the yes, it is the amount of what is spoken of.
"""

from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.asking.clauses import PART
from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import service
from munshi.orders.kept import NOTHING_BESIDE
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain

_words = WordLists(__file__, "in_all.yml").words
PAGE = "modify_order"


def amount_in_all(text: str) -> Decimal | None:
    """The number of the first clause, where it says nothing else than that this is all."""
    said = plain(PART.split(text)[0]).split()
    figures = [word for word in said if word.isdecimal()]
    others = {word for word in said if not word.isdecimal()}
    is_all = bool(others & _words("all")) and others <= _words("all") | _words("beside")
    return Decimal(figures[0]) if is_all and len(figures) == 1 else None


def first(hears: Hears) -> Hears:
    """Hears such a number as an amount, before anything else."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        amount = None if reading.is_tap else amount_in_all(reading.text or "")
        if amount is None:
            return hears(session, caller, asked, reading)
        line = Said(None, amount, op=Op.SET, text=reading.text)
        message = Message([line], text=reading.text, said=reading.text, beside=NOTHING_BESIDE)
        return heard(session, caller, PAGE, lambda here, by: service.change(here, by, message))

    return hear
