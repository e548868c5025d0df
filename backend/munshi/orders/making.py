"""What is refused in a dish and not of the cart: "pyaz mat daalna" is a note on the dish, and takes nothing out."""

from dataclasses import replace

from munshi.columns import plain
from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.refusing import REFUSING, is_asked, is_refused
from munshi.orders.shelf import named_whole
from munshi.orders.sides import with_sides
from munshi.orders.told_apart import the_one_there
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists
from spelling import key

_list = WordLists(__file__, "making.yml").words
RESTAURANT = "restaurant"
SHORT = 5  # words of a message that says nothing else
OF_SOME = frozenset(
    map(key, ["me", "mein", "with", "without", "bina", "bagair", "of"])
)  # "ek me", "one without"


def with_makings(desk: Desk, message: Message) -> Message:
    """The message, in which what shall not be in a dish is a note; what is sold here by itself is no such thing."""
    if desk.business.kind != RESTAURANT:
        return message
    message = _with_swaps_inside(desk, message)
    message = replace(message, lines=[_refused_by_no(message, line) for line in message.lines])
    message = with_sides(desk, message)
    message = _with_dishes_named_again(_with_whole_dishes(desk, message))
    message = _with_dishes_of_notes(desk, message)
    message = _with_some_of_them(desk, _with_notes_of_some(desk, message))
    message = _without_those_noted(desk, _with_notes_of_those_there(desk, message))
    refused = [line for line in message.lines if line.op is Op.REMOVE and line.name and line.quantity is None]
    if len(refused) == 1 and len(message.lines) == 1 and is_refused(desk, refused[0]):
        return _with_notes_about(message, refused[0])
    if desk.cart.is_empty and len(refused) == len(message.lines):
        return message
    for line in refused:
        clause = message.clause_with(line.text or line.name or "")
        of_goods = is_refused(desk, line) or is_asked(desk, line) or _is_sold(desk, line)
        of_goods = of_goods or (_is_kind(desk, line) and not _puts(clause))
        if not of_goods and len(clause.split()) <= SHORT:
            message = _with_dish_ordered(desk, _as_note(desk, message, line, clause))
    return message


def _with_dish_ordered(desk: Desk, message: Message) -> Message:
    """A dish that is in no cart is ordered beside what shall not be in it: "paneer tikka half, pyaz mat daalna"."""
    lines = [
        replace(line, op=Op.ADD)
        if line.op is Op.REMOVE and not is_refused(desk, line) and _is_sold(desk, line)
        else line
        for line in message.lines
    ]
    return replace(message, lines=lines)


def _with_whole_dishes(desk: Desk, message: Message) -> Message:
    """The message, in which the rest of a dish's name behind a note is no second dish: *no chilli in curd rice*."""
    lines, notes = list(message.lines), list(message.beside.notes)
    for note in [each for each in message.beside.notes if each.of_making]:
        for line in [each for each in lines if _is_bare(each)]:
            whole = _whole_name(message, note, line)
            meant = desk.shelf.meant(whole) if whole else None
            if not (meant and meant.sure and not meant.left and named_whole(meant.items, whole)):
                continue
            clause = message.clause_with(note.text) or note.text
            said = replace(note, text=clause, about=meant.items[0].name["en"], says=None)
            notes = [
                said if each is note else each for each in notes if each is note or each.text not in clause
            ]
            lines.remove(line)
    made = [note.text for note in notes if note.of_making]
    doubted = [name for name in message.doubted if not any(name in each for each in made)]
    return replace(message, lines=lines, doubted=doubted, beside=replace(message.beside, notes=notes))


def _with_dishes_named_again(message: Message) -> Message:
    """A dish that is counted, and named again for how it shall be made, is one: *2 dal tadka, dal me mirch kam*."""
    lines, notes = list(message.lines), list(message.beside.notes)
    for line in filter(_is_bare, message.lines):
        counted = [each for each in message.lines if each.quantity and _is_part(line.name, each.name)]
        if len(counted) == 1 and any(note.about == line.name for note in notes):
            lines.remove(line)
            notes = [
                replace(note, about=counted[0].name) if note.about == line.name else note for note in notes
            ]
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _is_part(name: str | None, whole: str | None) -> bool:
    return set(map(key, (name or "").split())) < set(map(key, (whole or "").split()))


def _with_dishes_of_notes(desk: Desk, message: Message) -> Message:
    """The message, in which a note is of the one dish that its clause names: *dosa me pyaz mat daalna*."""
    if not any(note.of_making and note.about is None for note in message.beside.notes):
        return message
    new = [desk.shelf.meant(line.name).items[:1] for line in message.lines if line.name and line.quantity]
    dishes = [*(line.item for line in desk.cart.lines), *(item for items in new for item in items)]
    clauses = message.clauses
    notes = list[Spoken]()
    for note in message.beside.notes:
        clause = next((each for each in clauses if note.text in each), "")
        inside = list({item.sku: item for item in dishes if named_whole([item], clause)}.values())
        front = clause.partition(note.text)[0].strip()
        there = (
            inside[0] if len(inside) == 1 else the_one_there(desk, front) if front and not inside else None
        )
        of_it = note.of_making and note.about is None and not note.of_some and there is not None
        notes.append(replace(note, about=there.name["en"]) if of_it and there else note)
    return replace(message, beside=replace(message.beside, notes=notes))


def _refused_by_no(message: Message, line: Said) -> Said:
    """A name right behind the no with which a message begins is refused: *no onion in it*."""
    first, _, behind = (message.said or message.text or "").strip().partition(" ")
    is_refused_first = key(first) in REFUSING and f"{behind} ".startswith(f"{line.name} ")
    return replace(line, op=Op.REMOVE) if is_refused_first and _is_bare(line) else line


def _is_bare(line: Said) -> bool:
    return bool(line.name) and line.quantity is None and line.op in (None, Op.ADD)


def _whole_name(message: Message, note: Spoken, line: Said) -> str:
    """The word before a name with it, where these words are of a note or stand right behind it."""
    said, name = message.said or message.text or "", line.name or ""
    front, found, _ = said.rpartition(name)
    begins = said.find(note.text)
    is_near = begins >= 0 and begins < len(front) <= begins + len(note.text) + 1
    words = front.split()
    return f"{words[-1]} {name}" if found and words and is_near else ""


def _with_notes_of_some(desk: Desk, message: Message) -> Message:
    """How some of the plates shall be made counts nothing: "2 dosa, ek me aloo kam", "roti me se 2 bina ghee"."""
    for place, line in enumerate(message.lines):
        if not line.name or line.quantity is None or line not in message.lines:
            continue
        clause = message.clause_with(line.text or line.name or "")
        of_some = bool(place or desk.cart.lines) and OF_SOME.intersection(key(clause).split()[1:2])
        swaps = bool(of_some) and not _list("swaps").isdisjoint(clause.casefold().split())
        if (of_some or _refuses_at(line) == 0) and (swaps or not _is_sold(desk, line)):
            message = _as_note(desk, message, line, clause)
        if swaps:
            message = replace(message, lines=[each for each in message.lines if not _is_in(each, clause)])
    return message


def _with_swaps_inside(desk: Desk, message: Message) -> Message:
    """What comes in the place of another in the dish spoken of last is a note of it: "isme roti ki jagah chawal"."""
    for clause in map(str.strip, message.clauses):
        words = clause.casefold().split()
        if not words or words[0] not in _list("in_it") or _list("swaps").isdisjoint(words):
            continue
        lines = [line for line in message.lines if not _is_in(line, clause)]
        notes = [note for note in message.beside.notes if note.text not in clause]
        notes.append(Spoken(clause, _dish(desk), of_making=True, wished=True))
        message = replace(message, lines=lines, beside=replace(message.beside, notes=notes))
    return message


def _is_in(line: Said, clause: str) -> bool:
    """Whether a line was read in a clause."""
    return (line.text or line.name or "\n") in clause


def _with_some_of_them(desk: Desk, message: Message) -> Message:
    """Fewer of a dish of the message, made otherwise, are some of those: "3 coffee, one coffee without sugar".

    Of a dish that is named twice each how keeps how many it is of: "1 thali spicy and 1 thali not spicy".
    """
    lines, notes = list(message.lines), list(message.beside.notes)
    for line in message.lines:
        dish, made = _dish_made(message, line), [each for each in notes if _is_made_of(message, each, line)]
        twins = [each for each in lines if each is not line and _is_named_by(desk, each, dish)]
        if not (made or dish is not line) or not twins or line.quantity is None:
            continue
        more = any(each.quantity is not None and each.quantity > line.quantity for each in twins)
        about = twins[0].name if more else line.name
        if dish is not line:
            clause = message.clause_with(line.text or line.name or "")
            notes = [each for each in notes if each.text not in clause]
            notes += [Spoken(clause, about, of_making=True, of_some=True, wished=True)] if more else []
        for note in made if dish is line else ():
            counted = replace(note, text=f"{plain(line.quantity)} {note.text}", about=about, wished=True)
            notes[notes.index(note)] = replace(counted, of_some=more)
        if more:
            lines.remove(line)
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _dish_made(message: Message, line: Said) -> Said:
    """The line by the name of its dish alone, where what shall not be in it stands in the name: "soup bina namak"."""
    at = _refuses_at(line)
    return replace(line, name=" ".join((line.name or "").split()[:at])) if at else line


def _is_made_of(message: Message, note: Spoken, line: Said) -> bool:
    """Whether a note says how what a line counts shall be made: of it, or right behind its words.

    Of several lines of one name it is of the last before it.
    """
    said = message.said or message.text or ""
    before = [
        each
        for each in message.lines
        if each.name == line.name and (each.text or "") in said.partition(note.text)[0]
    ]
    if note.text not in said or (before and before[-1].text != line.text):
        return False
    behind = note.about is None and bool(line.text) and f"{line.text} {note.text}" in said
    return bool(line.name) and ((note.about == line.name and note.wished) or behind or _makes(note, line))


def _makes(note: Spoken, line: Said) -> bool:
    return note.of_making and note.about == line.name


def _is_named_by(desk: Desk, one: Said, other: Said) -> bool:
    """Whether the name of another line that is wanted may mean the thing of this one: *naan* a butter naan."""
    if not (one.name and other.name) or Op.REMOVE in (one.op, other.op):
        return False
    items, others = ({item.key for item in desk.shelf.meant(each).items} for each in (one.name, other.name))
    return bool(items) and items <= others


def _with_notes_of_those_there(desk: Desk, message: Message) -> Message:
    """So many of what is in the cart made otherwise are of those: "2 roti bina ghee".

    Said with an *and* they may come besides, and it is asked.
    """
    lines, notes = list(message.lines), list(message.beside.notes)
    for place, line in enumerate(message.lines):
        at, made = _refuses_at(line), [each for each in notes if _is_made_of(message, each, line)]
        made = [each for each in made if each.of_making or _refuses_anything(each)]
        named = " ".join((line.name or "").split()[:at]) if at or made else ""
        there = the_one_there(desk, named) if named else None
        if there is None or not line.quantity or desk.cart.held(there) <= line.quantity:
            continue
        name, besides = there.name["en"], _comes_besides(line)
        notes = [each for each in notes if each not in made]
        notes.append(
            Spoken(message.clause_with(line.text or line.name or ""), name, of_making=True, wished=True)
        )
        lines[place] = replace(line, name=name, of_those=True, op=Op.ADD if besides else line.op)
    lines = [line for line in lines if line.op is Op.ADD or not line.of_those]
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _without_those_noted(desk: Desk, message: Message) -> Message:
    """What a note of some of them names counts no more of it: "ek thali me pyaz nahi", of three that are there.

    Where several dishes may be meant, the note is of the whole order.
    """
    some = [note for note in message.beside.notes if note.of_making and note.wished]
    named = [line for line in message.lines if line.text and any(line.text in each.text for each in some)]
    others = [line.item.sku for line in desk.cart.lines]
    others += [
        item.sku
        for line in message.lines
        if line.name and line not in named
        for item in desk.shelf.meant(line.name).items[:1]
    ]
    lines, notes = list(message.lines), list(message.beside.notes)
    for line in named:
        meant = {item.sku for item in desk.shelf.meant(line.name or "").items}
        if line.name and not _comes_besides(line) and meant.intersection(others):
            lines.remove(line)
            several = len(meant.intersection(others)) > 1
            notes = [
                replace(each, about=None) if several and each.about == line.name else each for each in notes
            ]
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _comes_besides(line: Said) -> bool:
    """Whether it is counted as more: "one more coffee without ice"."""
    counted = (line.text or "").partition(line.name or "")[0]
    return not _list("besides").isdisjoint(counted.casefold().split())


def _refuses_at(line: Said) -> int | None:
    """The place of the word that refuses in a name: 1 in "roti bina ghee"."""
    words = key(line.name or "").split()
    return next((at for at, word in enumerate(words) if word in REFUSING), None)


def _as_note(desk: Desk, message: Message, line: Said, clause: str) -> Message:
    """What a line refuses as a note: of the dish named before it, or spoken of last."""
    before = [each.name for each in message.lines[: message.lines.index(line)] if each.op is not Op.REMOVE]
    there = None if before else the_one_there(desk, clause)
    about = before[-1] if before else there.name["en"] if there else _dish(desk)
    note = Spoken(clause, about, of_making=True, wished=True)
    lines = [each for each in message.lines if each is not line]
    others = [each for each in message.beside.notes if each.about != line.name]
    return replace(message, lines=lines, beside=replace(message.beside, notes=[*others, note]))


def _with_notes_about(message: Message, line: Said) -> Message:
    """A dish named beside what it shall not have stays: "thali mein pyaz mat daalna"."""
    if not any(_refuses(note) for note in message.beside.notes):
        return message
    notes = [replace(note, about=note.about or line.name) for note in message.beside.notes]
    return replace(message, lines=[], beside=replace(message.beside, notes=notes))


def _refuses(note: Spoken) -> bool:
    return note.of_making and _refuses_anything(note)


def _refuses_anything(note: Spoken) -> bool:
    return any(word in REFUSING for word in key(note.text).split())


def _is_sold(desk: Desk, line: Said) -> bool:
    """Whether something is sold under just this name."""
    meant = desk.shelf.meant(line.name or "")
    names = [name for item in meant.items for name in item.name.values()]
    return any(_words(name) <= _words(line.name or "") for name in names)


def _is_kind(desk: Desk, line: Said) -> bool:
    """Whether it is what several things here are called after: "naan", where plain and garlic naan are sold."""
    said = key(line.name or "").split()[-1:]
    meant = desk.shelf.meant(line.name or "")
    return meant.sure and any(
        key(name).split()[-1:] == said for item in meant.items for name in item.name.values()
    )


def _puts(clause: str) -> bool:
    """Whether it is said of what is put into a dish: "paneer mat daalna"."""
    return not _list("puts").isdisjoint(clause.casefold().split())


def _words(name: str) -> frozenset[str]:
    return frozenset(key(name).split())


def _dish(desk: Desk) -> str | None:
    """The dish that was spoken of last, or the only one."""
    items = desk.cart.changed_last() or [line.item for line in desk.cart.lines]
    return items[0].name["en"] if len(items) == 1 else None
