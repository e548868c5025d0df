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
        again = line.name and line.quantity is None and line.op is None and _same(desk, message, line)
        at = next((i for i, note in enumerate(notes) if again and f"{line.name} {note.text}" in said), None)
        if at is not None:
            lines.remove(line)
            notes[at] = replace(notes[at], text=f"{line.name} {notes[at].text}", about=again or None)
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _same(desk: Desk, message: Message, line: Said) -> str | None:
    """What is ordered under a name of which a line has a word."""
    return _dish(desk, message, _Refused("", "", line.name), "")


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
    ordered = [line.name for line in message.lines if line.name and line.quantity is not None]
    names = [*ordered, *(line.item.name["en"] for line in desk.cart.lines)]
    if found.dish is None:
        before = said.partition(found.words)[0]
        near = [name for name in ordered if name in before]
        return max(near, key=before.rindex) if near else "" if names else None
    words = set(found.dish.casefold().split())
    if words & _lists.words("order"):
        return None
    heard = set(matching.sound(found.dish).key.split())
    alike = [name for name in names if heard & set(matching.sound(name).key.split())]
    return max(alike, key=lambda name: len(heard & set(matching.sound(name).key.split())), default=None)


def _is_of(line: Said, found: _Refused, about: str) -> bool:
    """Whether a line was read in these words, and is not the dish with its amount."""
    if not line.name or (line.name == about and line.quantity is not None and line.op is not Op.REMOVE):
        return False
    return line.name in found.words or line.name in found.what
