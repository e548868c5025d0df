"""Features as numbers: TF-IDF in which every family of features has its own length and weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.features import BONES, MEANING, MEANINGS, PAIR, SHAPE, SIGN, SOUND, SPELLING, WORD

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
TELL = np.array([family in (SOUND, WORD) for family in WEIGHTS])  # the families that say how much is known
MANY_SAMPLES = (
    2000  # from here on, what one sample alone has is left out: it makes the model large, not better
)


class Vectoriser:
    """Places and weights of the features that are known from training."""

    def __init__(self, vocabulary: dict[str, int], idf: Floats) -> None:
        self.vocabulary = vocabulary
        self.idf = idf
        self._rarest = float(idf.max(initial=1.0))
        self._families = np.array([FAMILIES[feature[0]] for feature in vocabulary], dtype=np.int64)

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
        return cls({name: at for at, name in enumerate(names)}, rarity.astype(np.float32))

    def vector(self, features: Sequence[str]) -> tuple[Places, Floats, float]:
        """Places and values of the known features, and how much of the text is known (0 to 1)."""
        _, places, values, known = self._weighed([features])
        return places, values, float(known[0])

    def matrix(self, samples: Sequence[Sequence[str]]) -> tuple[csr_matrix, Floats]:
        """The vectors of many samples, one a row, and how much of each is known."""
        rows, places, values, known = self._weighed(samples)
        starts = np.searchsorted(rows, np.arange(len(samples) + 1))
        shape = (len(samples), len(self.vocabulary))
        return csr_matrix((values.astype(np.float64), places, starts), shape=shape), known

    def _weighed(self, samples: Sequence[Sequence[str]]) -> tuple[Places, Places, Floats, Floats]:
        """The row, place and value of each known feature of the samples in turn, and how much of each is known.

        The unknown features of a family take their part of its length: the less of a text is known, the weaker it is.
        """
        counted = [Counter(sample) for sample in samples]
        names = [name for counts in counted for name in counts]
        counts = np.array([count for each in counted for count in each.values()], dtype=np.float32)
        rows = np.repeat(np.arange(len(samples)), [len(each) for each in counted])
        places = np.fromiter(map(self.vocabulary.get, names, repeat(-1)), np.int64, len(names))
        is_known = places >= 0
        strange = np.flatnonzero(~is_known)
        families = self._families[places]
        families[strange] = [FAMILIES[names[at][0]] for at in strange]
        values = (1 + np.log(counts)) * np.where(is_known, self.idf[places], self._rarest)
        cells, size = rows * len(FAMILIES) + families, len(samples) * len(FAMILIES)
        squares = np.bincount(cells, values**2, size).astype(np.float64)
        unknown = np.bincount(cells[strange], values[strange] ** 2, size).astype(np.float64)
        lengths = np.sqrt(squares) / np.tile(WEIGHT, len(samples))
        kept = np.flatnonzero(is_known)
        scaled = (values[kept] / lengths[cells[kept]]).astype(np.float32)
        return rows[kept], places[kept], scaled, _known(squares, unknown)


def _is_word(feature: str) -> bool:
    """Whether it is a word by itself, of which it must be told whether it is known."""
    return feature[0] == WORD and PAIR not in feature


def _known(squares: NDArray[np.float64], unknown: NDArray[np.float64]) -> Floats:
    """The known part of the length of the families that tell it, for each sample."""
    there = (squares.reshape(-1, len(FAMILIES)) > 0) & TELL
    share = 1 - (unknown / np.maximum(squares, 1e-9)).reshape(-1, len(FAMILIES))
    total = (there * WEIGHT).sum(axis=1)
    known = np.where(total > 0, (there * WEIGHT * share).sum(axis=1) / np.maximum(total, 1e-9), 1.0)
    return known.astype(np.float32)
