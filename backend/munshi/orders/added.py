"""What may be added to a dish, in the words about it: *margherita with extra cheese and jalapeno*, *roti butter wali*.

What comes into some of them alone is a note of these, and what is refused goes. The words stand in `added.yml`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from munshi.orders.desk import Desk
from munshi.orders.items import AddOn, Item
from munshi.orders.kept import Spoken
from munshi.orders.messages import LISTED, Message, Said
from munshi.orders.refusing import REFUSING
from munshi.orders.shelf import named_whole
from munshi.orders.told_apart import the_one_there
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists, plain
from spelling import key

_list = WordLists(__file__, "added.yml").words
IN_THE_CART = -1  # before all that is said


@dataclass(frozen=True)
class _Dish:
    """A dish: where its words begin, what it is, and what it is called in the message."""

    begins: int
    item: Item
    called: str


@dataclass(frozen=True)
class _Added:
    """An add-on of a dish with the words in which it is named, and its line, where it was read as one."""

    dish: _Dish
    add_on: AddOn
    words: str
    line: Said | None

    @property
    def is_refused(self) -> bool:
        """Whether nobody wants it."""
        return not REFUSING.isdisjoint(key(self.words).split()) or bool(
            self.line and self.line.op is Op.REMOVE
        )

    @property
    def is_less(self) -> bool:
        """Whether less of it is wanted."""
        return not _list("less").isdisjoint(plain(self.words).split())

    @property
    def some(self) -> str | None:
        """The words that say into how many of the dish it comes, where it is not into all."""
        words = plain(self.line.text).split() if self.line and self.line.quantity else []
        return self.line.text if self.line and words[1:2] and words[1] in _list("in_some") else None

    @property
    def note(self) -> Spoken:
        """What is kept of it until the dish is in the cart."""
        said = " ".join(word for word in plain(self.words).split() if _own(self.add_on) & _sounds(word))
        of_some = self.some is not None
        return Spoken(self.some or said, self.dish.called, of_making=of_some, of_some=of_some, wished=True)


def with_added(desk: Desk, message: Message) -> Message:
    """The message, in which each add-on that is named is a note of its dish and no line; `put_on` adds it."""
    message = _with_dishes_by_name(desk, message)
    named = [each for each in _named(desk, message) if not each.is_less]
    gone = [each for each in named if each.is_refused and _take_off(desk, each)]
    wanted = [each for each in named if not each.is_refused and not _is_noted_of_some(message, each)]
    if not (wanted or gone):
        return message
    read = [each.line for each in (*wanted, *gone) if each.line]
    add_ons = [each.add_on for each in wanted]
    notes = [note for note in message.beside.notes if not _says_only(note.text, add_ons)]
    return replace(
        message,
        lines=[line for line in message.lines if line not in read],
        doubted=[name for name in message.doubted if not _says_only(name, add_ons)],
        beside=replace(message.beside, notes=[*notes, *(each.note for each in wanted)]),
    )


def put_on(desk: Desk) -> None:
    """A note of a dish in the cart that names nothing but what may be added to it is added to it."""
    kept = desk.cart.kept
    for place, line in enumerate(desk.cart.lines):
        for note in [each for each in kept.notes if each.item == line.item.key]:
            add_on = next((each for each in line.item.add_ons if _says_only(note.text, [each])), None)
            if add_on is not None:
                kept.notes.remove(note)
                line = replace(line, add_ons=(*(each for each in line.add_ons if each != add_on), add_on))
        desk.cart.lines[place] = line


def _take_off(desk: Desk, gone: _Added) -> bool:
    """Takes an add-on from the dish in the cart; whether it was on it."""
    for place, line in enumerate(desk.cart.lines):
        if line.item.key == gone.dish.item.key and gone.add_on in line.add_ons:
            rest = tuple(each for each in line.add_ons if each != gone.add_on)
            desk.cart.lines[place] = replace(line, add_ons=rest)
            desk.note("left_out", asked=gone.add_on.name[desk.language])
            return True
    return False


def _is_noted_of_some(message: Message, added: _Added) -> bool:
    """Whether it is said of some of the dish, and noted so."""
    return any(note.of_some and _names(added.add_on, note.text) for note in message.beside.notes)


def _with_dishes_by_name(desk: Desk, message: Message) -> Message:
    """The message, in which a line that is named by its dish and what is added has the name of the dish."""
    lines, notes = list(message.lines), list(message.beside.notes)
    for place, line in enumerate(message.lines):
        front = _front(desk, line.name) if line.name and line.quantity and line.op is not Op.REMOVE else None
        if front is None or line.name is None:
            continue
        add_ons = desk.shelf.meant(front).items[0].add_ons
        known = _besides() | {sound for each in add_ons for own in _owns(each) for sound in own}
        over = [word for word in line.name.removeprefix(front).split() if not _sounds(word) <= known]
        notes += [Spoken(" ".join(over), front, of_making=True, wished=True)] if over else []
        lines[place] = replace(line, name=front)
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _front(desk: Desk, name: str) -> str | None:
    """The dish with which a name begins, where one of its add-ons is named behind it."""
    words = name.split()
    for end in range(1, len(words)):
        front, behind = " ".join(words[:end]), " ".join(words[end:])
        items = desk.shelf.meant(front).items[:1]
        if items and named_whole(items, front):
            has_it = any(_names(each, behind) for each in items[0].add_ons)
            return front if has_it and not _is_other(desk, name, items[0]) else None
    return None


def _is_other(desk: Desk, name: str, item: Item) -> bool:
    """Whether another thing of the shelf is called by a whole name: *cheese burger butter*, where that is sold."""
    items = desk.shelf.meant(name).items[:1]
    return bool(items) and items[0].sku != item.sku and named_whole(items, name)


def _named(desk: Desk, message: Message) -> Iterator[_Added]:
    """Each add-on that is named, with the dish that was named last before it."""
    said = message.said or message.text or ""
    said = said.replace(message.beside.place or "\n", "\n")
    dishes = list(_dishes(desk, message, said))
    for begins, ends in _pieces(said, dishes):
        dish = next((each for each in reversed(dishes) if each.begins <= begins), None)
        words = said[begins:ends]
        if dish is None or said[ends:].lstrip().startswith("?"):
            continue
        others = [
            line for line in message.lines if line.name and line.name in words and line.name != dish.called
        ]
        own = {add_on.key: _line_of(others, add_on, dish) for add_on in dish.item.add_ons}
        taken = [dish.called, *(line.name or "" for line in others if line not in own.values())]
        found = {_own(each): each for each in reversed(dish.item.add_ons) if _names(each, words, taken)}
        yield from (_Added(dish, each, words, own[each.key]) for each in found.values())


def _pieces(said: str, dishes: Sequence[_Dish]) -> Iterator[tuple[int, int]]:
    """Where each piece of what is said begins and ends: at a sign, at an *and*, and before each dish."""
    cuts = {end for found in LISTED.finditer(said) for end in found.span()}
    places = sorted({0, len(said), *cuts, *(each.begins for each in dishes if each.begins > 0)})
    return pairwise(places)


def _dishes(desk: Desk, message: Message, said: str) -> Iterator[_Dish]:
    """The dish of the cart of which is spoken, and those of the message in their order."""
    if there := _there(desk, said):
        yield _Dish(IN_THE_CART, there, there.name["en"])
    found = list[_Dish]()
    for line in message.lines:
        meant = desk.shelf.meant(line.name or "")
        at = said.find(line.text or line.name or "")
        is_wanted = line.op is not Op.REMOVE and REFUSING.isdisjoint(key(line.name or "").split())
        if line.name and meant.sure and meant.items and at >= 0 and is_wanted:
            found.append(_Dish(at, meant.items[0], line.name))
    yield from sorted(found, key=lambda dish: dish.begins)


def _there(desk: Desk, said: str) -> Item | None:
    """The dish of the cart that is named, that has alone what is named, or that was spoken of last."""
    inside = [line.item for line in desk.cart.lines]
    has_it = [item for item in inside if any(_names(each, said) for each in item.add_ons)]
    last = desk.cart.changed_last() or inside
    alone = next((items[0] for items in (has_it, last) if len(items) == 1), None)
    return the_one_there(desk, said) or alone


def _line_of(lines: Sequence[Said], add_on: AddOn, dish: _Dish) -> Said | None:
    """The line that names nothing but an add-on, or that the dish comes without it: *roti bina butter*."""
    for line in lines:
        words = key(line.name or "").split()
        called = REFUSING | (_called(dish) - _own(add_on))
        own = " ".join(word for word in words if word not in called)
        if _says_only(own if REFUSING.intersection(words) else line.name or "", [add_on]):
            return line
    return None


def _called(dish: _Dish) -> frozenset[str]:
    """All words of the names of a dish."""
    names = (dish.called, *dish.item.name.values(), *dish.item.aliases)
    return frozenset(sound for name in names for sound in _sounds(name))


def _names(add_on: AddOn, words: str, taken: Sequence[str] = ()) -> bool:
    """Whether words name an add-on, by the last word that is its own, beside those that name something else."""
    said = _sounds(words) - {sound for each in taken for sound in _sounds(each)}
    return any(own[-1] in said for own in _owns(add_on))


def _says_only(words: str, add_ons: Sequence[AddOn]) -> bool:
    """Whether words name add-ons, say that they come, and nothing else."""
    said = _sounds(words) - _besides()
    known = {sound for each in add_ons for own in _owns(each) for sound in own}
    return bool(said) and said <= known and any(_names(each, words) for each in add_ons)


def _own(add_on: AddOn) -> frozenset[str]:
    """All words by which an add-on is told from the others."""
    return frozenset(sound for own in _owns(add_on) for sound in own)


def _owns(add_on: AddOn) -> list[tuple[str, ...]]:
    """The same by language, in their order; what is called only *extra* has that."""
    names = [key(name).split() for name in add_on.name.values()]
    return [tuple(sound for sound in name if sound not in _besides()) or tuple(name) for name in names]


@cache
def _besides() -> frozenset[str]:
    return frozenset(sound for word in _list("besides") for sound in _sounds(word))


def _sounds(words: str) -> frozenset[str]:
    return frozenset(key(words).split())
