"""Distributives: the things of which each has an amount, "kaju badam pista 100-100 gram"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nlu.orders.goods import QUALITIES, names_goods
from nlu.orders.lexicon import LEXICON
from nlu.orders.parts import Kind, Part
from nlu.orders.words import LENTILS, NAMES, PUT
from nlu.words.reading import Word

GROUND = LEXICON.spelt("ground")
TWO, SEVERAL = 2, 3  # two known goods may be one dish: "aloo paratha"


def things(words: Sequence[Word], name: Part) -> list[Part]:
    """The things of a name, each with its qualities; what is said again ends each: "lal mirch hari mirch"."""
    said = Counter(word.key for word in words[name.start : name.end])
    names: list[Part] = []
    start = at = name.start
    while at < name.end:
        at = min(_end(words, at), name.end)
        last = words[at - 1]
        goes_on = any(times > 1 for times in said.values()) and said[last.key] == 1
        if at < name.end and (goes_on or QUALITIES.has(last)):
            continue
        if names and last.plain in GROUND and at == start + 1:
            start = names.pop().start  # "dhaniya powder"
        names.append(Part(Kind.NAME, start, at))
        start = at
    return names


def _end(words: Sequence[Word], at: int) -> int:
    """Where the phrase or the word ends that begins there."""
    end = max(NAMES.match(words, at, lambda i: i), at + 1)
    return end + (end < len(words) and words[at].key in LENTILS and words[end].plain in PUT)


def are_things(words: Sequence[Word], names: Sequence[Part], *, measured: bool) -> bool:
    """Whether so many goods are known that they cannot be one; two cannot that are weighed."""
    return len(names) >= (TWO if measured else SEVERAL) and all(
        names_goods(words[each.start : each.end]) for each in names
    )
