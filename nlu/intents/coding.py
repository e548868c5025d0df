"""Features by numbers, for who works with those of many samples at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.intents.features import Features, of_word

Numbers = NDArray[np.int32]


class Coded(NamedTuple):
    """Samples one after the other: the number of each of their features, and how many each sample has.

    `names` has the features in the order of their numbers.
    """

    names: Sequence[str]
    numbers: Numbers
    lengths: NDArray[np.int64]

    @property
    def rows(self) -> NDArray[np.int64]:
        """Of which sample each feature is."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def only(self, chosen: NDArray[np.bool_]) -> Coded:
        """Some of the samples."""
        return Coded(self.names, self.numbers[chosen[self.rows]], self.lengths[chosen])


class Coding:
    """Gives each feature a number when it is first met; a word is taken apart once."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._of_word = lru_cache(maxsize=None)(lambda *word: self._coded(of_word(*word)))

    def code(self, samples: Sequence[Features]) -> Coded:
        """The samples by numbers."""
        found = [
            np.concatenate([*(self._of_word(*word) for word in sample.words), self._coded(sample.together)])
            for sample in samples
        ]
        numbers = np.concatenate(found) if found else np.zeros(0, np.int32)
        return Coded(list(self._numbers), numbers, np.array([len(each) for each in found], np.int64))

    def _coded(self, names: Sequence[str]) -> Numbers:
        return np.fromiter(map(self._numbers.__getitem__, names), np.int32, len(names))
