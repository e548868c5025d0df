"""A sum, while it is asked how much there shall be or what was shown may be taken: goods for so much, and no payment.

*200 rs ki*, *50 rupaye ki de do*, *₹100 worth*.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import sums_in
from munshi.callers import Caller
from munshi.orders import service
from munshi.orders.desk import Desk
from munshi.orders.goods_in_text import the_one_shown
from munshi.orders.messages import Message, Said
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "for_its_worth.yml")
PAGE, TAKES = "place_order", "take_shown"
MOST = 9  # words of a message that says little else


def first(hears: Hears) -> Hears:
    """Hears such a sum as how much is wanted, before anything else."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        worth = None if reading.is_tap else worth_in(reading.text or "")
        line = _line(session, caller, asked, reading, worth) if worth else None
        if line is None:
            return hears(session, caller, asked, reading)
        message = Message([line], text=reading.text, said=reading.text)
        return heard(session, caller, PAGE, lambda here, by: service.tell(here, by, message))

    return hear


def worth_in(text: str) -> int | None:
    """The one sum of which words say that goods for it are wanted, in paise; None where it is paid or comes back."""
    sums, said = list(sums_in(text)), plain(text)
    if len(sums) != 1 or len(said.split()) > MOST or LISTS.has(said, "paid") or "?" in text:
        return None
    _, end, paise = sums[0]
    behind = plain(text[end:]).split()
    while behind and behind[0] in LISTS.words("currency"):
        behind.pop(0)
    return paise if behind and behind[0] in LISTS.words("worth") else None


def _line(session: Session, caller: Caller, asked: Asked, reading: Reading, worth: int | None) -> Said | None:
    """So much of what it was asked of, or of the one thing that was shown; None where other goods are named."""
    desk = Desk(session, caller)
    named = (each.value.get("name") for each in reading.all("order_line"))
    if any(name and desk.shelf.meant(name).items for name in named):
        return None
    if asked.question != TAKES:
        return Said(None, text=reading.text, worth=worth)
    item = the_one_shown(desk)
    return Said(item.name["en"], text=reading.text, worth=worth) if item else None
