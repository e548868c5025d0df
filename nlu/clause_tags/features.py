"""What the tagger sees of a clause: how its words sound, alone, in pairs and in threes, its figures by their length,
and whether goods are named.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from nlu.orders.goods import is_goods
from nlu.words.reading import Word

START = 3  # letters of a sound
EDGE = "|"
MOST_FIGURES = 5
REFERENCE = re.compile(r"vis|tkt|prt")


def features(words: Sequence[Word]) -> list[str]:
    """The features of a clause, each as often as it is there."""
    said = list(_sounds(words))
    return [*_alone(words, said), *_together(said)]


def _alone(words: Sequence[Word], said: Sequence[str]) -> Iterator[str]:
    yield from (f"k={sound}" for sound in said)
    yield from (f"s={sound[:START]}" for sound in said if len(sound) > START)
    if any(is_goods(word) for word in words):
        yield "goods"


def _together(said: Sequence[str]) -> Iterator[str]:
    edged = [EDGE, *said, EDGE]
    yield from (f"2={'_'.join(pair)}" for pair in itertools.pairwise(edged))
    yield from (f"3={'_'.join(three)}" for three in zip(edged, edged[1:], edged[2:], strict=False))


def _sounds(words: Sequence[Word]) -> Iterator[str]:
    """A word by its sound, the number of a job as such, another figure by how long it is."""
    of_reference = False
    for word in words:
        if REFERENCE.fullmatch(word.plain):
            of_reference = True
            yield "#job"
        elif word.is_number and not of_reference:
            yield f"#{min(len(word.plain), MOST_FIGURES)}"
        elif word.key:
            of_reference = False
            yield word.key
