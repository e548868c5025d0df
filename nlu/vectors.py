"""Features as numbers: TF-IDF in which every family of features has its own length and weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.features import BONES, MEANING, MEANINGS, SHAPE, SIGN, SOUND, SPELLING, WORD

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
MANY_SAMPLES = (
    2000  # from here on, what one sample alone has is left out: it makes the model large, not better
)
PIECES = (SOUND, SPELLING, MEANINGS)


class Vectoriser:
    """Places and weights of the features that are known from training."""

    def __init__(self, vocabulary: dict[str, int], idf: Floats) -> None:
        self.vocabulary = vocabulary
        self.idf = idf
        self._rarest = float(idf.max(initial=1.0))

    @classmethod
    def learn(cls, samples: Sequence[Sequence[str]]) -> Vectoriser:
        """Counts in how many samples each feature is; rare ones say more."""
        seen = Counter(feature for sample in samples for feature in set(sample))
        if len(samples) > MANY_SAMPLES:
            seen = Counter({f: count for f, count in seen.items() if count > 1 or f[0] not in PIECES})
        names = sorted(seen)
        rarity = [np.log((1 + len(samples)) / (1 + seen[name])) + 1 for name in names]
        return cls({name: at for at, name in enumerate(names)}, np.array(rarity, dtype=np.float32))

    def vector(self, features: Sequence[str]) -> tuple[Places, Floats, float]:
        """Places and values of the known features, and how much of the text is known (0 to 1).

        The unknown features of a family take their part of its length: the less of a text is known, the weaker it is.
        """
        families: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for feature in features:
            families[feature[0]][feature] += 1
        places: list[int] = []
        values: list[Floats] = []
        known = total = 0.0
        for family, counts in families.items():
            pairs = [(self.vocabulary.get(feature, -1), count) for feature, count in counts.items()]
            at = [place for place, _ in pairs if place >= 0]
            strange = sum((1 + np.log(count)) ** 2 for place, count in pairs if place < 0) * self._rarest**2
            value = 1 + np.log(np.array([count for place, count in pairs if place >= 0], dtype=np.float32))
            value = value * self.idf[at]
            square = float(np.dot(value, value))
            places += at
            values.append(value * (WEIGHTS[family] / np.sqrt(square + strange)))
            if family in (SOUND, WORD):
                known += WEIGHTS[family] * square / (square + strange)
                total += WEIGHTS[family]
        joined = np.concatenate(values) if values else np.zeros(0, dtype=np.float32)
        return (
            np.array(places, dtype=np.int64),
            joined.astype(np.float32),
            known / total if total else 1.0,
        )

    def matrix(self, samples: Sequence[Sequence[str]]) -> tuple[csr_matrix, Floats]:
        """The vectors of many samples, one a row, and how much of each is known."""
        rows = [self.vector(sample) for sample in samples]
        starts = np.cumsum([0, *(len(at) for at, _, _ in rows)])
        columns = np.concatenate([at for at, _, _ in rows])
        values = np.concatenate([values for _, values, _ in rows]).astype(np.float64)
        shape = (len(samples), len(self.vocabulary))
        return csr_matrix((values, columns, starts), shape=shape), np.array([known for _, _, known in rows])
