"""A size that is said of all: "both half", "sab full" is that of each dish of the message, or asked about, that has it.

The words that say *all* stand in `sizes_of_all.yml`; what a size is called, the shelf knows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from munshi.orders.choosing import words_of
from munshi.orders.desk import Desk
from munshi.orders.items import Item
from munshi.orders.messages import Message, Said
from munshi.orders.wishes import Ask, Op, Wish
from munshi.word_lists import WordLists

_lists = WordLists(__file__, "sizes_of_all.yml")
ALL = rf"(?:{_lists.any_of('all')})(?:\s(?:{_lists.any_of('of_them')}))*"
PATTERNS = tuple(
    re.compile(rf"(?<!\S){pattern}(?![^\s,.;!?।])", re.IGNORECASE)
    for pattern in (rf"{ALL}\s(?P<size>[^\s,.;!?।]+)", rf"(?P<size>[^\s,.;!?।]+)\s{ALL}")
)


def with_sizes_of_all(desk: Desk, message: Message) -> Message:
    """The message, in which each dish that has the size is named with it, and nothing else is by these words."""
    said = message.said or message.text or ""
    found = next(_sizes(said), None)
    if found is None or not any(line.name for line in message.lines):
        return message
    words, size = found.group(), found["size"]
    own = [_without(words, line) for line in message.lines if not _is_only(words, line)]
    desk.shelf.expect(line.name for line in own if line.name)
    lines = [_in_size(desk, line, size) for line in own]
    if lines == own:
        return message
    notes = [note for note in message.beside.notes if words_of([note.text]) - words_of([words])]
    return replace(message, lines=lines, beside=replace(message.beside, notes=notes))


def decide_waiting(desk: Desk, message: Message) -> None:
    """Each dish that waits to be asked about in which size has the one that is said of all."""
    found = next(_sizes(message.said or message.text or ""), None)
    if found is None:
        return
    decided = [(wish, key) for wish in desk.cart.wishes if (key := _of_wish(desk, wish, found["size"]))]
    desk.cart.wishes = [wish for wish in desk.cart.wishes if not any(wish is each for each, _ in decided)]
    desk.note_results(desk.cart.fulfil([wish.decided(key) for wish, key in decided], desk.shelf))


def _sizes(said: str) -> Iterator[re.Match[str]]:
    """Where a word stands right beside those that say *all*, behind them first."""
    yield from (found for pattern in PATTERNS for found in pattern.finditer(said))


def _is_only(words: str, line: Said) -> bool:
    """Whether a line names nothing but by these words: the *फुल* of "दोनों फुल एक एक"."""
    spoken = (line.text or "").split()
    own = [word for word in spoken if word in (line.name or "").split()] if line.name else spoken
    return bool(spoken) and line.op is not Op.REMOVE and set(own) <= set(words.split())


def _without(words: str, line: Said) -> Said:
    """The line by its name without these words, which stand at the end of it."""
    return replace(line, name=(line.name or "").removesuffix(words).strip()) if line.name else line


def _in_size(desk: Desk, line: Said, size: str) -> Said:
    """The line by the name with the size, where that decides what is meant and no size stands in it."""
    if not line.name or line.sku or line.op is Op.REMOVE:
        return line
    items = desk.shelf.meant(line.name).items
    if not any(item.variants for item in items):
        return line
    named = desk.shelf.meant(f"{line.name} {size}").items
    return replace(line, name=f"{line.name} {size}") if _called_so(named, size) else line


def _of_wish(desk: Desk, wish: Wish, size: str) -> str | None:
    """The key of the one thing in this size that a wish may mean, where it is asked which."""
    if wish.question is not Ask.CHOOSE_PRODUCT:
        return None
    own = _called_so([item for each in wish.items if (item := desk.shelf.item(each))], size)
    return own[0].key if len(own) == 1 else None


def _called_so(items: Sequence[Item], size: str) -> list[Item]:
    return [item for item in items if words_of([size]) & words_of((item.variant or {}).values())]
