"""How all of several dishes shall be made stands on each of them: "dono me kam teekha", "both less spicy".

The words that say *all* are those of `sizes_of_all.yml`, and of `every_line.yml` those that say *both*.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists

_lists = WordLists(__file__, "sizes_of_all.yml")
BOTH = WordLists(__file__, "every_line.yml").words("both")
OF_THEM = rf"(?:{_lists.any_of('of_them')})"
ALL = rf"(?P<all>{_lists.any_of('all')})"
BEFORE = re.compile(rf"(?<!\S){ALL}(?:\s+{OF_THEM})*\s*$", re.IGNORECASE)
BEHIND = re.compile(rf"^\s*(?:{OF_THEM}\s+)*{ALL}(?![^\s,.;!?।])", re.IGNORECASE)
JOINT = re.compile(rf"\s+{OF_THEM}$", re.IGNORECASE)
TWO = 2


def with_notes_of_all(desk: Desk, message: Message) -> Message:
    """The message, in which a note that is said of both or of all is one of each dish."""
    said, notes = message.said or message.text or "", list[Spoken]()
    for note in message.beside.notes:
        word = _all_beside(said, note.text) if note.of_making and not note.of_some else None
        names = _dishes(desk, message, word) if word else ()
        text = JOINT.sub("", note.text) if names else note.text
        notes += [replace(note, text=text, about=name) for name in names] or [note]
    return replace(message, beside=replace(message.beside, notes=notes))


def _all_beside(said: str, text: str) -> str | None:
    """The word for all of them right before a note, or right behind it."""
    front, found, behind = said.partition(text)
    beside = BEFORE.search(front) or BEHIND.search(behind) if found else None
    return beside["all"].casefold() if beside else None


def _dishes(desk: Desk, message: Message, word: str) -> Sequence[str]:
    """The dishes that are meant: both of a message, else all of it and of the cart; none where these are not two."""
    named = [line.name for line in message.lines if line.name and line.op is not Op.REMOVE]
    if word in BOTH and len(named) == TWO:
        return named
    keys = {item.key for name in named for item in desk.shelf.meant(name).items}
    held = [line.item.name["en"] for line in desk.cart.lines if line.item.key not in keys]
    names = [*held, *named]
    return names if len(names) == TWO or (word not in BOTH and len(names) > TWO) else ()
