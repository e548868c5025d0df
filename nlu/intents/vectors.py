"""Features as numbers: TF-IDF in which every family of features has its own length and weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.intents.features import (
    BONES,
    MEANING,
    MEANINGS,
    PAIR,
    SHAPE,
    SIGN,
    SOUND,
    SPELLING,
    WORD,
    Features,
    of_word,
)
from nlu.intents.index import UNKNOWN, Index

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

# How much each family says, chosen by cross-validation on the pages and on public training sets: docs/bench.md.
WEIGHTS = {
    SOUND: 1.0,
    SPELLING: 1.0,
    WORD: 0.4,
    BONES: 0.2,
    MEANING: 0.8,
    MEANINGS: 0.6,
    SHAPE: 0.4,
    SIGN: 1.0,
}
FAMILIES = {family: number for number, family in enumerate(WEIGHTS)}
WEIGHT = np.array(list(WEIGHTS.values()))
TELLING = [FAMILIES[SOUND], FAMILIES[WORD]]  # the families that say how much is known
CACHED_WORDS = 1 << 13
MANY = 1 << 40  # unknown features, told apart by their hash
MANY_SAMPLES = (
    2000  # from here on, what one sample alone has is left out: it makes the model large, not better
)


class Vectoriser:
    """Places and weights of the features that are known from training."""

    def __init__(self, names: Sequence[str], idf: Floats) -> None:
        self.idf = idf
        self._places = Index(names)
        self._names = "\n".join(names)  # a tenth of what a list of them takes
        # Both end with what holds for the unknown features of each family.
        self._families = np.array([*(FAMILIES[name[0]] for name in names), *FAMILIES.values()], dtype=np.int8)
        self._rarity = np.append(idf, np.full(len(FAMILIES), idf.max(initial=1.0), np.float32))
        self._of_word = lru_cache(maxsize=CACHED_WORDS)(lambda *word: self._numbered(of_word(*word)))

    @classmethod
    def learn(cls, samples: Sequence[Features]) -> Vectoriser:
        """Counts in how many samples each feature is; rare ones say more."""
        seen: Counter[str] = Counter()
        for sample in samples:
            seen.update(set(sample.names))
        if len(samples) > MANY_SAMPLES:
            seen = Counter({f: count for f, count in seen.items() if count > 1 or _is_word(f)})
        names = sorted(seen)
        rarity = np.log((1 + len(samples)) / (1 + np.array([seen[name] for name in names]))) + 1
        return cls(names, rarity.astype(np.float32))

    @property
    def names(self) -> list[str]:
        """The known features in the order of their places."""
        return self._names.split("\n") if self._names else []

    def __contains__(self, feature: str) -> bool:
        return feature in self._places

    def matrix(self, samples: Sequence[Features]) -> tuple[csr_matrix, Floats]:
        """The vectors of many samples, one a row, and how much of each is known."""
        vectors = [self.vector(sample) for sample in samples]
        starts = np.cumsum([0, *(len(places) for places, _, _ in vectors)])
        places = np.concatenate([places for places, _, _ in vectors]).astype(np.int32)
        values = np.concatenate([values for _, values, _ in vectors]).astype(np.float64)
        known = np.array([known for _, _, known in vectors], dtype=np.float32)
        return csr_matrix((values, places, starts), shape=(len(samples), len(self.idf))), known

    def vector(self, features: Features) -> tuple[Places, Floats, float]:
        """Places and values of the known features, and how much of the text is known (0 to 1).

        The unknown features of a family take their part of its length: the less of a text is known, the weaker it is.
        """
        every = [self._of_word(*word) for word in features.words]
        numbers = np.concatenate([*every, self._numbered(features.together)])
        numbers.sort()
        first = numbers.searchsorted(numbers)
        counts = numbers.searchsorted(numbers, "right") - first
        once = first == np.arange(len(numbers))
        numbers, counts = numbers[once], counts[once]
        at = numbers % len(self._families)
        families, values = self._families[at], self._rarity[at] * (1 + np.log(counts))
        known = int(numbers.searchsorted(len(self.idf)))  # so many; those that are unknown come last
        squares = values * values
        lengths = np.bincount(families, squares, len(FAMILIES))
        strange = np.bincount(families[known:], squares[known:], len(FAMILIES))
        values *= (WEIGHT / np.sqrt(lengths + (lengths == 0)))[families]
        return at[:known], values[:known].astype(np.float32), _known(lengths.tolist(), strange.tolist())

    def _numbered(self, features: Sequence[str]) -> Places:
        """A number for each: its place, or, of one that is unknown, one behind all places that tells its family."""
        places = zip(features, self._places.first(features).tolist(), strict=True)
        numbers = [place if place != UNKNOWN else self._behind(feature) for feature, place in places]
        return np.array(numbers, dtype=np.int64)

    def _behind(self, feature: str) -> int:
        return len(self.idf) + FAMILIES[feature[0]] + len(self._families) * (1 + hash(feature) % MANY)


def _is_word(feature: str) -> bool:
    """Whether it is a word by itself, of which it must be told whether it is known."""
    return feature[0] == WORD and PAIR not in feature


def _known(squares: Sequence[float], unknown: Sequence[float]) -> float:
    """The known part of the length of the families that tell it; all of what has none of them."""
    telling = [family for family in TELLING if squares[family]]
    strange = sum(WEIGHT[family] * unknown[family] / squares[family] for family in telling)
    return float(1 - strange / sum(WEIGHT[family] for family in telling)) if telling else 1.0
