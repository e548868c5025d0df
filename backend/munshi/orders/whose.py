"""Of what a part is, said once for all behind an *and*: the thermostat of *geyser ka element aur thermostat*."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from munshi.orders.goods_in_text import head_of
from munshi.orders.messages import Said
from munshi.orders.shelf import StockedShelf, named_whole


def with_whose(shelf: StockedShelf, lines: Sequence[Said]) -> Iterator[Said]:
    """The lines, of which a name that alone means several things is the one of what was said before it."""
    whose = ""
    for line in lines:
        name = line.name or ""
        head = head_of(name)
        if head != name and name.endswith(head):
            whose = name.removesuffix(head)
        elif whose and name and _is_of_several(shelf, name):
            whole = f"{whose}{name}"
            line = replace(line, name=whole) if named_whole(shelf.meant(whole).items[:1], whole) else line
        yield line


def _is_of_several(shelf: StockedShelf, name: str) -> bool:
    items = shelf.meant(name).items
    return len(items) > 1 and not named_whole(items, name)
