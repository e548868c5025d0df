"""What shall come again and again comes once: that is said, and stands as a note, which the shop may agree to.

The phrases stand in `once.yml`.
"""

from munshi.orders.desk import Desk
from munshi.orders.kept import Note
from munshi.orders.messages import Message
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "once.yml")


def note_where_often(desk: Desk, message: Message) -> None:
    """Says that goods which shall come every day are ordered for one time."""
    said = plain(message.said)
    how_often = LISTS.found(said, "often")
    wants = any(line.name and line.op is not Op.REMOVE for line in message.lines)
    if how_often is None or not wants or not desk.cart.lines or LISTS.has(said, "as_before"):
        return
    behind = said.partition(how_often)[2].split()[:1]
    named = desk.shelf.meant(f"{how_often} {behind[0]}") if behind else None
    if named and named.items and not named.left and not named.against:
        return  # a part of a name: *रोज मिल्क*
    desk.note("only_once", names=[how_often])
    if all(how_often not in plain(note.text) for note in desk.cart.kept.notes):
        desk.cart.kept.notes.append(Note(how_often))
