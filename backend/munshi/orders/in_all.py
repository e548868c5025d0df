"""A number that is all that is wanted: *2 total*, *kul 2*, *only 24 eggs in all*, whatever else the words sound like.

It may name one thing of the cart. While it is asked how many there shall be, where the goods go, or for the yes, it is
the amount of what is spoken of.
"""

from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.asking.clauses import PART
from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.catalogue.units import canonical, names_unit
from munshi.orders import service
from munshi.orders.desk import Desk
from munshi.orders.kept import NOTHING_BESIDE
from munshi.orders.messages import Message, Said
from munshi.orders.quantities import SCALES
from munshi.orders.shelf import Meant
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain

_words = WordLists(__file__, "in_all.yml").words
PAGE = "modify_order"


def amount_in_all(text: str) -> Decimal | None:
    """The number of the first clause, where it says nothing else than that this is all."""
    amount, rest = _amount_and_rest(PART.split(text)[0])
    return None if rest else amount


def line_in_all(desk: Desk, text: str) -> Said | None:
    """Such a number alone, or that of one thing of the cart that a message names beside it, and nothing else.

    Alone it is of what has just this amount, else of what was spoken of last.
    """
    if alone := amount_in_all(text):
        said_so = [line.item.name["en"] for line in desk.cart.lines if line.quantity == alone]
        of = said_so[0] if len(said_so) == 1 and not desk.cart.open_wish else None
        return Said(of, alone, op=Op.SET, text=text)
    clauses = [each for each in PART.split(text) if not set(plain(each).split()) <= _words("wrong")]
    amount, rest = _amount_and_rest(clauses[0]) if len(clauses) == 1 else (None, [])
    units = [unit for word in rest if (unit := canonical(word)) in SCALES]
    name = " ".join(word for word in rest if canonical(word) not in SCALES)
    near = [line.item.key for line in desk.cart.lines]
    meant = desk.shelf.meant(name, near) if name else Meant()
    if name and (meant.left or not meant.near):  # "total 10 bags ice"
        name = " ".join(word for word in rest if not names_unit(word)) or name
        meant = desk.shelf.meant(name, near)
    if amount is None or len(units) > 1 or not meant.near or len(meant.items) != 1 or meant.left:
        return None
    return Said(name, amount, next(iter(units), None), op=Op.SET, text=text)


def _amount_and_rest(clause: str) -> tuple[Decimal | None, list[str]]:
    """The one number that words say is all, and the words that say something else."""
    said = plain(clause).split()
    figures = [word for word in said if word.isdecimal()]
    others = [word for word in said if not word.isdecimal()]
    is_all = not _words("all").isdisjoint(others) and len(figures) == 1
    rest = [word for word in others if word not in _words("all") | _words("beside")]
    return (Decimal(figures[0]) if is_all else None), rest


def first(hears: Hears) -> Hears:
    """Hears such a number as an amount, before anything else."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        text = reading.text or ""
        says_all = not reading.is_tap and any(_amount_and_rest(each)[0] for each in PART.split(text))
        line = line_in_all(Desk(session, caller), text) if says_all else None
        if line is None:
            return hears(session, caller, asked, reading)
        message = Message([line], text=reading.text, said=reading.text, beside=NOTHING_BESIDE)
        return heard(session, caller, PAGE, lambda here, by: service.change(here, by, message))

    return hear
