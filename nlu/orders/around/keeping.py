"""Tells the bag in which goods shall be put from one of goods: "keep in the bag at gate", "thaili me rakh dena"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.words import OF, SOURCES, spelt
from nlu.words.numbers import read_number
from nlu.words.reading import Word
from nlu.words.unit_words import HOLDING, unit_of

INSIDE = spelt("in inside into")
WHOSE = spelt("the a my your our that same")
INSIDE_HINDI = spelt("me mein mai mei में मे")


def is_kept_in(words: Sequence[Word], at: int) -> bool:
    """Whether a word for a container is where something is put, and counts nothing."""
    unit = unit_of(words[at].key)
    if unit is None or unit.name not in HOLDING or at == 0 or _counted(words, at):
        return False
    before = words[at - 1]
    if before.plain in INSIDE or (at > 1 and before.plain in WHOSE and words[at - 2].plain in INSIDE):
        return True
    after = words[at + 1 : at + 3]
    inside = bool(after) and after[0].plain in INSIDE_HINDI
    return inside and before.plain not in OF and not any(word.plain in SOURCES for word in after[1:])


def _counted(words: Sequence[Word], at: int) -> bool:
    number = read_number(words, at - 1)
    return number is not None and number.end == at
