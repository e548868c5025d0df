"""Judges the words beside an order that no value has read: only a wish is a note of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nlu.clause_tags.tagger import ClauseTagger, clauses
from nlu.orders.words import OF
from nlu.words.reading import read

WISH, TALK, UNCLEAR = "wish", "talk", "unclear"
LIKELY = 0.3  # to be a wish: what is none is seen on the bill, what was one and is lost is not
CLEARLY = 1.5  # times as likely must talk or a scrap be, not to be one
LONGEST = 300  # characters that are looked at
MOST = 100  # words of a message that are judged
FEW = 2  # words of a thing and what it is of: *darwaze ke*

Placed = Mapping[str, Any]


def judged(reader: ClauseTagger, text: str) -> str:
    """What words are, by what was learnt; a thing of which only *of* is said is a part of a name."""
    words = [word for word in read(text[:LONGEST]) if word.key]
    if not words or (len(words) <= FEW and (words[-1].plain in OF or words[0].plain in OF)):
        return UNCLEAR
    chances = dict(zip(reader.tags, map(float, reader.chances(words)), strict=True))
    other = TALK if chances[TALK] > chances[UNCLEAR] else UNCLEAR
    is_wish = chances[WISH] >= LIKELY and chances[WISH] * CLEARLY >= chances[other]
    return WISH if is_wish else other


def from_each_word(text: str, telling: Sequence[Placed], counted: Iterable[int]) -> Iterator[str]:
    """The words from each that says something to the end of its clause, or to goods that are `counted` behind it."""
    spans, begins = list(clauses(text)), sorted(counted)
    for at, word in enumerate(telling[:MOST]):
        start = word["start"]
        front = at
        while front > 0 and telling[front - 1]["binds"]:
            front -= 1
        ends = [end for first, end in spans if first <= start < end]
        ends += [place for place in begins if place > start][:1]
        yield text[telling[front]["start"] : min(ends, default=len(text))]
