"""Variants of one thing: "wire lal 2 coil, kala 1 coil" are of red and of black wire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from nlu.orders.counting.amounts import Amount
from nlu.orders.counting.units import is_count
from nlu.orders.goods import QUALITIES
from nlu.orders.lines import Line
from nlu.words.reading import Word, read
from nlu.words.unit_words import TECHNICAL


def with_their_thing(lines: Sequence[Line]) -> list[Line]:
    """The lines; one that names only a quality is of the thing before it, in the packs of which that only speaks."""
    found: list[Line] = []
    thing: Line | None = None  # the last line with a name of its own
    for line in lines:
        if thing is None or line.name is None or not _is_quality(line.name):
            thing = line if line.name else None
        elif (size := thing.amount).quantity is None and is_count(line.amount) and not thing.is_bare:
            found = [each for each in found if each is not thing]
            line = replace(line, name=f"{thing.name} {line.name}")
            line = replace(line, amount=Amount(line.amount.quantity, size.unit, size.pack))
        elif name := _instead(thing.name or "", line.name or ""):
            line = replace(line, name=name)
        found.append(line)
    return found


def _is_quality(name: str) -> bool:
    words = read(name)
    return all(map(_describes, words)) and any(word.key for word in words)


def _describes(word: Word) -> bool:
    """Whether a word is a quality or of a size: "sariya 10mm 5 quintal, 8mm 2"."""
    return QUALITIES.has(word) or word.is_number or word.plain in TECHNICAL


def _instead(name: str, quality: str) -> str | None:
    """A name with another quality where it has one, at its end or before it: "lal mirch" and "hari"."""
    own = read(name)
    before, behind = (len(list(takewhile(_describes, side))) for side in (own, own[::-1]))
    if len(own) in (before, behind):
        return None
    if behind:
        return f"{name[: own[-behind - 1].end]} {quality}"
    return f"{quality} {name[own[before].start :]}" if before else None
