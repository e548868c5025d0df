"""What a change points at without a name: both of two things, "last wala", twice as much of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.orders.lexicon import LEXICON
from nlu.orders.lines import Line
from nlu.orders.parts import Kind, Part
from nlu.orders.words import JOINTS, NAMES, PUT
from nlu.words.reading import Word
from spelling.script import clean

SO_MANY = dict.fromkeys(LEXICON.spelt("so_many"), 2) | dict.fromkeys(LEXICON.spelt("so_many_all_three"), 3)
BOTH = frozenset(SO_MANY) | LEXICON.spelt("both")
PULSE = LEXICON.spelt("pulse")
WHICH_ONE = LEXICON.spelt("which_one")


def each_of_both(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """Two words before *both* name two things, and three before all three: "aata chawal dono hata do"."""
    return [one for at, part in enumerate(parts) for one in _each(words, part, parts[at + 1 : at + 2])]


def _each(words: Sequence[Word], part: Part, after: Sequence[Part]) -> list[Part]:
    so_many = SO_MANY.get(clean(words[after[0].start].text)) if after else None
    own = range(part.start, part.end)
    if part.kind is not Kind.NAME or len(own) != so_many or any(_belongs(words, i) for i in own):
        return [part]
    return [Part(Kind.NAME, i, i + 1) for i in own]


def _belongs(words: Sequence[Word], at: int) -> bool:
    """Whether a word is one with its neighbours: "aata of wheat", "toor dal", a name known by several words."""
    word = words[at]
    return NAMES.begin_at(words, at) or not word.key or word.plain in JOINTS | PUT | PULSE


def done_to_both(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """ "dono dal hata do, toor bhi chana bhi": what is done to both is done to those named after it."""
    head, rest = lines[:1], lines[1:]
    is_both = any(word.plain in BOTH for line in head for word in words[: line.start])
    bare = len(rest) > 1 and all(line.op is None and line.is_bare for line in rest)
    if not is_both or not bare or head[0].op != "remove":
        return lines
    return [replace(line, op=head[0].op) for line in rest]


def is_pointed_at(words: Sequence[Word], line: Line) -> bool:
    """Whether a line names nothing but which one is meant: "aakhri wala item hata do", "sab double kar do"."""
    named = [word for word in words[line.start : line.end] if word.key]
    return line.name is not None and line.is_bare and all(word.plain in WHICH_ONE for word in named)
