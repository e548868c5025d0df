"""Two things of which the other is wanted only if the one is not there: the one that can be had."""

from dataclasses import replace

from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken, Thing
from munshi.orders.messages import Message, Said
from munshi.orders.shelf import Meant
from munshi.orders.wishes import Op, is_out

CHANGES = "comes_instead"


def with_otherwise(desk: Desk, message: Message) -> Message:
    """The message, in which each *X, if not Y* wants X, and Y where X is out or not sold here; else it stays a note."""
    for note in message.beside.notes:
        if note.then is not None and (wanted := _wanted(message, note)) is not None:
            message = _decided(desk, _without_its_words(message, note), note, wanted)
    return message


def _wanted(message: Message, note: Spoken) -> Said | None:
    """What may not be there: named in the condition, else what it stands beside."""
    if note.without is not None:
        return _as_said(note.without)
    return next((line for line in message.lines if line.name and line.name == note.about), None)


def _as_said(thing: Thing) -> Said:
    return Said(thing.name, thing.quantity, thing.unit, thing.pack)


def _decided(desk: Desk, message: Message, note: Spoken, wanted: Said) -> Message:
    """The message with the one of both that can be had."""
    meant, line = desk.shelf.meant(wanted.name or ""), _line_of(desk, message, wanted)
    if line is not None:
        meant = desk.shelf.meant(line.name or "")
    elif any(desk.cart.held(item) for item in meant.items):
        return message
    other, asked = _in_place_of(desk, wanted, note.then), line or wanted
    is_there = bool(meant.items) and not all(map(is_out, meant.items))
    if other is None or is_there:
        return _with_line(_noted_of(message, note, asked), line, wanted) if meant.items else message
    desk.note(CHANGES, asked=asked.name, names=[other.name], said=note.text)
    comes = replace(other, quantity=other.quantity or asked.quantity, text=note.text)
    lines = [comes if each is line else each for each in message.lines]
    notes = [each for each in message.beside.notes if each is not note]
    notes = [replace(each, about=comes.name) if each.about == asked.name else each for each in notes]
    return replace(
        message,
        lines=lines if line is not None else [*lines, comes],
        beside=replace(message.beside, notes=notes),
    )


def _noted_of(message: Message, note: Spoken, asked: Said) -> Message:
    """The message, in which the condition is a note of what is wanted."""
    notes = [replace(each, about=asked.name) if each is note else each for each in message.beside.notes]
    return replace(message, beside=replace(message.beside, notes=notes))


def _with_line(message: Message, line: Said | None, wanted: Said) -> Message:
    """The message, in which what is wanted is a line of it."""
    return message if line is not None else replace(message, lines=[*message.lines, wanted])


def _line_of(desk: Desk, message: Message, wanted: Said) -> Said | None:
    """The line that names the same, in other words too: "2 paneer frankie, paneer nahi hai to …"."""
    named = _keys(desk.shelf.meant(wanted.name or ""))
    lines = [line for line in message.lines if line.name and line.op is not Op.REMOVE]
    same = (line for line in lines if line.name == wanted.name)
    alike = (line for line in lines if named & _keys(desk.shelf.meant(line.name or "")))
    return next(same, None) or next(alike, None)


def _keys(meant: Meant) -> set[str]:
    return {item.key for item in meant.items}


def _in_place_of(desk: Desk, wanted: Said, then: Thing | None) -> Said | None:
    """What comes then, where it is sold here for certain; by the words of what is out that it leaves unsaid: *dry*."""
    if then is None:
        return None
    names = [then.name, " ".join([*(wanted.name or "").split()[:-1], then.name])]
    meant = ((name, desk.shelf.meant(name)) for name in names)
    sold = (name for name, each in meant if each.items and each.wholly)
    name = next(sold, None)
    return replace(_as_said(then), name=name) if name else None


def _without_its_words(message: Message, note: Spoken) -> Message:
    """The message without a note that only names what may not be there."""
    name = note.without.name if note.without else None
    notes = [each for each in message.beside.notes if each is note or each.text != name]
    return replace(message, beside=replace(message.beside, notes=notes))
