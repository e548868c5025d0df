"""What of an order that is repeated gives way, and what comes in its place: "bhujia ki jagah good day 2".

What goes is named in the order itself, also where its words were read as no goods. The words stand in `instead.yml`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from munshi.orders.desk import Desk
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists

_lists = WordLists(__file__, "instead.yml")
_any = _lists.any_of
PLACE_OF = re.compile(
    rf"(?P<goes>.*?)\s+(?:{_any('of_it')})\s+(?:{_any('place_of')})(?!\S)(?P<comes>.*)", re.I | re.S
)
INSTEAD_OF = re.compile(rf"(?P<comes>.*?)\s+(?:{_any('instead_of')})\s+(?P<goes>.*)", re.I | re.S)
REPLACES = re.compile(
    rf"(?:.*?\s)?(?:{_any('replaces')})\s+(?P<goes>.*?)\s+(?:{_any('with')})\s+(?P<comes>.*)", re.I | re.S
)
EDGES = ".,;!?। "
LONGEST = 4  # words of a name


def with_what_gives_way(desk: Desk, message: Message) -> Message:
    """The message, in which one thing of the cart goes and what is named beside it comes; what goes stands first."""
    said = message.said or ""
    found = REPLACES.match(said) or INSTEAD_OF.match(said) or PLACE_OF.match(said)
    gone = _inside(desk, found["goes"], at_end=found.re is PLACE_OF) if found else None
    if found is None or gone is None:
        return message
    lines = [line for line in message.lines if not (line.name and _names_one(desk, line.name, gone[1]))]
    comes = [line for line in lines if line.name and line.op is not Op.REMOVE and line.name in found["comes"]]
    if not comes:
        comes = list(_named(desk, found["comes"]))
        lines += comes
    if len(comes) != 1:
        return message
    others = [line for line in lines if line is not comes[0]]
    return replace(message, lines=[Said(gone[0], op=Op.REMOVE), replace(comes[0], op=Op.ADD), *others])


def _inside(desk: Desk, words: str, *, at_end: bool) -> tuple[str, str] | None:
    """The name with which words end, or begin, of the one thing of the cart that it is of, and the key of that."""
    told = [word.strip(EDGES) for word in words.split()]
    for length in range(LONGEST, 0, -1):
        name = " ".join(told[-length:] if at_end else told[:length])
        meant = desk.shelf.meant(name, [line.item.key for line in desk.cart.lines])
        if meant.near and not meant.left and len(meant.items) == 1:
            return name, meant.items[0].key
    return None


def _names_one(desk: Desk, name: str, key: str) -> bool:
    return any(item.key == key for item in desk.shelf.meant(name, [key]).items)


def _named(desk: Desk, words: str) -> Sequence[Said]:
    """What is sold here and named in words."""
    name = desk.shelf.name_in(" ".join(word.strip(EDGES) for word in words.split()))
    return [Said(name)] if name else []
