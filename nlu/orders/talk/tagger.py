"""Tells the words of a message that are of an item from those outside of all: a linear-chain CRF over our features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from nlu import crf
from nlu.orders.talk.examples import Example
from nlu.orders.talk.features import features
from nlu.orders.talk.labels import OUTSIDE, are_named, labels
from nlu.words.reading import Word, read

SETTINGS = {"c1": 0.1, "c2": 1.0, "max_iterations": 80, "feature.minfreq": 1}
LONGEST = 200  # words
OF_ITEMS = frozenset(
    {
        "place_order",
        "modify_order",
        "ask_price",
        "ask_availability",
        "update_stock",
        "request_spare_part",
        "record_sale",
    }
)  # intents of whose messages it has learnt


class TalkTagger:
    """A tagger that has learnt; it is made by `learn` or of the bytes of one that was."""

    def __init__(self, weights: bytes) -> None:
        self.weights = weights
        self._tagger = crf.opened(weights)

    def outside(self, words: Sequence[Word], intent: str | None) -> list[float]:
        """How likely each word is outside of every item."""
        self._tagger.set(features(words[:LONGEST], intent))
        return [self._tagger.marginal(OUTSIDE, at) for at in range(len(words[:LONGEST]))]

    def marked(self, words: Sequence[Word], intent: str | None) -> tuple[Word, ...]:
        """The words with how likely each is outside."""
        starts = (word.start for word in words)
        return marked(words, dict(zip(starts, self.outside(words, intent), strict=False)))


def learn(found: Iterable[Example]) -> TalkTagger:
    """The tagger that these examples teach; one whose names do not stand in its words teaches nothing."""
    return TalkTagger(crf.learn(_taught(found), SETTINGS))


def _taught(found: Iterable[Example]) -> Iterator[tuple[crf.Features, Sequence[str]]]:
    for example in found:
        words = read(example.text)
        if words and are_named(words, example.lines):
            yield features(words, example.intent), labels(words, example.lines)


def marked(words: Sequence[Word], chances: Mapping[int, float] | None) -> tuple[Word, ...]:
    """The words with how likely each is outside, by where it begins; without any as they are."""
    if not chances:
        return tuple(words)
    return tuple(replace(word, outside=chances.get(word.start, 0.0)) for word in words)
