"""So many of each kind of one thing: what this shelf does not tell apart is one line, and its note has the counts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from munshi.catalogue import goods
from munshi.columns import plain
from munshi.orders.desk import Desk
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Line, Op

SEVERAL = 2

Kind = tuple[str, str]
"""The name of a line without the words by which its kind is told, and these words."""


def with_kinds(desk: Desk, message: Message) -> Message:
    """The message, in which kinds of one thing are counted in its note: *2 highlighter yellow 1 pink*."""
    if (there := _counted_there(desk, message)) is not None:
        counts = Spoken(", ".join(_as_said(message.lines)), there.item.name["en"], wished=True)
        return replace(
            message, lines=[], beside=replace(message.beside, notes=[*message.beside.notes, counts])
        )
    lines, notes = list[Said](), list(message.beside.notes)
    kinds = [_kind(desk, line) for line in message.lines]
    for thing, group in groupby(zip(message.lines, kinds, strict=True), key=lambda each: _thing(desk, *each)):
        own = list(group)
        if thing is None or len({kind for _, kind in own}) == 1:
            lines += [line for line, _ in own]
            continue
        lines.append(_in_all([line for line, _ in own], own[0][1]))
        notes.append(Spoken(", ".join(_counts(own)), lines[-1].name, wished=True))
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def _counted_there(desk: Desk, message: Message) -> Line | None:
    """What of the cart the lines count by its kinds, and name nothing else: *2 blue 3 black*, of five gel pens."""
    own = message.lines
    counted = all(line.name and line.quantity and not line.unit and line.op is not Op.REMOVE for line in own)
    if len(own) < SEVERAL or not counted or not all(goods.only_describes(line.name or "") for line in own):
        return None
    so_many = sum((line.quantity or Decimal(0) for line in own), Decimal(0))
    there = [line for line in desk.cart.lines if line.quantity == so_many and not line.item.variant]
    if len(there) != 1 or desk.cart.open_wish:
        return None
    name = there[0].item.name["en"]
    apart = [desk.shelf.meant(f"{name} {line.name}") for line in own]
    return None if any(each.items and not each.left for each in apart) else there[0]


def _as_said(lines: Sequence[Said]) -> Iterator[str]:
    yield from (f"{plain(line.quantity or Decimal(0))} {line.name}" for line in lines)


def _kind(desk: Desk, line: Said) -> Kind | None:
    """The thing and the kind of a counted line; None where the shelf tells the kinds apart, or it names none."""
    if not line.name or line.quantity is None or line.sku or line.op is Op.REMOVE or line.pack:
        return None
    meant = desk.shelf.meant(line.name)
    over = meant.left.split()
    if len(meant.items) != 1 or not over or not goods.only_describes(meant.left):
        return None
    name = " ".join(word for word in line.name.split() if word not in over)
    return (name, meant.left) if desk.shelf.meant(name).items[:1] == meant.items else None


def _thing(desk: Desk, line: Said, kind: Kind | None) -> tuple[str, str | None, Op | None] | None:
    if kind is None:
        return None
    return desk.shelf.meant(kind[0]).items[0].key, line.unit, line.op


def _in_all(lines: Sequence[Said], kind: Kind | None) -> Said:
    name, said = (
        kind[0] if kind else lines[0].name,
        sum((line.quantity or Decimal(0) for line in lines), Decimal(0)),
    )
    texts = [line.text for line in lines if line.text]
    return replace(lines[0], name=name, quantity=said, text=" ".join(texts) or None)


def _counts(lines: Sequence[tuple[Said, Kind | None]]) -> Iterator[str]:
    yield from (f"{plain(line.quantity or Decimal(0))} {kind[1]}" for line, kind in lines if kind)
