"""What of a line is name and what is amount, told apart by what is on the shelf."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from munshi.catalogue import goods, matching
from munshi.columns import plain
from munshi.orders.called_boxes import in_own_box
from munshi.orders.desk import Desk
from munshi.orders.items import Item
from munshi.orders.messages import Message, Said
from munshi.orders.quantities import CONTAINERS, SCALES, fits
from munshi.orders.refusing import REFUSING
from munshi.orders.shelf import StockedShelf, holds, measured_by, named_whole, named_with, numbers_other_kind
from munshi.orders.wishes import Op
from spelling import key

FIGURE_AND_UNIT = 2  # words


def read_by_shelf(desk: Desk, message: Message) -> list[Said]:
    """The lines as the shelf lets them be read: whose figure it is, and what only counts what was named before."""
    read: list[Said] = []
    for said, spoken in zip(message.lines, [None, *message.lines], strict=False):
        before = read[-1] if read else None
        if _only_counts(desk, said):
            counts = before is not None and before.name and before.quantity is None
            said = replace(said, name=None)
            read[-1:] = [replace(before, quantity=said.quantity)] if before and counts else [*read[-1:], said]
        elif spoken and (together := _as_one(desk, spoken, said) or _around_unit(desk, spoken, said)):
            read[-1] = together
        elif before and (of_its_kind := _of_its_kind(desk, message, before, said)):
            read[-1] = of_its_kind
        elif before and before.name and _only_describes(desk, said):
            read[-1] = replace(before, name=f"{before.name} {_size(said)}{said.name}")
        else:
            read.append(_counted_by_its_name(desk, _with_its_unit(desk, with_its_figure(desk.shelf, said))))
    return read


def with_counts(desk: Desk, message: Message) -> Message:
    """The message, in which what only counts has no name: the *do patti* of what was shown."""
    lines = [replace(each, name=None) if _only_counts(desk, each) else each for each in message.lines]
    return replace(message, lines=lines)


def note_what_counts_nothing(desk: Desk, amounts: Sequence[Said], message: Message) -> None:
    """Of a list the amounts without a name are said, where nothing else is said that they may be of.

    What stands between things that are counted is of the list, whatever is said beside it.
    """
    bare = [each for each in amounts if each.quantity and not each.beside and each.op in (None, Op.ADD)]
    if any(vars(message.beside).values()):
        bare = [each for each in bare if _is_of_list(each, message)]
    if bare:
        desk.note("counts_nothing", names=[each.text or each.counted for each in bare])


def _is_of_list(amount: Said, message: Message) -> bool:
    """Whether an amount stands between two things that are counted, or with its unit behind them, and in no note."""
    said, text = message.said or "", amount.text or ""
    counted = [said.find(line.text) for line in message.lines if line.name and line.quantity and line.text]
    noted = any(text in note.text for note in message.beside.notes)
    at = said.find(text)
    return (
        bool(text and counted)
        and not noted
        and (min(counted) < at < max(counted) or _packed_behind(amount, at, counted))
    )


def _packed_behind(amount: Said, at: int, counted: Sequence[int]) -> bool:
    """Whether so many of what holds so much stand behind what is counted: the *1 plate 3M* that ends a list."""
    return amount.pack is not None and amount.unit not in (None, *SCALES) and at > max(counted)


def with_figure_before(desk: Desk, message: Message) -> Message:
    """The message, in which the figure right before a name counts it, where the amount read was a word before that.

    *Ek cheez bhul gayi 2 vim bar* wants two; the figure of a name is none: *1 5 star*.
    """
    return replace(
        message, lines=[_by_figure_before(desk, message.said or "", line) for line in message.lines]
    )


def _by_figure_before(desk: Desk, said: str, line: Said) -> Said:
    if not line.name or line.quantity is None or line.unit or line.pack or line.sku:
        return line
    if plain(line.quantity) in re.findall(r"\d+", said):
        return line
    found = re.search(rf"(?<!\S)([1-9]\d?)\s+{re.escape(line.name)}(?!\w)", said)
    if found is None or said.count(line.name) > 1 or desk.shelf.is_name(f"{found[1]} {line.name}"):
        return line
    words_before = found.start() > 0 and not said[: found.start()].rstrip()[-1:].isdecimal()
    return replace(line, quantity=Decimal(found[1])) if words_before else line


def with_whole_names(desk: Desk, message: Message) -> Message:
    """The message, in which words beside goods that are a name of this shelf with them are no note.

    *Black forest 1kg cake*, where Black Forest 1kg is sold, wants no other cake.
    """
    lines, notes = [_with_word_before(desk, line) for line in message.lines], list(message.beside.notes)
    for note in message.beside.notes:
        place = next((at for at, line in enumerate(lines) if line.name and line.name == note.about), None)
        refuses = not REFUSING.isdisjoint(key(note.text).split())
        if place is None or note.wished or not note.about or refuses:
            continue
        whole = f"{note.text} {_size(lines[place])}{note.about}"
        items = desk.shelf.meant(f"{note.text} {note.about}").items
        if named_whole(items, whole) and not named_whole(items, note.about):
            lines[place] = replace(lines[place], name=f"{note.text} {note.about}")
            notes.remove(note)
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _with_word_before(desk: Desk, line: Said) -> Said:
    """The line with the word between its amount and its name, where goods are called by both: *2 extra roti*."""
    before = (line.text or "").partition(line.name or "\n")[0].split()[1:][-1:]
    whole = f"{before[0]} {line.name}" if line.name and before else ""
    if (
        not whole
        or line.op is Op.REMOVE
        or named_whole(desk.shelf.meant(line.name or "").items, line.name or "")
    ):
        return line
    return replace(line, name=whole) if named_whole(desk.shelf.meant(whole).items[:1], whole) else line


def with_units_as_names(desk: Desk, message: Message) -> Message:
    """The message, in which a unit that is taken out names the one thing of the cart called so: "bottle hata do".

    So does one that is counted in a list and is what something is called here: "1 pav, 2 veg puff"; and, while the cart
    is empty, one in which a single thing called so is sold: "kal 2 jar bhej dena".
    """
    is_list = any(line.name and line.quantity is not None for line in message.lines)
    boxes = [in_own_box(desk, line) for line in message.lines]
    if all(
        line.quantity is not None for line in boxes if line.name
    ):  # else a name may go on: *bottle water, steel*
        boxes = [_called_with_its_unit(desk, line) for line in boxes]
    lines = [_named_by_its_unit(desk, each) for line in boxes for each in _parted(desk, line)]
    lines = [_of_its_container(desk, line) for line in lines]
    return replace(message, lines=[_counted_by_name(desk, line) if is_list else line for line in lines])


def _called_with_its_unit(desk: Desk, line: Said) -> Said:
    """So many of the one thing that is called by its unit too: *2 tray ande* are two of Eggs tray 30."""
    if not line.name or line.unit not in CONTAINERS or line.pack or line.sku or line.quantity is None:
        return line
    own = desk.shelf.meant(line.name).items
    if any(
        fits(line.unit, line.quantity, None, item.measure) and item.measure.unit == line.unit for item in own
    ):
        return line
    both = desk.shelf.meant(f"{line.name} {line.unit}").items
    called = [item for item in both if key(line.unit) in key(" ".join(item.name.values())).split()]
    is_one = len(called) == 1 and called[0].measure.is_counted
    name = f"{line.name} {line.unit}"
    return replace(line, name=name, unit=None, sku=called[0].key) if is_one else line


def _of_its_container(desk: Desk, line: Said) -> Said:
    """Containers without a name, by the one thing that is called so and sold in them: *20 litre wale 2 jar*."""
    if line.name or line.sku or line.op is Op.REMOVE or line.quantity is None or line.unit not in CONTAINERS:
        return line
    called = desk.shelf.meant(line.unit).items if desk.cart.is_empty else ()
    sold = [item for item in called if item.measure.unit == line.unit and holds(item, line.pack)]
    return replace(line, name=sold[0].name["en"], pack=None) if len(sold) == 1 else line


def _parted(desk: Desk, line: Said) -> list[Said]:
    """A measure and a count of one line, where what is counted is a thing of this shelf: *10 m rope 1 bucket*.

    What comes in just such packs stays one.
    """
    if not (line.name and line.pack and line.unit and line.quantity) or line.sku or line.op is Op.REMOVE:
        return [line]
    items = desk.shelf.meant(line.name).items
    packed = any(fits(line.unit, line.quantity, line.pack, item.measure) for item in items)
    if not items or packed or not desk.shelf.is_name(line.unit):
        return [line]
    measured = replace(line, quantity=line.pack.quantity, unit=line.pack.unit, pack=None)
    return [measured, replace(line, name=line.unit, unit=None, pack=None)]


def _counted_by_name(desk: Desk, line: Said) -> Said:
    """A line of a figure and a unit, where the unit is the name of something here."""
    words = (line.text or "").split()
    if (
        line.name
        or line.sku
        or line.op is Op.REMOVE
        or len(words) != FIGURE_AND_UNIT
        or not words[0].isdecimal()
    ):
        return line
    if not desk.shelf.is_name(words[1]):
        return line
    return replace(line, name=words[1], quantity=Decimal(words[0]), unit=None)


def _named_by_its_unit(desk: Desk, line: Said) -> Said:
    if line.op is not Op.REMOVE or line.name or line.quantity is not None or not line.unit:
        return line
    there = the_one_there(desk, line.unit)
    return replace(line, name=there.name["en"], unit=None) if there else line


def with_pointed_at(desk: Desk, message: Message) -> Message:
    """The message, in which an amount alone is of the one thing of the cart beside it: "the long ones 10"."""
    amounts = [line for line in message.lines if not line.name and line.sku is None]
    is_alone = len(amounts) == len(message.lines) == 1 and amounts[0].op is not Op.REMOVE
    if not is_alone or desk.cart.open_wish:
        return message
    for note in message.beside.notes:
        found = None if note.wished else the_one_there(desk, note.text)
        if found is not None and amounts[0].quantity is not None:
            notes = [each for each in message.beside.notes if each is not note]
            line = replace(amounts[0], name=found.name["en"], op=amounts[0].op or Op.SET)
            return replace(message, lines=[line], beside=replace(message.beside, notes=notes))
    return message


def the_one_there(desk: Desk, text: str) -> Item | None:
    """The only thing of the cart that a text names, also by a word of its name that nothing else there has."""
    inside = {line.item.key: line.item for line in desk.cart.lines}
    meant = [inside[item.key] for item in desk.shelf.meant(text, list(inside)).items if item.key in inside]
    if meant or not inside:
        return meant[0] if len(meant) == 1 else None
    words = set(matching.sound(text).key.split())
    alike = [item for item in inside.values() if words & set(matching.sound(item.name["en"]).key.split())]
    return alike[0] if len(alike) == 1 else None


def with_its_figure(shelf: StockedShelf, said: Said) -> Said:
    """A number without a unit that stands in the name of what is meant is of the name: telma 40 is no 40 strips.

    So is one where that name has another, Lactogen 2 is no two of Lactogen 1; and one that a pack holds, *box of 50*.
    One that stands before the name counts: *4 hinges*, where a hinge of 4 inches is sold.
    """
    if not said.name or said.quantity is None or (said.unit and not _is_held(said)):
        return said
    if said.sku or _counts_before(said):
        return said
    named = replace(said, name=f"{said.name} {said.quantity.normalize():f}", quantity=None)
    meant = shelf.meant(said.name).items
    if said.pack is None:
        numbers = any(
            named_with(item, said.quantity) or numbers_other_kind(item, said.quantity, said.name)
            for item in meant
        )
        return named if numbers else said
    if not any(measured_by(item, said.quantity, said.name) for item in meant):
        return said
    return replace(named, quantity=said.pack.quantity, unit=said.pack.unit, pack=None)  # 10 m of 4 sq wire


def _is_held(said: Said) -> bool:
    """Whether a number stands behind the pack that holds so many, at the end of a line: *box of 50*."""
    last = (said.text or "").split()[-1:]
    is_bare = said.unit in CONTAINERS and said.pack is None
    return said.quantity is not None and is_bare and last == [plain(said.quantity)]


def _counts_before(said: Said) -> bool:
    """Whether a bare number stands before the name in the words of a line."""
    text, name = (said.text or "").casefold(), (said.name or "").casefold()
    return said.pack is None and bool(text) and not text.startswith(name.split()[0])


def _with_its_unit(desk: Desk, said: Said) -> Said:
    """A unit with which a name of this shelf begins is of the name: *1 set dosa*, where Set Dosa is sold."""
    if not said.name or not said.unit or said.unit in SCALES or said.sku:
        return said
    if container := _container_of_name(desk, said):
        return replace(said, name=f"{said.name} {container}", unit=None)
    whole = f"{said.unit} {said.name}"
    is_named = named_whole(desk.shelf.meant(whole).items, whole)
    if not is_named or named_whole(desk.shelf.meant(said.name).items, said.name):
        return said
    return replace(said, name=whole, unit=None)


def _container_of_name(desk: Desk, said: Said) -> str | None:
    """The word for what it comes in that tells it from others called alike: the pouches of shampoo, no bottles."""
    words = (said.text or "").split()
    container = words[-1] if words and said.unit in CONTAINERS else ""
    if not container or container.isdecimal() or container in (said.name or ""):
        return None
    alike = {item.key for item in desk.shelf.meant(said.name or "").items}
    meant = desk.shelf.meant(f"{said.name} {container}") if len(alike) > 1 else None
    one = meant is not None and len(meant.items) == 1 and not (meant.against or meant.left)
    return container if one and meant and meant.items[0].key in alike else None


def _counted_by_its_name(desk: Desk, said: Said) -> Said:
    """A unit that the name itself has only counts it: five reams of what is called a ream."""
    if not said.name or not said.unit or said.quantity is None or said.unit in SCALES:
        return said
    items = desk.shelf.meant(said.name).items
    is_named = len(items) == 1 and _names_itself(items[0], said.unit)
    return replace(said, unit=None) if is_named else said


def _names_itself(item: Item, unit: str) -> bool:
    """Whether a unit is a word of what is called so: a bottle of a *Steel water bottle*."""
    return any(set(goods.heard(unit)) & set(goods.heard(name)) for name in item.name.values())


def _as_one(desk: Desk, before: Said, said: Said) -> Said | None:
    """What is one thing with the line before it, by its figure: *3 plug 3 pin*, where a 3 pin plug is sold."""
    if not (before.name and before.quantity and said.name and said.quantity) or (before.sku or said.sku):
        return None
    by_itself = named_whole(desk.shelf.meant(said.name).items, said.name)
    if said.unit or said.pack or before.op is not said.op or by_itself:
        return None
    name = f"{before.name} {said.quantity.normalize():f} {said.name}"
    meant = desk.shelf.meant(name).items
    whole = len(meant) == 1 and named_with(meant[0], said.quantity) and named_whole(meant, name)
    text = f"{before.text} {said.text}" if before.text and said.text else None
    return replace(before, name=name, text=text) if whole else None


def _around_unit(desk: Desk, before: Said, said: Said) -> Said | None:
    """What is one thing with the line before it, whose unit is of its name: *1 family pack biryani*."""
    if not (before.name and before.quantity and before.unit and said.name) or (before.sku or said.sku):
        return None
    if said.quantity is not None or said.unit or said.pack or before.pack or said.op is not before.op:
        return None
    written = (before.text or before.unit).split()[-1]
    if written in before.name.split():  # no unit stands behind it
        return None
    name = f"{before.name} {written} {said.name}"
    meant = [item for item in desk.shelf.meant(name).items if _names_itself(item, written)]
    text = f"{before.text} {said.text}" if before.text and said.text else None
    is_one = len(meant) == 1 and named_whole(meant, name)
    return replace(before, name=name, unit=None, text=text) if is_one else None


def _of_its_kind(desk: Desk, message: Message, before: Said, said: Said) -> Said | None:
    """A counted thing by the kind or the maker that stands behind it without a join: *atta 5 kilo aashirvaad*."""
    if not (before.name and said.name) or before.quantity is None or before.sku or said.sku:
        return None
    if said.quantity is not None or said.unit or said.pack or said.op is not before.op:
        return None
    if not any(before.name in clause and said.name in clause for clause in message.clauses):
        return None
    thing, kind = desk.shelf.meant(before.name), desk.shelf.meant(f"{said.name} {before.name}")
    keys = {item.key for item in kind.items}
    narrows = keys and keys < {item.key for item in thing.items} and not kind.left
    return replace(before, name=f"{said.name} {before.name}") if narrows else None


def _only_describes(desk: Desk, said: Said) -> bool:
    """Whether a line says what the one before it shall be like, and nothing here is called so: *500g eggless*."""
    if not said.name or said.sku or said.op is Op.REMOVE or not goods.only_describes(said.name):
        return False
    return (said.quantity is None or said.unit in SCALES) and not desk.shelf.meant(said.name).items


def _size(said: Said) -> str:
    return "" if said.quantity is None else f"{said.quantity.normalize():f}{said.unit or ''} "


def _only_counts(desk: Desk, said: Said) -> bool:
    """Whether a line is no more than a number and a word that counts, where nothing here is called so."""
    if not said.name or said.quantity is None or said.unit or said.pack:
        return False
    return goods.only_counts(said.name) and not desk.shelf.meant(said.name).items
