"""Strings found by their hash: a few bytes each, where a dictionary of strings takes a hundred and fifty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1


class Index:
    """The number of each string in the order in which they were given; a string may have several.

    Two strings in 10¹³ share a hash of 64 bits, and are then taken for the same.
    """

    def __init__(self, strings: Sequence[str]) -> None:
        hashes = _hashes(strings, len(strings))
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._numbers = hashes[order], order.astype(np.int32)

    def __contains__(self, string: str) -> bool:
        return len(self.all([string])) > 0

    def first(self, strings: Sequence[str]) -> NDArray[np.int32]:
        """The first number of each string, `UNKNOWN` where it has none."""
        if not len(self._hashes):
            return np.full(len(strings), UNKNOWN, dtype=np.int32)
        hashes = _hashes(strings, len(strings))
        at = self._hashes.searchsorted(hashes)
        is_known = self._hashes.take(at, mode="clip") == hashes
        return np.where(is_known, self._numbers.take(at, mode="clip"), np.int32(UNKNOWN))

    def all(self, strings: Iterable[str]) -> list[int]:
        """Every number of every string."""
        hashes = _hashes(strings)
        starts = np.searchsorted(self._hashes, hashes).tolist()
        ends = np.searchsorted(self._hashes, hashes, side="right").tolist()
        return list(
            chain.from_iterable(
                self._numbers[start:end].tolist()
                for start, end in zip(starts, ends, strict=True)
                if start < end
            )
        )


def _hashes(strings: Iterable[str], count: int = -1) -> NDArray[np.int64]:
    return np.fromiter(map(hash, strings), np.int64, count)
