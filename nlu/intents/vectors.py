"""Features as numbers: TF-IDF in which every family of features has its own length and weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from nlu.intents.features import BONES, MEANING, MEANINGS, PAIR, SHAPE, SIGN, SOUND, SPELLING, WORD
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
AT_ONCE = 2000  # samples that are weighed together while one trains; more take more memory and no less time
MANY_SAMPLES = (
    2000  # from here on, what one sample alone has is left out: it makes the model large, not better
)


class Vectoriser:
    """Places and weights of the features that are known from training."""

    def __init__(self, names: Sequence[str], idf: Floats) -> None:
        self.idf = idf
        self._places = Index(names)
        self._names = "\n".join(names)  # a tenth of what a list of them takes
        # Both end with what holds for a feature that is unknown.
        self._rarity = np.append(idf, idf.max(initial=1.0))
        self._families = np.array([*(FAMILIES[name[0]] for name in names), 0], dtype=np.int8)

    @classmethod
    def learn(cls, samples: Sequence[Sequence[str]]) -> Vectoriser:
        """Counts in how many samples each feature is; rare ones say more."""
        seen: Counter[str] = Counter()
        for sample in samples:
            seen.update(set(sample))
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

    def vector(self, features: Sequence[str]) -> tuple[Places, Floats, float]:
        """Places and values of the known features, and how much of the text is known (0 to 1)."""
        _, places, values, known = self._weighed([features])
        return places, values, float(known[0])

    def matrix(self, samples: Sequence[Sequence[str]]) -> tuple[csr_matrix, Floats]:
        """The vectors of many samples, one a row, and how much of each is known."""
        shares = [self._rows(samples[at : at + AT_ONCE]) for at in range(0, len(samples), AT_ONCE)]
        return vstack([rows for rows, _ in shares], format="csr"), np.concatenate(
            [known for _, known in shares]
        )

    def _rows(self, samples: Sequence[Sequence[str]]) -> tuple[csr_matrix, Floats]:
        rows, places, values, known = self._weighed(samples)
        starts = np.searchsorted(rows, np.arange(len(samples) + 1))
        shape = (len(samples), len(self.idf))
        return csr_matrix((values.astype(np.float64), places.astype(np.int32), starts), shape=shape), known

    def _weighed(self, samples: Sequence[Sequence[str]]) -> tuple[Places, Places, Floats, Floats]:
        """The row, place and value of each known feature of the samples in turn, and how much of each is known.

        The unknown features of a family take their part of its length: the less of a text is known, the weaker it is.
        """
        counted = [Counter(sample) for sample in samples]
        names = list(chain.from_iterable(counted))
        every = chain.from_iterable(counts.values() for counts in counted)
        counts = np.fromiter(every, np.float64, len(names))
        rows = np.repeat(np.arange(len(samples)), [len(each) for each in counted])
        places = self._places.first(names)
        families = self._families[places]
        is_known = places != UNKNOWN
        strange = np.flatnonzero(~is_known)
        families[strange] = [FAMILIES[names[at][0]] for at in strange]
        values = (1 + np.log(counts)) * self._rarity[places]
        cells, size = rows * len(FAMILIES) + families, len(samples) * len(FAMILIES)
        squares = np.bincount(cells, values * values, size).astype(np.float64)
        unknown = np.bincount(cells[strange], values[strange] ** 2, size).astype(np.float64)
        values *= WEIGHT[families] / np.sqrt(squares[cells])
        known = _known(squares.reshape(-1, len(FAMILIES)), unknown.reshape(-1, len(FAMILIES)))
        return rows[is_known], places[is_known], values[is_known].astype(np.float32), known


def _is_word(feature: str) -> bool:
    """Whether it is a word by itself, of which it must be told whether it is known."""
    return feature[0] == WORD and PAIR not in feature


def _known(squares: NDArray[np.float64], unknown: NDArray[np.float64]) -> Floats:
    """The known part of the length of the families that tell it, for each sample; all of what has none of them."""
    lengths = squares[:, TELLING]
    there = lengths > 0
    lengths[~there] = 1.0
    weights = there * WEIGHT[TELLING]
    strange = (weights * (unknown[:, TELLING] / lengths)).sum(axis=1)
    total = weights.sum(axis=1)
    total[total == 0] = 1.0
    return np.asarray(1 - strange / total, dtype=np.float32)
