"""Other sizes of what is named, of which the price is asked in the same breath: "red label 250g and 500g"."""

import re
from collections.abc import Iterator, Sequence

from munshi.columns import plain
from munshi.orders.messages import Message, Said
from munshi.orders.quantities import SCALES
from munshi.orders.shelf import StockedShelf

SIZE = re.compile(
    r"\s*(?:,|&|/|\b(?:and|aur|or|vs|n)\b|और|या)\s*(?P<size>\d+(?:\.\d+)?\s*(?:kg|gms?|g|grams?|ml|ltr|litres?|l)(?!\w))",
    re.IGNORECASE,
)


def with_other_sizes(shelf: StockedShelf, lines: Sequence[Said], message: Message) -> list[Said]:
    """The lines, each with those of the same name in the sizes that stand right behind it, where these are sold."""
    return [
        each for line in lines for each in (line, *_others(shelf, line, message.said or message.text or ""))
    ]


def _others(shelf: StockedShelf, line: Said, said: str) -> Iterator[Said]:
    if line.unit not in SCALES or line.quantity is None or not line.name:
        return
    first = re.search(
        rf"{re.escape(line.name)}\s*{re.escape(plain(line.quantity))}\s*[^\W\d]+", said, re.IGNORECASE
    )
    behind = said[first.end() :] if first else ""
    while (size := SIZE.match(behind)) is not None:
        name = f"{line.name} {size['size']}"
        meant = shelf.meant(name)
        if len(meant.items) == 1 and not meant.against:
            yield Said(name, text=name)
        behind = behind[size.end() :]
