"""So many boxes of what is sold by weight: boxes times weight is how much it is, and the boxes are a note of it.

*250 gm ke 2 packet* are half a kilo in "2 × 250 g"; beside its whole weight the boxes only say how it is packed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from munshi.asking.clauses import PART
from munshi.columns import plain
from munshi.orders.answering import items_of
from munshi.orders.desk import Desk
from munshi.orders.goods_in_text import those_shown
from munshi.orders.items import Item
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.quantities import CONTAINERS, SCALES, Pack, fits, same_kind
from munshi.orders.reopening import LISTS
from munshi.orders.told_apart import with_its_figure
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists
from munshi.word_lists import plain as plain_words

WEIGHTS, JOINS, PACKING = (
    WordLists(__file__, "boxed.yml").words(name) for name in ("weights", "joins", "packing")
)
NEAR = 3  # words behind a name in which its boxes are counted
BOXES = re.compile(rf"\d+ (?:×|{'|'.join(sorted(CONTAINERS))})")  # begins a note of boxes


def with_boxes(desk: Desk, message: Message) -> Message:
    """The message, in which boxes of loose goods are their weight, with a note of them."""
    lines, notes = list[Said](), list(message.beside.notes)
    told = [_named_before(line, message) for line in message.lines]
    told = [with_its_figure(desk.shelf, line) if line.pack else line for line in told]
    for line in told:
        items = _boxed(desk, message, line)
        if not items:
            lines.append(line)
            continue
        named = line.name and desk.shelf.meant(line.name).items
        name = (named and line.name) or items[0].name["en"]
        is_plain = line.quantity == 1 and line.unit in (None, "pc")  # "1 sugar 1 kg" is in no box of its own
        if _forget_others(desk, line, items) and not is_plain:
            notes.append(Spoken(_boxes(line, message), name, wished=True))
        lines += _weighed(desk, message, line, items)
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _boxed(desk: Desk, message: Message, line: Said) -> Sequence[Item]:
    """The loose goods of which a line counts boxes; none where anything that it may mean is sold in such ones."""
    counts = line.unit in CONTAINERS if line.pack is None else line.unit in (None, "pc", *CONTAINERS)
    if line.quantity is None or not counts or line.op is Op.REMOVE or line.sku:
        return ()
    items = _meant(desk, message, line)
    loose = [item for item in items if item.measure.unit in SCALES and _goes_into(line.pack, item)]
    sold_so = any(fits(line.unit, line.quantity, line.pack, item.measure) for item in items)
    if sold_so or not loose:
        return ()
    if line.name and not desk.shelf.meant(line.name).items:
        is_all = line.pack and line.quantity * _grams(line.pack.quantity, line.pack.unit)
        return loose if is_all and is_all == _weight_of(desk, message, loose) else ()
    return loose if line.pack or (not line.name and _weight_of(desk, message, loose)) else ()


def _meant(desk: Desk, message: Message, line: Said) -> Sequence[Item]:
    """By its name; without one the thing that the message names, that is asked about, or that is alone in the cart."""
    named = desk.shelf.meant(line.name).items if line.name else ()
    if named:
        return named
    others = [each.name for each in message.lines if each.name and each is not line]
    told = [items for name in others if (items := desk.shelf.meant(name).items)]
    wish = desk.cart.open_wish
    if wish and not told:
        return list(items_of(desk, wish.keys))
    if any(fits(line.unit, line.quantity, line.pack, item.measure) for item in those_shown(desk)):
        return ()  # so many of what was shown
    inside = [each.item for each in desk.cart.lines]
    return told[0] if len(told) == 1 else inside if len(inside) == 1 and not told else ()


def _goes_into(pack: Pack | None, item: Item) -> bool:
    return pack is None or same_kind(pack.unit, item.measure.unit)


def _weighed(desk: Desk, message: Message, line: Said, items: Sequence[Item]) -> list[Said]:
    """The line by its weight; none where that is said elsewhere, or is in the cart already."""
    pack = line.pack
    if pack is None or line.quantity is None:
        return []
    in_all = pack.quantity if _is_whole(line, message) else pack.quantity * line.quantity
    told = _weight_of(desk, message, items)
    if not line.name or not desk.shelf.meant(line.name).items:
        line = replace(line, name=None)
    if told and line.name is None and _comes_besides(line, message):
        line = replace(line, name=items[0].name["en"])
    only_packs = line.name is None or not PACKING.isdisjoint(plain_words(message.said).split())
    if told and only_packs and told == _grams(in_all, pack.unit):
        return []
    return [replace(line, quantity=in_all, unit=pack.unit, pack=None)]


def _named_before(line: Said, message: Message) -> Said:
    """A weight behind an *and* is of the boxes named right before it: *jalebi 2 half kg aur 1 full kg*."""
    at = message.lines.index(line)
    before = message.lines[at - 1] if at else None
    weighs = not line.name and line.op is None and line.pack is None and line.unit in SCALES
    if not (before and before.name and before.pack and weighs and _comes_besides(line, message)):
        return line
    return replace(line, name=before.name)


def _comes_besides(line: Said, message: Message) -> bool:
    """Whether an *and* joins an amount without a name to what is said beside it: *2 half kg and 1 full kg jalebi*."""
    before, found, behind = (message.said or "").partition(line.text or "\n")
    beside = {*plain_words(before).split()[-1:], *plain_words(behind).split()[:1]}
    return bool(found) and not beside.isdisjoint(JOINS)


def _is_whole(line: Said, message: Message) -> bool:
    """Whether the weight stands before the name and the boxes behind it: *2 kg kaju katli 4 dibbe me*."""
    before, name, behind = (message.said or "").partition(line.name or "\n")
    before, behind = PART.split(before)[-1], PART.split(behind)[0]
    return bool(name) and _weighs(before) and _numbers(before) <= 1 <= _numbers(behind, NEAR)


def _weighs(words: str) -> bool:
    """Whether a weight is spoken of."""
    said = (word.lstrip("0123456789./") for word in plain_words(words).replace("/", " ").split())
    return any(word in WEIGHTS for word in said)


def _numbers(words: str, near: int | None = None) -> int:
    """How many numbers stand in words, or in the first of them."""
    said = plain_words(words).split()[:near]
    return sum(word[0].isdecimal() or word in LISTS.words("counts") for word in said)


def _forget_others(desk: Desk, line: Said, items: Sequence[Item]) -> bool:
    """Whether the note of these boxes says more than one that is there; it takes the place of any other."""
    keys, kept = {item.key for item in items}, desk.cart.kept
    there = [each for each in kept.notes if each.item in keys and BOXES.match(each.text)]
    count = plain(line.quantity or Decimal(0))
    if line.pack is None and any(each.text.partition(" ")[0] == count for each in there):
        return False
    kept.notes = [each for each in kept.notes if each not in there]
    return True


def _weight_of(desk: Desk, message: Message, items: Sequence[Item]) -> Decimal | None:
    """How many grams of these are told beside, or are in the cart."""
    keys = {item.key for item in items}
    for line in message.lines:
        weighs = line.unit in SCALES and line.quantity is not None and line.pack is None
        if weighs and (not line.name or any(each.key in keys for each in desk.shelf.meant(line.name).items)):
            return _grams(line.quantity or Decimal(0), line.unit or "")
    held = [each for each in desk.cart.lines if each.item.key in keys]
    return _grams(held[0].quantity, held[0].item.measure.unit) if len(held) == 1 else None


def _grams(quantity: Decimal, unit: str) -> Decimal:
    return quantity * SCALES[unit][1]


def _boxes(line: Said, message: Message) -> str:
    """*2 × 250 g*; the words themselves where they do not say how much is in one."""
    if line.pack is None or _is_whole(line, message):
        return f"{plain(line.quantity or Decimal(0))} {line.unit or ''}".strip()
    return f"{plain(line.quantity or Decimal(0))} × {plain(line.pack.quantity)} {line.pack.unit}"
