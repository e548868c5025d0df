"""Variants of one thing: "wire lal 2 coil, kala 1 coil" are of red and of black wire."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from nlu.orders.counting.amounts import Amount
from nlu.orders.goods import is_quality
from nlu.orders.lines import Line
from nlu.orders.words import WALA
from nlu.words.reading import CACHED_WORDS, PIECE, Word
from nlu.words.unit_words import TECHNICAL
from spelling import key
from spelling.script import clean


def with_their_thing(lines: Sequence[Line]) -> list[Line]:
    """The lines; one that names only a quality is of the thing before it, in the packs of which that only speaks."""
    found: list[Line] = []
    thing: Line | None = None  # the last line with a name of its own
    lines = _of_kinds(_with_thing_behind(lines))
    for line in lines:
        if thing is None or line.name is None or not _is_quality(line.name):
            thing = line if line.name else None
        elif (size := thing.amount).quantity is None and line.amount.is_count and not thing.is_bare:
            found = [each for each in found if each is not thing]
            line = replace(line, name=f"{thing.name} {line.name}")
            line = replace(line, amount=Amount(line.amount.quantity, size.unit, size.pack))
        elif name := _instead(thing.name or "", line.name or ""):
            line = replace(line, name=name)
        found.append(line)
    return found


def _with_thing_behind(lines: Sequence[Line]) -> list[Line]:
    """The lines; kinds that begin what is said are of the thing behind the last: "2 blue 1 red pen"."""
    first = next((at for at, line in enumerate(lines) if not _is_counted_kind(line)), len(lines))
    name = lines[first].name if 0 < first < len(lines) else None
    kinds = [_instead(name or "", line.name or "") for line in lines[:first]]
    if not name or not all(kinds) or not _describes(_pieces(name)[0].group()):
        return list(lines)
    named = [replace(line, name=kind) for line, kind in zip(lines, kinds, strict=False)]
    return [*named, *lines[first:]]


def _of_kinds(lines: Sequence[Line]) -> list[Line]:
    """The lines; a thing that is counted by its kinds alone is of each: "10 pen 5 blue 5 black"."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        thing = lines[at]
        kinds = list(takewhile(_is_counted_kind, lines[at + 1 :]))
        if thing.name and not _is_kind_of(thing.name) and _are_all(thing, kinds):
            named = [
                replace(
                    kind, name=f"{thing.name} {kind.name}", amount=_in_its_unit(kind.amount, thing.amount)
                )
                for kind in kinds
            ]
            found += [replace(named[0], start=thing.start), *named[1:]]
            at += len(kinds)
        else:
            found.append(thing)
        at += 1
    return found


def _is_kind_of(name: str) -> bool:
    """Whether a name has a kind at one of its ends."""
    own = [piece.group() for piece in _pieces(name)]
    return _describes(own[0]) or _describes(own[-1])


def _are_all(thing: Line, kinds: Sequence[Line]) -> bool:
    """Whether kinds count all there is of a thing."""
    so_many = sum((kind.amount.quantity for kind in kinds if kind.amount.quantity), Decimal(0))
    is_counted = thing.amount.pack is None and not thing.amount.is_measure
    counted = is_counted and thing.amount.quantity == so_many
    return bool(kinds) and (counted or (thing.is_bare and len(kinds) > 1))


def _in_its_unit(amount: Amount, of_all: Amount) -> Amount:
    """So many of one kind, in what all of them are counted in: "2 plate dal ek full ek half"."""
    return replace(amount, unit=amount.unit or of_all.unit)


def _is_counted_kind(line: Line) -> bool:
    return bool(line.name) and line.amount.is_count and _is_quality(line.name or "")


def _is_quality(name: str) -> bool:
    pieces = [piece.group() for piece in _pieces(name)]
    said = [piece for piece in pieces if key(piece) not in WALA and piece != "."]
    return all(map(_describes, said)) and not all(map(str.isdecimal, pieces))


def _pieces(name: str) -> list[re.Match[str]]:
    """The words of a name; it is read for its own sake, as whole messages are remembered and names need not be."""
    return [piece for piece in PIECE.finditer(name) if not piece.group().isspace()]


@lru_cache(maxsize=CACHED_WORDS)
def _describes(piece: str) -> bool:
    """Whether a word is a quality or of a size: "sariya 10mm 5 quintal, 8mm 2"."""
    word = Word.of(piece, 0, len(piece), clean(piece), key(piece))
    return is_quality(word) or word.is_number or word.plain in TECHNICAL


def _instead(name: str, quality: str) -> str | None:
    """A name with another quality where it has one, at its end or before it: "lal mirch" and "hari"."""
    own = _pieces(name)
    said = [_describes(piece.group()) or key(piece.group()) in WALA for piece in own]
    before, behind = (len(list(takewhile(bool, side))) for side in (said, said[::-1]))
    if len(own) in (before, behind):
        return None
    if behind:
        return f"{name[: own[-behind - 1].end()]} {quality}"
    return f"{quality} {name[own[before].start() :]}" if before else None
