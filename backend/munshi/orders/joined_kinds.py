"""Kinds of a thing that are joined behind its name, which is said once: "chilli paneer dry n gravy"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from munshi.orders.messages import Message, Said
from munshi.orders.shelf import StockedShelf
from munshi.word_lists import WordLists

JOINS = WordLists(__file__, "joined_kinds.yml").any_of("joins")
JOINED = re.compile(rf"\s*(?:\s(?:{JOINS})\s|[&/,])\s*(?P<kind>[^\s,.;!?।/&]+)", re.IGNORECASE)
FEWEST = 2  # words of a name that has a kind in it


def with_joined_kinds(shelf: StockedShelf, lines: Sequence[Said], message: Message) -> list[Said]:
    """The lines, each followed by the kinds of it that are joined to its name and that no other line names."""
    said, named = message.said or message.text or "", [each.name or "" for each in lines]
    return [each for line in lines for each in (line, *_kinds(shelf, said, line, named))]


def _kinds(shelf: StockedShelf, said: str, line: Said, named: Sequence[str]) -> Iterator[Said]:
    """Each kind behind a name, by the name with that word in the place of the one that says which: last or first."""
    name = line.name or ""
    words, at = name.split(), said.find(name) + len(name)
    while len(words) >= FEWEST and name in said and (found := JOINED.match(said, at)):
        kind = found["kind"]
        names = (" ".join([*words[:-1], kind]), " ".join([kind, *words[1:]]))
        sold = next((each for each in names if _is_one(shelf, each)), None)
        if sold is None or any(kind in each.split() for each in named):
            return
        yield replace(line, name=sold)
        at = found.end()


def _is_one(shelf: StockedShelf, name: str) -> bool:
    """Whether a name means one thing here, by all of its words."""
    meant = shelf.meant(name)
    return len(meant.items) == 1 and meant.wholly
