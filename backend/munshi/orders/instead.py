"""What comes in the place of what a message takes out, also where its words were read as of something that goes.

The words stand in `instead.yml`.
"""

from collections.abc import Sequence
from dataclasses import replace

from munshi.columns import plain as figure
from munshi.orders.desk import Desk
from munshi.orders.messages import Message, Said
from munshi.orders.refusing import is_refused
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain

_lists = WordLists(__file__, "instead.yml")
_list = _lists.words
EDGES = ".,;!?।"
BOTH = 2
NEAR = 2  # words from the one that brings it to its name: "give 2 sticky notes"


def with_what_goes(message: Message) -> Message:
    """The message, in which that goes in whose place something is named: "jk ki jagah century 5"."""
    text = message.said or message.text or ""
    lines = [replace(line, op=Op.REMOVE) if _gives_way(text, line) else line for line in message.lines]
    return replace(message, lines=_contrasted(text, lines))


def said_before(text: str | None) -> bool:
    """Whether what is named was asked for before: "uski jagah good day bola tha"."""
    return _lists.has(plain(text), "said_before")


def _contrasted(text: str, lines: Sequence[Said]) -> list[Said]:
    """The lines; of two things, the uncounted one that is refused goes, and the other comes in its place."""
    gone = [line for line in lines if _is_denied(text, line)]
    if (
        len(gone) != 1
        or len(lines) != BOTH
        or any(line.op is Op.REMOVE for line in lines if line is not gone[0])
    ):
        return list(lines)
    return [
        replace(line, op=Op.REMOVE) if line is gone[0] else line if line.sku else replace(line, op=Op.ADD)
        for line in lines
    ]


def _is_denied(text: str, said: Said) -> bool:
    """Whether a no stands behind an uncounted name, or a not before it, and nothing that is named comes right there."""
    if not said.name or said.quantity is not None or said.sku is not None:
        return False
    front, found, behind = text.partition(said.name)
    before = [word for word in _words(front) if word not in _list("of_which")][-1:]
    after = [word for word in _words(behind.split(",")[0]) if word not in _list("of_which")]
    denied = bool(after) and after[0] in _list("denied") and len(after) == 1
    return bool(found) and (denied or not _list("denied_before").isdisjoint(before))


def with_what_comes(desk: Desk, message: Message) -> Message:
    """The message, in which that is added which is counted before "instead", and is in no cart: "1 naan instead"."""
    lines = [
        replace(line, op=Op.ADD) if _is_counted_instead(desk, message, line) else line
        for line in message.lines
    ]
    return replace(message, lines=lines)


def _is_counted_instead(desk: Desk, message: Message, line: Said) -> bool:
    if line.op is not Op.REMOVE or not line.name or line.quantity is None:
        return False
    *before, last = _words(message.clause_with(line.name)) or [""]
    is_all = " ".join(before) == " ".join(_words(line.text or ""))
    comes = last in _list("instead") and (is_all or not is_refused(desk, line))
    return comes and bool(desk.shelf.meant(line.name).items)


def what_comes(desk: Desk, message: Message, named: Sequence[Said]) -> list[Said]:
    """The lines, in which what comes in the place of the one thing that goes is added, by its whole name."""
    text = message.said or message.text or ""
    named = [replace(said, op=Op.SET) if _is_set(desk, text, said) else said for said in named]
    gone = [said for said in named if is_refused(desk, said)]
    if len(gone) != 1:
        return named
    return [said if said is gone[0] else _coming(desk, text, gone[0], said) for said in named]


def _coming(desk: Desk, text: str, gone: Said, said: Said) -> Said:
    if not said.name or said.sku is not None:
        return said
    meant = desk.shelf.meant(said.name)
    if said.op is Op.REMOVE:
        comes = meant.sure and bool(meant.items) and _is_brought(text, said.name)
        return replace(said, op=Op.ADD) if comes else said
    if meant.items:
        return said
    whole = _with_what_goes(gone.name or "", said.name)
    return replace(said, name=whole, op=Op.ADD) if desk.shelf.meant(whole).items else said


def _gives_way(text: str, said: Said) -> bool:
    """Whether "in its place" stands right behind an uncounted name."""
    if not said.name or said.quantity is not None:
        return False
    behind = _words(text.partition(said.name)[2])[:NEAR]
    return not _list("place_of").isdisjoint(behind[1:])


def _is_set(desk: Desk, text: str, said: Said) -> bool:
    """Whether as much as is there stands behind "instead of": "I meant 8 long ones instead of 10" takes out no 8."""
    if said.op is not Op.REMOVE or not said.quantity or not said.name:
        return False
    named = {item.key for item in desk.shelf.meant(said.name, desk.near).items}
    held = {figure(line.quantity) for line in desk.cart.lines if line.item.key in named}
    words, parts = _words(text), _list("rather_than") | _list("instead")
    return any(
        word in parts and not held.isdisjoint(words[at + 1 : at + 1 + NEAR]) for at, word in enumerate(words)
    )


def _is_brought(text: str, name: str) -> bool:
    """Whether it is said to come: "skip the highlighter, give 2 sticky notes instead"."""
    front = _words(text.partition(name)[0])[-NEAR:]
    return not _list("brings").isdisjoint(front) or not _list("instead").isdisjoint(_words(text))


def _with_what_goes(gone: str, name: str) -> str:
    """A name with the words of what goes that it leaves unsaid: "brush 2 inch rehne do, 4 inch wala"."""
    there = _words(name)
    unsaid = [word for word in _words(gone) if word.isalpha() and word not in there]
    return " ".join([*unsaid, name])


def _words(text: str) -> list[str]:
    return [word.strip(EDGES) for word in text.casefold().split()]
