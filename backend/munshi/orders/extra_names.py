"""What is called *Extra …* here is goods: that word says neither how a thing is made nor that more of it is wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from munshi.asking.consent import says_only_to_do
from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.shelf import named_whole
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists
from spelling import key

_words = WordLists(__file__, "extra_names.yml").words
EXTRA, MAKES = (frozenset(map(key, _words(name))) for name in ("extra", "makes"))


def with_extras(desk: Desk, message: Message) -> Message:
    """The message, in which such a thing is a line by its whole name, wherever its words were read."""
    if EXTRA.isdisjoint(key(message.said or message.text or "").split()):
        return message
    lines, notes = [_named_whole(desk, message, line) for line in message.lines], list[Spoken]()
    for note in message.beside.notes:
        bare = next((line for line in lines if not line.name and not line.sku and line.quantity), None)
        found = _counted(desk, note)
        if found:
            lines.append(found)
        elif bare and note.wished and _is_called(desk, note.text):
            named = replace(bare, name=note.text, text=f"{note.text} {bare.text or ''}".strip())
            lines[lines.index(bare)] = _named_whole(desk, message, named)
        else:
            notes.append(note)
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _named_whole(desk: Desk, message: Message, line: Said) -> Said:
    """The line by the word before its name as well, where something is called so."""
    if not line.name or line.sku or line.op is Op.REMOVE:
        return line
    before = (line.text or "").partition(line.name)[0].split()[-1:]
    name = next(
        (each for each in (line.name, " ".join([*before, line.name])) if _is_called(desk, each)), None
    )
    if not name:
        return line
    behind = message.clause_with(line.text or name).partition(line.text or name)[2]
    op = None if line.op is Op.ADD else line.op
    return replace(line, name=name, op=Op.SET if _makes_it(behind) else op)


def _makes_it(behind: str) -> bool:
    """Whether the words behind an amount say that it shall be so much: *4 kar do*."""
    return says_only_to_do(behind) and not MAKES.isdisjoint(key(behind).split())


def _counted(desk: Desk, note: Spoken) -> Said | None:
    """The line that a note is in whole, its number behind the name: *extra pav 4 kar do*."""
    words = note.text.split()
    for at, quantity in _numbers(words):
        name, rest = " ".join(words[:at]), " ".join(words[at + 1 :])
        if _is_called(desk, name) and says_only_to_do(rest):
            return Said(name, quantity, op=Op.SET if _makes_it(rest) else None, text=note.text)
    return None


def _numbers(words: Sequence[str]) -> Iterator[tuple[int, Decimal]]:
    return ((at, Decimal(word)) for at, word in enumerate(words) if word.isdecimal())


def _is_called(desk: Desk, name: str) -> bool:
    """Whether something is called just so, with that word first."""
    words = key(name).split()
    if not words[1:] or words[0] not in EXTRA:
        return False
    return named_whole(desk.shelf.meant(name).items[:1], name)
