"""Says what the clauses of a message tell, by what was learnt of each tag: linear weights over features.

A clause without a sign in it that tells two things is cut where its halves tell one each the most surely.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.clause_tags.features import features
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word, read

Floats = NDArray[np.float32]
Span = tuple[int, int]

CLAUSE = re.compile(r"[,;\n।]|[.!?](?=\s|$)")
TAKES, GOES = (lexicon("job_talk").spelt(name) for name in ("takes", "goes"))
SURE = 0.5
CLEAR = 0.8
PERHAPS = 0.25  # of a whole clause; what is less likely of it is not told by a part of it
LONGEST = 60  # words of a clause
FEWEST = 2  # words of a half


class Told(NamedTuple):
    """A tag that is told, from where to where, and how likely."""

    tag: str
    start: int
    end: int
    chance: float


class ClauseTagger:
    """A tagger that has learnt: the tags, the features with their rarity, and the weights (features × tags)."""

    def __init__(
        self, tags: Sequence[str], names: Sequence[str], idf: Floats, weights: Floats, bias: Floats
    ) -> None:
        self.tags, self._names = list(tags), list(names)
        self._idf, self._weights, self._bias = idf, weights, bias
        self._places: Mapping[str, int] = {name: at for at, name in enumerate(self._names)}

    @classmethod
    def of(cls, written: bytes) -> ClauseTagger:
        """One that was learnt before."""
        with np.load(io.BytesIO(written)) as kept:
            return cls(
                kept["tags"].tolist(), kept["names"].tolist(), kept["idf"], kept["weights"], kept["bias"]
            )

    @property
    def written(self) -> bytes:
        """What was learnt, to be kept."""
        file = io.BytesIO()
        np.savez(
            file,
            tags=np.array(self.tags),
            names=np.array(self._names),
            idf=self._idf,
            weights=self._weights,
            bias=self._bias,
        )
        return file.getvalue()

    def told(self, text: str) -> list[Told]:
        """What each clause tells, in their order."""
        return [each for span in clauses(text) for each in self._of_clause(text, span)]

    def chances(self, words: Sequence[Word]) -> Floats:
        """How likely each tag is told by the words of one clause."""
        counts = Counter(features(words))
        known = [(self._places[name], times) for name, times in counts.items() if name in self._places]
        unknown = len(counts) - len(known)
        if not known:
            return np.zeros(len(self.tags), np.float32)
        places = np.array([place for place, _ in known])
        values = (1 + np.log(np.array([times for _, times in known], np.float32))) * self._idf[places]
        length = np.sqrt((values**2).sum() + unknown * float(self._idf.max()) ** 2)
        scores = (values / length) @ self._weights[places] + self._bias
        chances: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return chances

    def _of_clause(self, text: str, span: Span) -> Iterator[Told]:
        start, end = span
        yield from self._of_words([_moved(word, start) for word in read(text[start:end])][:LONGEST])

    def _of_words(self, words: Sequence[Word]) -> Iterator[Told]:
        chances = self.chances(words)
        found, perhaps = self._above(chances, SURE), set(self._above(chances, PERHAPS))
        cut = self._cut(words, set(found), perhaps) if len(words) >= 2 * FEWEST else None
        if cut is None:
            yield from _placed(words, found)
        else:
            yield from self._of_words(words[:cut])
            yield from self._of_words(words[cut:])

    def _above(self, chances: Floats, least: float) -> dict[str, float]:
        return {self.tags[at]: float(chances[at]) for at in np.flatnonzero(chances >= least)}

    def _surely(self, words: Sequence[Word]) -> dict[str, float]:
        return self._above(self.chances(words), SURE)

    def _cut(self, words: Sequence[Word], tags: set[str], perhaps: set[str]) -> int | None:
        """Before which word a clause is cut: each half tells something of its own that the whole may tell, and nothing
        is lost. What as a whole tells less than two things is cut only where the halves are clear.
        """
        best, place = (0.0 if len(tags) > 1 else CLEAR), None
        for at in range(FEWEST, len(words) - FEWEST + 1):
            if words[at - 1].plain in TAKES and words[at].plain in GOES:
                continue  # *le ja raha hu* is one verb
            left, right = self._surely(words[:at]), self._surely(words[at:])
            told = {*left, *right}
            if not (left and right) or set(left) & set(right) or not tags <= told <= perhaps:
                continue
            sure = max(left.values()) * max(right.values())
            if sure > best:
                best, place = sure, at
        return place


def clauses(text: str) -> Iterator[Span]:
    """Where the clauses of a text stand, parted by signs."""
    ends = [found.span() for found in CLAUSE.finditer(text)]
    starts, stops = [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)]
    return ((start, stop) for start, stop in zip(starts, stops, strict=True) if text[start:stop].strip())


def _placed(words: Sequence[Word], found: Mapping[str, float]) -> Iterator[Told]:
    """The tags of a piece, with the places of its words."""
    for tag, chance in sorted(found.items(), key=lambda each: -each[1]):
        yield Told(tag, words[0].start, words[-1].end, round(chance, 3))


def _moved(word: Word, by: int) -> Word:
    return Word.of(word.text, word.start + by, word.end + by, word.plain, word.key)
