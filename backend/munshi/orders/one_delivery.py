"""All of an order comes at one time to one place, on one bill: who parts it is told so; their words stand as a note.

The phrases stand in `one_delivery.yml`.
"""

import re
from collections.abc import Sequence

from munshi.orders.desk import Desk
from munshi.orders.kept import Note
from munshi.orders.messages import Message, Moment
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "one_delivery.yml")
CLAUSES = re.compile(r"[,;।!?\n]|\.(?!\d)|\s(?:aur|and|n|और)\s", re.IGNORECASE)


def note_where_parted(desk: Desk, message: Message) -> None:
    """Says that one order is no two deliveries, where another day, hour or place is named for a part of it.

    So it does of bills that shall be apart.
    """
    said = message.said or message.text or ""
    bills = next((each.strip() for each in CLAUSES.split(said) if LISTS.has(plain(each), "bills")), None)
    if bills and desk.cart.lines:
        _note(desk, "one_bill", bills)
    other = _other(message.times)
    parted = next((each for each in CLAUSES.split(said) if other and other.words in each), None)
    place = LISTS.found(plain(said), "places")
    words = parted.strip() if parted else place
    if not words or not desk.cart.lines or (other and not message.beside.hour):
        return
    _note(desk, "one_delivery", words)


def _note(desk: Desk, says: str, words: str) -> None:
    """What is said before the bill, and the words as a note in the place of parts of them."""
    desk.note(says, names=[words])
    kept = desk.cart.kept
    if all(words not in note.text for note in kept.notes):
        kept.notes = [*(note for note in kept.notes if note.text not in words), Note(words)]


def _other(times: Sequence[Moment]) -> Moment | None:
    """The first moment on another day, or at another hour, than one before it."""
    for at, each in enumerate(times):
        before = times[:at]
        days, hours = {one.day for one in before if one.day}, {one.hour for one in before if one.hour}
        if (each.day and days and each.day not in days) or (each.hour and hours and each.hour not in hours):
            return each
    return None
