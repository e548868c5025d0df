"""What comes with a dish, and is wanted more, less or apart, is a note of it: "idli, sambar zyada dena".

What the shelf sells under just that name, or adds to a dish, is no such thing.
"""

from collections.abc import Iterator
from dataclasses import replace

from munshi.orders.desk import Desk
from munshi.orders.items import Item
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.notes_of_all import is_one_of_all
from munshi.orders.portions import named_but_for_size
from munshi.orders.shelf import add_on_named, named_whole
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists
from spelling import key

_list = WordLists(__file__, "sides.yml").words


def with_sides(desk: Desk, message: Message) -> Message:
    """The message, in which what comes with a dish is a note of the dish that is named with it, or before it."""
    for line in message.lines:
        clause = message.clause_with(line.text or line.name or "")
        if line.op is Op.REMOVE or not line.name or _list("how_much").isdisjoint(clause.casefold().split()):
            continue
        if line.quantity is not None:
            message = _with_side(desk, message, line, clause)
        elif not (
            _is_sold(desk, line.name)
            or _is_added(desk, message, line.name)
            or is_one_of_all(message, line.name)
        ):
            message = _noted(message, line, None, clause)
    return replace(message, doubted=[name for name in message.doubted if not _is_side(desk, message, name)])


def _is_side(desk: Desk, message: Message, name: str) -> bool:
    """Whether what was taken for talk stands beside such a word, and nothing is sold under just its name."""
    clause = message.clause_with(name)
    return not _list("how_much").isdisjoint(clause.casefold().split()) and not _is_sold(desk, name)


def _with_side(desk: Desk, message: Message, line: Said, clause: str) -> Message:
    """A counted dish with what comes with it in one name: that is a note of it, or is added to it."""
    name = line.name or ""
    dish = _dish_in(desk, name)
    side = clause.partition(dish)[2].strip() if dish else ""
    if dish is None or not side:
        return message
    counted, rest = replace(line, name=dish), name.removeprefix(dish).strip()
    if not add_on_named(desk.shelf.meant(dish).items[0].add_ons, rest):
        return _noted(message, line, counted, side)
    at = message.lines.index(line)
    return replace(message, lines=[*message.lines[:at], counted, Said(rest), *message.lines[at + 1 :]])


def _dish_in(desk: Desk, name: str) -> str | None:
    """The dish with which a name begins, where more than that stands in it and nothing here is called so."""
    words = name.split()
    if _is_called(desk, name):
        return None
    ends = [end for end in range(len(words) - 1, 0, -1) if words[end - 1].casefold() not in _list("how_much")]
    fronts = (" ".join(words[:end]) for end in ends)
    return next((front for front in fronts if _is_sold(desk, front) and _is_called(desk, front)), None)


def _is_sold(desk: Desk, name: str) -> bool:
    """Whether all that something here is called stands in a name, but for its size."""
    items = desk.shelf.meant(name).items
    return named_whole(items, name) or named_but_for_size(items, name)


def _is_called(desk: Desk, name: str) -> bool:
    """Whether something here is called just so: *extra curd rice* and *dal full* are, *veg thali papad* is not.

    Nor is what has a word twice: *dal tadka full tadka zyada*.
    """
    said = _sounds(name) - {sound for word in _list("how_much") for sound in _sounds(word)}
    if len(said) < len([word for word in key(name).split() if word in said]):
        return False
    return any(_sounds(each) >= said for item in desk.shelf.meant(name).items for each in _called(item))


def _called(item: Item) -> Iterator[str]:
    """What it is called, in each language with its portion."""
    portions = " ".join((item.variant or {}).values())
    yield from (f"{each} {portions}" for each in (*item.name.values(), *item.aliases))


def _sounds(words: str) -> set[str]:
    return set(key(words).split())


def _is_added(desk: Desk, message: Message, name: str) -> bool:
    """Whether a dish of the message or of the cart can have it added."""
    named = [line.name for line in message.lines if line.name and line.name != name]
    dishes: list[Item] = [line.item for line in desk.cart.lines]
    dishes += [item for each in named for item in desk.shelf.meant(each).items[:1]]
    return any(add_on_named(dish.add_ons, name) for dish in dishes)


def _noted(message: Message, line: Said, dish: Said | None, side: str) -> Message:
    """The message with a side as a note: of the dish in whose line it stood, else of the one before it."""
    at = message.lines.index(line)
    before = [each.name for each in message.lines[:at] if each.op is not Op.REMOVE and each.name]
    about = dish.name if dish else before[-1] if before else None
    lines = [*message.lines[:at], *([dish] if dish else []), *message.lines[at + 1 :]]
    notes = [each for each in message.beside.notes if each.text not in side]
    note = Spoken(side, about, of_making=True, wished=True)
    return replace(message, lines=lines, beside=replace(message.beside, notes=[*notes, note]))
