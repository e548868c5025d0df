"""How all of several dishes shall be made stands on each of them: "dono me kam teekha", "both less spicy".

The words that say *all* are those of `sizes_of_all.yml`, and of `every_line.yml` those that say *both*. They choose
none of what is asked about: a size that is asked stays asked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from munshi.orders.choosing import SO_MANY
from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.messages import LISTED, Message, Said
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists

_lists = WordLists(__file__, "sizes_of_all.yml")
BOTH = WordLists(__file__, "every_line.yml").words("both")
OF_THEM = rf"(?:{_lists.any_of('of_them')})"
ALL = rf"(?P<all>{_lists.any_of('all')})"
BEFORE = re.compile(rf"(?<!\S){ALL}(?:\s+{OF_THEM})*\s*$", re.IGNORECASE)
BEHIND = re.compile(rf"^\s*(?:{OF_THEM}\s+)*{ALL}(?![^\s,.;!?।])", re.IGNORECASE)
INSIDE = re.compile(rf"^(?P<front>.+?)\s+{ALL}(?:\s+{OF_THEM})*\s+(?P<how>.+)$", re.IGNORECASE)
JOINT = re.compile(rf"\s+{OF_THEM}$", re.IGNORECASE)
TWO = 2


def with_notes_of_all(desk: Desk, message: Message) -> Message:
    """The message, in which a note that is said of both or of all is one of each dish."""
    message = _with_dishes_before(message)
    said, notes, picks = message.said or message.text or "", list[Spoken](), message.picks
    for note in message.beside.notes:
        word = _all_beside(said, note.text) if note.of_making and not note.of_some else None
        names = _dishes(desk, message, word) if word else ()
        text = JOINT.sub("", note.text) if names else note.text
        notes += [replace(note, text=text, about=name) for name in names] or [note]
        if names or (word and desk.cart.lines):
            picks = [pick for pick in picks if pick not in SO_MANY]
    return replace(message, picks=picks, beside=replace(message.beside, notes=notes))


def _with_dishes_before(message: Message) -> Message:
    """The message, in which the last of several dishes stands by its name before the word for all.

    What is joined to another dish right before such a word is no part of how they are made: "roti aur dal fry dono …".
    """
    said, lines, notes = message.said or message.text or "", list(message.lines), list[Spoken]()
    for note in message.beside.notes:
        found = INSIDE.match(note.text) if note.of_making and not note.of_some else None
        before, _, _ = said.partition(note.text)
        joint = list(LISTED.finditer(before))[-1:]
        if found is None or not joint or not any(line.name for line in lines):
            notes.append(note)
            continue
        name = f"{before[joint[0].end() :]}{found['front']}".strip()
        lines = [each for each in lines if (each.name or "\n") not in name]
        lines.append(Said(name, text=name))
        notes.append(replace(note, text=found["how"], about=None))
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def is_one_of_all(message: Message, name: str) -> bool:
    """Whether one note says of several dishes how they shall be made, and this is one of them."""
    notes = [note for note in message.beside.notes if note.of_making and note.about]
    own = {note.text for note in notes if note.about == name}
    return any(note.text in own and note.about != name for note in notes)


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
    asked = [wish.asked for wish in desk.cart.wishes if wish.asked not in named]
    named = [*asked, *named]
    keys = {item.key for name in named for item in desk.shelf.meant(name).items}
    held = [line.item.name["en"] for line in desk.cart.lines if line.item.key not in keys]
    names = [*held, *named]
    return names if len(names) == TWO or (word not in BOTH and len(names) > TWO) else ()
