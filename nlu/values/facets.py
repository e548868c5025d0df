"""Which side of a wish a message is about: what of the shop is asked, which part of the menu, which earlier order.

A facet is no entity: its values are names of ours, listed with their phrases in `nlu/lexicon/facets.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.phrases import Phrases
from nlu.words.reading import Word

OF_EVERY_WISH = "every_wish"


def facets(words: Sequence[Word], intent: str | None) -> Iterator[Found]:
    """Every facet that the message names, with its value; where two values begin together, the longer phrase's."""
    for facet, values in _of_intent(intent or "").items():
        at = 0
        while at < len(words):
            ends = {value: phrases.match(words, at, lambda i: i) for value, phrases in values.items()}
            value = max(ends, key=lambda each: ends[each])
            if ends[value] > at:
                yield Found(facet, value, words[at].start, words[ends[value] - 1].end)
            at = max(ends[value], at + 1)


@cache
def _of_intent(intent: str) -> dict[str, dict[str, Phrases]]:
    """Those of an intent; what every message may name beside them, where it has none of that name."""
    lists = lexicon("facets")
    return {**lists.phrases_of(OF_EVERY_WISH), **lists.phrases_of(intent)}
