"""Features as numbers: TF-IDF in which every family of features has its own length and weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.intents.coding import Coded, Coding
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
)
from nlu.intents.index import UNKNOWN, Index

Floats = NDArray[np.float32]
Places = NDArray[np.int32]

# How much each family says, chosen by cross-validation on the pages and on public training sets: docs/bench.md.
WEIGHTS = {
    SOUND: 1.0,
    SPELLING: 1.0,
    BONES: 0.2,
    MEANING: 0.8,
    WORD: 0.4,
    MEANINGS: 0.6,
    SHAPE: 0.4,
    SIGN: 1.0,
}
FAMILIES = {family: number for number, family in enumerate(WEIGHTS)}
OF_WORDS = FAMILIES[MEANING] + 1  # the first so many families are of a word by itself
WEIGHT = np.array(list(WEIGHTS.values()), dtype=np.float32)
TELLING = {FAMILIES[family]: WEIGHTS[family] for family in (SOUND, WORD)}  # they say how much is known
MANY_SAMPLES = (
    2000  # from here on, what one sample alone has is left out: it makes the model large, not better
)


class Vectoriser:
    """Places and rarity of the features that are known from training."""

    def __init__(self, names: Sequence[str], idf: Floats) -> None:
        self._places = Index(names)
        self._names = "\n".join(names)  # a tenth of what a list of them takes
        # Behind all places stands what holds for the unknown features of each family: they are as rare as can be.
        self.families = np.array([*(FAMILIES[name[0]] for name in names), *FAMILIES.values()], dtype=np.int8)
        self.rarity = np.append(idf, np.full(len(FAMILIES), idf.max(initial=1.0), np.float32))

    @classmethod
    def learn(cls, samples: Sequence[Features]) -> Vectoriser:
        """Counts in how many samples each feature is; rare ones say more."""
        return cls.count(Coding().code(samples))

    @classmethod
    def count(cls, samples: Coded) -> Vectoriser:
        """The same of samples by numbers."""
        ends = np.append(0, np.cumsum(samples.lengths))
        each = csr_matrix(
            (np.ones(len(samples.numbers), np.int8), samples.numbers.copy(), ends),
            shape=(len(samples.lengths), len(samples.names)),
        )
        each.sum_duplicates()
        seen = np.bincount(each.indices, minlength=len(samples.names)).tolist()
        least = 2 if len(samples.lengths) > MANY_SAMPLES else 1
        known = sorted(
            (name, times)
            for name, times in zip(samples.names, seen, strict=True)
            if times >= least or (times and _is_word(name))
        )
        rarity = np.log((1 + len(samples.lengths)) / (1 + np.array([times for _, times in known]))) + 1
        return cls([name for name, _ in known], rarity.astype(np.float32))

    @property
    def idf(self) -> Floats:
        """How rare each known feature is, in the order of their places."""
        return self.rarity[: -len(FAMILIES)]

    @property
    def names(self) -> list[str]:
        """The known features in the order of their places."""
        return self._names.split("\n") if self._names else []

    def __contains__(self, feature: str) -> bool:
        return feature in self._places

    def places(self, features: Sequence[str]) -> Places:
        """The place of each feature, of those that are unknown the one of their family behind all others."""
        places = self._places.first(features)
        for at in (places == UNKNOWN).nonzero()[0].tolist():
            places[at] = len(self.idf) + FAMILIES[features[at][0]]
        return places

    def matrix(self, samples: Sequence[Features]) -> tuple[csr_matrix, Floats]:
        """The vectors of many samples, one a row, and how much of each is known (0 to 1).

        Every family of a sample has its weight for length. What is unknown takes its part of that: the less of a text
        is known, the weaker it is.
        """
        return self.vectors(Coding().code(samples))

    def vectors(self, samples: Coded) -> tuple[csr_matrix, Floats]:
        """The same of samples by numbers."""
        places, rows = self.places(samples.names)[samples.numbers], samples.rows
        shape = len(samples.lengths), len(FAMILIES)
        values = self.rarity[places].astype(np.float64)
        is_known = places < len(self.idf)
        cells = rows * len(FAMILIES) + self.families[places]  # of a table of samples × families
        known, strange = (
            np.bincount(cells[each], values[each] ** 2, shape[0] * shape[1]).reshape(shape)
            for each in (is_known, ~is_known)
        )
        values *= scale(known + strange).ravel()[cells]
        vectors = csr_matrix(
            (values[is_known], (rows[is_known], places[is_known])), shape=(shape[0], len(self.idf))
        )
        shares = [known_share(*each) for each in zip(known.tolist(), strange.tolist(), strict=True)]
        return vectors, np.array(shares, dtype=np.float32)


def scale(squares: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """By what the features of each family are multiplied, from the sums of their squares (… × families)."""
    by: NDArray[np.floating[Any]] = WEIGHT / np.sqrt(squares + (squares == 0))
    return by


def known_share(known: Sequence[float], strange: Sequence[float]) -> float:
    """How much of the families that tell it is known, from the sums of squares; all of what has none of them."""
    unknown = together = 0.0
    for family, weight in TELLING.items():
        if whole := known[family] + strange[family]:
            unknown += weight * strange[family] / whole
            together += weight
    return 1 - unknown / together if together else 1.0


def _is_word(feature: str) -> bool:
    """Whether it is a word by itself, of which it must be told whether it is known."""
    return feature[0] == WORD and PAIR not in feature
