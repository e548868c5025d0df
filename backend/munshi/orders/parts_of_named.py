"""A thing of which so many of each kind are wanted: *6 lassi, 3 sweet 3 salted*, *12 lassi, half sweet half salted*.

Amounts behind a thing that add up to its own are of its kinds, where the shelf has each of them; none comes besides.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from munshi.orders.desk import Desk
from munshi.orders.items import Item
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists

_lists = WordLists(__file__, "parts_of_named.yml")
HALF = rf"(?:{_lists.any_of('half')})"
EACH_HALF = re.compile(
    rf"(?<!\S){HALF}\s(?P<one>[^\s,.;!?।]+)(?:\s*[,&]|\s(?:{_lists.any_of('and')}))?\s{HALF}\s(?P<other>[^\s,.;!?।]+)",
    re.IGNORECASE,
)
TWO = 2


def with_parts_named(desk: Desk, message: Message) -> Message:
    """The message, in which a thing whose kinds are counted behind it is these kinds, each by its own line."""
    message = _with_halves(desk, message)
    lines, rest = list[Said](), list(message.lines)
    while rest:
        parts = _parts(desk, rest[0], rest[1:])
        lines += parts or rest[:1]
        rest = rest[1 + len(parts) :]
    return replace(message, lines=lines)


def _parts(desk: Desk, whole: Said, behind: Sequence[Said]) -> list[Said]:
    """The lines of the kinds of a thing, which stand right behind it; none where they are something else."""
    parts = _adding_up(whole, behind)
    kinds = [_kind(desk, whole, part.name) for part in parts]
    if len({kind.key for kind in kinds if kind}) < len(parts):
        return []
    return [
        replace(part, name=kind.name["en"], sku=kind.key, unit=part.unit or whole.unit)
        for part, kind in zip(parts, kinds, strict=True)
        if kind
    ]


def _adding_up(whole: Said, behind: Sequence[Said]) -> Sequence[Said]:
    """The lines right behind one whose amounts are its own in all; none where they are more or fewer."""
    left = whole.quantity or Decimal(0)
    for count, part in enumerate(behind, 1):
        if part.quantity is None or part.op is not whole.op or part.unit not in (None, whole.unit):
            return ()
        left -= part.quantity
        if left <= 0:
            return behind[:count] if left == 0 and count >= TWO else ()
    return ()


def _with_halves(desk: Desk, message: Message) -> Message:
    """The message, in which half of each of two kinds is so many of each: those of the thing named right before."""
    said = message.said or message.text or ""
    found = EACH_HALF.search(said)
    if found is None:
        return message
    before = [line for line in message.lines if 0 <= said.find(line.text or "\n") < found.start()]
    last = before[-1] if before else None
    if last is None or not last.name or not last.quantity:
        return message
    name = " ".join(word for word in last.name.split() if not re.fullmatch(HALF, word, re.IGNORECASE))
    whole, called = replace(last, name=name), found.groupdict().values()
    if any(_kind(desk, whole, each) is None for each in called):
        return message
    halves = [replace(last, name=each, quantity=last.quantity / TWO) for each in called]
    own = [line for line in message.lines if line is last or not _stands_in(line, said, found)]
    at = own.index(last)
    doubted = [name for name in message.doubted if name not in called]
    return replace(message, lines=[*own[:at], whole, *halves, *own[at + 1 :]], doubted=doubted)


def _stands_in(line: Said, said: str, found: re.Match[str]) -> bool:
    """Whether a line was read in the words that were found."""
    at = said.find(line.text or "\n")
    return at >= 0 and at < found.end() and at + len(line.text or "") > found.start()


def _kind(desk: Desk, whole: Said, called: str | None) -> Item | None:
    """The one of the things that a name may mean, that is called so; None where it has no such kinds."""
    if not whole.name or not called or whole.op is Op.REMOVE or whole.sku:
        return None
    kinds = {key for item in desk.shelf.meant(whole.name).items for key in (item.key, *item.variants)}
    named = desk.shelf.meant(f"{called} {whole.name}")
    item = named.items[0] if len(kinds) >= TWO and named.wholly and len(named.items) == 1 else None
    return item if item and item.key in kinds else None
