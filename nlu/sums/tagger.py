"""Tells what each sum of a message is: a linear-chain CRF over its sums, one behind the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nlu import crf
from nlu.sums.examples import Example
from nlu.sums.features import features
from nlu.sums.finding import Sum, sums
from nlu.words.reading import read

SETTINGS = {"c1": 0.02, "c2": 0.1, "max_iterations": 120, "feature.minfreq": 1}
OTHER = "other"  # a number that is no sum


class Known(NamedTuple):
    """A sum, what it is, and how likely that is."""

    sum: Sum
    role: str
    chance: float


class SumTagger:
    """A tagger that has learnt; it is made by `learn` or of the bytes of one that was."""

    def __init__(self, weights: bytes) -> None:
        self.weights = weights
        self._tagger = crf.opened(weights)

    def known(self, text: str) -> list[Known]:
        """The sums of a message; what is no sum is left out."""
        words = read(text)
        found = sums(text, words)
        if not found:
            return []
        self._tagger.set(features(words, found))
        roles: Sequence[str] = self._tagger.tag()
        chances = (self._tagger.marginal(role, at) for at, role in enumerate(roles))
        every = (Known(*each) for each in zip(found, roles, chances, strict=True))
        return [each for each in every if each.role != OTHER]


def learn(found: Iterable[Example]) -> SumTagger:
    """The tagger that these examples teach."""
    return SumTagger(crf.learn(_taught(found), SETTINGS))


def _taught(found: Iterable[Example]) -> Iterator[tuple[crf.Features, Sequence[str]]]:
    for example in found:
        words = read(example.text)
        if numbers := sums(example.text, words):
            yield features(words, numbers), [example.roles.get(each.start, OTHER) for each in numbers]
