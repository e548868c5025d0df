"""In a list of goods two names that nothing parts are two lines: *onion potato n tomato*."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from munshi.orders.messages import Said
from munshi.orders.shelf import StockedShelf

TWO = 2


def with_names_apart(shelf: StockedShelf, lines: Sequence[Said]) -> list[Said]:
    """The lines of a list, of which a name that is none of the shelf becomes the two that it is made of."""
    if len(lines) < TWO:
        return list(lines)
    return [part for line in lines for part in _parts(shelf, line)]


def _parts(shelf: StockedShelf, line: Said) -> Iterator[Said]:
    """Where the name can be cut at one place alone, so that both of its parts name goods well, these two."""
    words = (line.name or "").split()
    is_whole = len(words) < TWO or line.quantity is not None or shelf.is_name(" ".join(words))
    cuts = [] if is_whole else [(words[:at], words[at:]) for at in range(1, len(words))]
    well = [cut for cut in cuts if all(shelf.is_name(" ".join(part)) for part in cut)]
    if len(well) != 1:
        yield line
        return
    yield from (replace(line, name=" ".join(part)) for part in well[0])
