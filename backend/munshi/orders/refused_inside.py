"""What shall not be in a dish is a note of that dish, and takes nothing out: *gift box me rasgulla mat rakhna*.

*No dhaniya in the dal*, *do not add capsicum*, *bina makkhan ke*. The words stand in `refused_inside.yml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from munshi.catalogue import matching
from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists

_lists = WordLists(__file__, "refused_inside.yml")
CLAUSE = re.compile(r"[^,;।!?\n.]+")

WHAT = r"(?P<what>\S+(?:\s\S+){0,2}?)"
DISH = r"(?P<dish>\S+(?:\s\S+){0,3}?)"
VERBS = rf"(?:\s(?:{_lists.any_of('verbs')}))*"
PATTERNS = tuple(
    re.compile(rf"(?<!\S){pattern}(?!\S)", re.IGNORECASE)
    for pattern in (
        rf"{DISH}\s(?:{_lists.any_of('inside')})\s{WHAT}\s(?:{_lists.any_of('refuses')}){VERBS}",
        rf"(?:{_lists.any_of('english')})\s(?:any\s)?{WHAT}\sin\s(?:the\s|my\s)?(?P<dish>\S+(?:\s\S+){{0,3}})",
        rf"(?:{_lists.any_of('english_alone')})\s(?:any\s)?(?P<what>\S+)",
        rf"(?:{_lists.any_of('bina')})\s(?P<what>\S+(?:\s\S+)?)\s(?:{_lists.any_of('behind_bina')})",
    )
)


@dataclass(frozen=True)
class _Refused:
    """The words that refuse, what is refused, and the dish that they name."""

    words: str
    what: str
    dish: str | None


def with_refused_inside(desk: Desk, message: Message) -> Message:
    """The message, in which such words are notes, and nothing that is named in them is wanted or goes."""
    said = message.said or message.text or ""
    for found in _refused(said):
        about = _dish(desk, message, found, said)
        if about is None:
            continue
        lines = [line for line in message.lines if not _is_of(line, found, about)]
        notes = [note for note in message.beside.notes if _says(note, found) or note.text not in found.words]
        if not any(_says(note, found) for note in notes):
            notes.append(Spoken(found.words, about or None, of_making=True, wished=True))
        doubted = [name for name in message.doubted if name not in found.words]
        beside = replace(message.beside, notes=notes)
        message = replace(message, lines=lines, doubted=doubted, beside=beside)
    return _with_conditions(desk, message, said)


def _says(note: Spoken, found: _Refused) -> bool:
    """Whether a note says already what is refused."""
    return found.what in note.text and note.wished


def _with_conditions(desk: Desk, message: Message, said: str) -> Message:
    """What is ordered and named again only for the case that it is not there is of that note: *mutton na ho to …*."""
    lines, notes = list(message.lines), list(message.beside.notes)
    for line in message.lines:
        named = line.name if line.quantity is None and line.op is None else None
        again = _named(desk, message, named) if named else None
        of_it = [again and note.wished and f"{named} {note.text}" in said for note in notes]
        at = next((i for i, found in enumerate(of_it) if found), None)
        if at is not None:
            lines.remove(line)
            notes[at] = replace(notes[at], text=f"{named} {notes[at].text}", about=again)
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _refused(said: str) -> Iterator[_Refused]:
    """Each clause that refuses something in a dish; a question refuses nothing."""
    for clause in CLAUSE.finditer(said):
        if said[clause.end() : clause.end() + 1] == "?":
            continue
        words = " ".join(clause.group().split())
        found = next((match for each in PATTERNS if (match := each.search(words))), None)
        if found:
            yield _Refused(_told(found.group()), found["what"], found.groupdict().get("dish"))


def _told(words: str) -> str:
    """The words without a yes or no, or what joins, before them."""
    said = words.split()
    while said and said[0].casefold() in _lists.words("leading"):
        said.pop(0)
    return " ".join(said)


def _dish(desk: Desk, message: Message, found: _Refused, said: str) -> str | None:
    """The dish by its name, an empty one where none is named; None where what is named is none of the order."""
    if found.dish is not None:
        named = _named(desk, message, found.dish)
        return "" if named and _may_be_other(desk, message, found.dish, named) else named
    before = said.partition(found.words)[0]
    near = [name for name in _ordered(message) if name in before]
    return max(near, key=before.rindex) if near else "" if _names(desk, message) else None


def _named(desk: Desk, message: Message, dish: str) -> str | None:
    """The name in the order that has most words of a dish; None where it has none, or the whole order is named."""
    if set(dish.casefold().split()) & _lists.words("order"):
        return None
    heard = set(matching.sound(dish).key.split())
    alike = {name: len(heard & set(matching.sound(name).key.split())) for name in _names(desk, message)}
    return max(filter(alike.get, alike), key=lambda name: alike[name], default=None)


def _may_be_other(desk: Desk, message: Message, dish: str, named: str) -> bool:
    """Whether another name in the order has as many words of a dish: *thali*, of two kinds of them."""
    heard, own = (set(matching.sound(each).key.split()) for each in (dish, named))
    others = (set(matching.sound(each).key.split()) for each in _names(desk, message))
    return any(
        not (other <= own or own <= other) and len(heard & other) == len(heard & own) for other in others
    )


def _names(desk: Desk, message: Message) -> list[str]:
    """Of what is ordered now, and of what is in the cart."""
    return [*_ordered(message), *(line.item.name["en"] for line in desk.cart.lines)]


def _ordered(message: Message) -> list[str]:
    return [line.name for line in message.lines if line.name and line.quantity is not None]


def _is_of(line: Said, found: _Refused, about: str) -> bool:
    """Whether a line was read in these words, and is not the dish with its amount."""
    if not line.name or (line.name == about and line.quantity is not None and line.op is not Op.REMOVE):
        return False
    return line.name in found.words or line.name in found.what
