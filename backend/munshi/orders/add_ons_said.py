"""An add-on that is sold by itself, *Extra Cheese*, and is said beside a dish: a line with its price, and no free note.

A number beside it that says on how many of the dish it comes changes no amount of the dish.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.extra_names import EXTRA
from munshi.orders.for_shop import surely_asks
from munshi.orders.joined_names import is_called
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.refusing import REFUSING
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists
from spelling import key

_WORD = re.compile(r"[^\s,;:!?.।]+")
_ON = frozenset(map(key, WordLists(__file__, "extra_names.yml").words("comes_on")))
LONGEST = 4  # words of a name


def with_add_ons(desk: Desk, message: Message) -> Message:
    """The message, in which each such name is a line of its own, of as many as of the dish in whose name it stands."""
    said = message.said or message.text or ""
    if surely_asks(said):
        return message
    for name, clause in _names(desk, message, said):
        if REFUSING.isdisjoint(key(clause).split()):
            message = _of_some(desk, _with_line(desk, message, name, clause), name, clause)
    return message


def _names(desk: Desk, message: Message, said: str) -> Iterator[tuple[str, str]]:
    """The longest names that begin with an *extra* and are sold here, each with its clause; each once."""
    words, seen = [each.group() for each in _WORD.finditer(said)], set[str]()
    for at in (at for at, word in enumerate(words) if key(word) in EXTRA):
        runs = (" ".join(words[at : at + length]) for length in range(LONGEST, 1, -1))
        name = next((each for each in runs if each in said and is_called(desk.shelf, each)), None)
        if name is None or key(name) in seen:
            continue
        for clause in message.clauses:
            if name in clause:
                seen.add(key(name))
                yield name, clause


def _with_line(desk: Desk, message: Message, name: str, clause: str) -> Message:
    """The message with a line of that name, where it has none: cut out of a dish's name, or besides.

    What is in the cart already comes once more only with a dish of its clause.
    """
    lines = list(message.lines)
    for place, line in enumerate(lines):
        called = line.name or ""
        if key(called) == key(name) or line.op is Op.REMOVE:
            return message
        dish, found, _ = called.partition(name)
        if called and key(name).endswith(f" {key(called)}"):  # its last word alone
            lines[place] = replace(line, name=name, quantity=line.quantity or _as_many(lines[:place], clause))
        elif found and dish.strip():
            more = Said(name, line.quantity, op=line.op, text=name)
            lines[place : place + 1] = [replace(line, name=dish.strip()), more]
        else:
            continue
        return replace(message, lines=lines)
    many = _as_many([each for each in lines if not _is_on(each, name, clause)], clause)
    there = any(desk.cart.held(item) for item in desk.shelf.meant(name).items[:1])
    if not lines or (there and many is None):
        return message
    return replace(message, lines=[*lines, Said(name, many, op=Op.ADD, text=name)])


def _as_many(lines: Sequence[Said], clause: str) -> Decimal | None:
    """As many as of the dish that is counted last in the clause."""
    counted = [
        each.quantity for each in lines if each.quantity and (each.text or each.name or "\n") in clause
    ]
    return counted[-1] if counted else None


def _of_some(desk: Desk, message: Message, name: str, clause: str) -> Message:
    """On how many of the dish it comes is a note of that dish: *extra cheese only on one pizza*."""
    for line in message.lines:
        others = [each for each in message.lines if each is not line and each.name != name]
        if line.name == name or line.quantity is None or not _is_on(line, name, clause):
            continue
        dish = _dish(desk, line, others)
        if dish:
            note = Spoken(clause.strip(), dish, of_making=True, of_some=True, wished=True)
            lines = [each for each in message.lines if each is not line]
            beside = replace(message.beside, notes=[*message.beside.notes, note])
            return replace(message, lines=lines, beside=beside)
    return message


def _is_on(line: Said, name: str, clause: str) -> bool:
    """Whether a word for *on* stands between the add-on and what is counted, in one clause."""
    text = line.text or line.name or ""
    at, there = clause.find(text), clause.find(name)
    if min(at, there) < 0:
        return False
    between = clause[there + len(name) : at] if there < at else clause[at + len(text) : there]
    return not _ON.isdisjoint(key(between).split())


def _dish(desk: Desk, line: Said, others: Sequence[Said]) -> str | None:
    """What is wanted already and may be meant by the name of a line: in the message, or in the cart."""
    meant = {item.key for item in desk.shelf.meant(line.name or "").items}
    for other in others:
        if other.name and meant & {item.key for item in desk.shelf.meant(other.name).items}:
            return other.name
    there = next((each.item for each in desk.cart.lines if each.item.key in meant), None)
    return there.name["en"] if there else None
