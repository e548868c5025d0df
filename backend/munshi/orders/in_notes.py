"""Goods that stand among the words of a note: what is wanted for somebody, and what of the cart nobody wants."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.items import Item, sku_of
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.refusing import REFUSING, is_refused
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists
from spelling import key

INSTEAD = WordLists(__file__, "instead.yml")
LONGEST_NAME = 5  # words
SIGNS = ".,;:!?।()"


@dataclass(frozen=True)
class _Found:
    """The words of a note up to a name of goods, the name, and the number behind it: "band aid 10"."""

    front: list[str]
    name: str
    behind: str | None = None


def with_goods_in_notes(desk: Desk, message: Message) -> Message:
    """The message, in which what the shelf surely knows is ordered whoever it is for; for whom stays a note of it.

    What a note says nobody wants, and is in the cart, is taken out of it.
    """
    beside, gone = message.beside, [line for line in message.lines if line.op is Op.REMOVE]
    if beside.place or beside.pincode or (gone and len(gone) == len(message.lines)):
        return message
    lines, notes = list(message.lines), list[Spoken]()
    for note in beside.notes:
        if led := _led_by_goods(desk, message, note):
            lines.append(led)
            notes.append(replace(note, text=_behind(note.text, led), about=led.name))
        elif note.of_making or note.instead or note.wished:
            notes.append(note)
        elif refused := _refused(desk, note):
            lines.append(refused)
        elif found := _named(desk, note.text):
            line = _line(desk, message, found)
            lines.append(line)
            notes += [Spoken(" ".join(_for_whom(found)), line.name)] if _for_whom(found) else []
        else:
            notes.append(note)
    coming = _coming(desk, message, lines, notes)
    lines += [Said(note.text, op=Op.ADD, text=note.text) for note in coming]
    notes = [note for note in notes if note not in coming]
    return replace(message, lines=lines, beside=replace(beside, notes=notes))


def _coming(desk: Desk, message: Message, lines: Sequence[Said], notes: Sequence[Spoken]) -> Sequence[Spoken]:
    """The one note that is no more than a name of this shelf, where all else goes: "not red, blue"."""
    if message.lines or len(lines) != 1 or lines[0].op is not Op.REMOVE or len(notes) != 1:
        return ()
    return notes if not notes[0].wished and desk.shelf.meant(notes[0].text).items else ()


def _refused(desk: Desk, note: Spoken) -> Said | None:
    """What is in the cart and is refused: "biryani nahi" at the end, "not the mango one", "actually no chopsuey"."""
    if front := _refused_behind(desk, note):
        return front
    words = _denied(note.text.split())
    names = (Said(" ".join(words[at:]), op=Op.REMOVE, text=note.text) for at in _places(words))
    return next(
        (each for each in names if is_refused(desk, each) and not desk.shelf.meant(each.name or "").left),
        None,
    )


def _refused_behind(desk: Desk, note: Spoken) -> Said | None:
    """What a no names by the word that says what it is: no "no mushroom", of a mushroom soup."""
    words = [word.strip(SIGNS) for word in note.text.split()]
    at = next((at for at, word in enumerate(words) if key(word) in REFUSING), len(words))
    name = " ".join(words[at + 1 :])
    said = Said(name, op=Op.REMOVE, text=note.text)
    if not key(name) or not is_refused(desk, said):
        return None
    inside = [line.item for line in desk.cart.lines]
    heads = {key(called).split()[-1] for item in inside for called in _called([item]) if key(called)}
    return said if key(name).split()[-1] in heads and not desk.shelf.meant(name).left else None


def _denied(words: list[str]) -> list[str]:
    """What is refused: what stands before a no at the end, or is all between "not the" and "one"."""
    said = [word.strip(SIGNS) for word in words]
    if key(said[-1]) in REFUSING:
        return words[:-1]
    begins = said[0].casefold() in INSTEAD.words("denied_before")
    return [word for word in said[1:] if word.casefold() not in INSTEAD.words("of_which")] if begins else []


def _named(desk: Desk, text: str) -> _Found | None:
    """The longest name of something sold here, said whole, with which a note ends; a word alone only if counted.

    How many may stand behind it.
    """
    words = [word.strip(SIGNS) for word in text.split()]
    behind = words.pop() if len(words) > 1 and words[-1].isdecimal() else None
    for at in _places(words):
        if at == len(words) - 1 and not (behind or (at and words[at - 1].isdecimal())):
            break
        name = " ".join(words[at:])
        meant = desk.shelf.meant(name)
        if meant.wholly and any(_words(name) == _words(called) for called in _called(meant.items)):
            return _Found(words[:at], name, behind)
    return None


def _led_by_goods(desk: Desk, message: Message, note: Spoken) -> Said | None:
    """The dish with whose name a note of making, beside no line, begins; none that is ordered: it is of that one."""
    if not note.of_making or note.about or note.instead or not message.lines:
        return None
    words = note.text.split()
    names = (" ".join(words[:end]) for end in range(min(LONGEST_NAME, len(words) - 1), 1, -1))
    name = next((each for each in names if _is_whole(desk, each)), None)
    if name is None:
        return None
    skus = {sku_of(item.key) for item in desk.shelf.meant(name).items}
    ordered = {sku_of(line.item.key) for line in desk.cart.lines}
    ordered |= {
        sku_of(item.key) for line in message.lines for item in desk.shelf.meant(line.name or "").items
    }
    return None if skus & ordered else Said(name, op=Op.ADD, text=name)


def _is_whole(desk: Desk, name: str) -> bool:
    """Whether a name, or all of it but its portion, is what one thing of the shelf is called."""
    meant = desk.shelf.meant(name)
    called = {_words(each) for each in _called(meant.items)}
    called |= {
        _words(f"{each} {portion}")
        for item in meant.items
        for each in _called([item])
        for portion in (item.variant or {}).values()
    }
    return meant.wholly and _words(name) in called


def _behind(text: str, led: Said) -> str:
    return " ".join(text.split()[len((led.name or "").split()) :])


def _called(items: Iterable[Item]) -> Iterator[str]:
    yield from (name for item in items for name in (*item.name.values(), *item.aliases))


def _words(name: str) -> frozenset[str]:
    return frozenset(key(name).split())


def _places(words: list[str]) -> range:
    return range(max(len(words) - LONGEST_NAME, 0), len(words))


def _line(desk: Desk, message: Message, found: _Found) -> Said:
    """The line: how many stands before the name, and which portion behind it."""
    before = found.front[-1] if found.front and found.front[-1].isdecimal() else None
    counted = before or found.behind
    name = _with_portion(desk, message, found.name)
    return Said(name, Decimal(counted) if counted else None, text=name)


def _with_portion(desk: Desk, message: Message, name: str) -> str:
    """The name with the word behind it, where that is one of its portions: "chicken biryani full"."""
    behind = (message.said or message.text or "").partition(name)[2].split()
    whole = f"{name} {behind[0].strip(SIGNS)}" if behind else name
    portions = [item for item in desk.shelf.meant(whole).items if item.variant]
    is_one = len(portions) == 1 and any(
        sku_of(item.key) == sku_of(portions[0].key) for item in desk.shelf.meant(name).items
    )
    return whole if is_one else name


def _for_whom(found: _Found) -> list[str]:
    return found.front[:-1] if found.front and found.front[-1].isdecimal() else found.front
