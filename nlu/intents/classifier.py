"""The intent classifier: one linear layer over features of a text, with honest confidence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.intents.confidence import Confidence
from nlu.intents.features import features, of_word
from nlu.intents.index import UNKNOWN
from nlu.intents.known_words import KnownWords
from nlu.intents.vectors import FAMILIES, OF_WORDS, Floats, Places, Vectoriser, known_share, scale

NO_INTENT = (
    "nlu_fallback"  # the intent whose examples want nothing that the bot can do, where the data has it
)
KNOWN, STRANGE = -2, -1  # the columns of a table behind those of the intents
FAMILY: Floats = np.eye(len(FAMILIES), dtype=np.float32)
# Every half precise number by its bits: looking them up takes a third of the time of reckoning them.
WHOLE: Floats = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)
Halves = NDArray[np.float16]


class Tables(NamedTuple):
    """What is added up for a message, half as precise as reckoned, in half the memory.

    The columns are the intents and what a part of a message takes of the squared length of its family, as known or as
    unknown.
    """

    features: Halves  # × columns; behind the known features those that are unknown, one for each family
    words: Halves  # the known words × the families of a word × columns: the sums of their features


class IntentModel:
    """Trained weights; scores a text in well under a millisecond."""

    def __init__(
        self,
        intents: list[str],
        words: KnownWords,
        vectoriser: Vectoriser,
        bias: Floats,
        confidence: Confidence,
        tables: Tables,
    ) -> None:
        self.intents = intents
        self._words = words
        self._vectoriser = vectoriser
        self._bias = bias
        self._confidence = confidence
        self._tables = tables
        self._rows = {known: row for row, known in enumerate(words.sounds.items())}

    @classmethod
    def of(
        cls,
        intents: list[str],
        words: KnownWords,
        vectoriser: Vectoriser,
        weights: Floats,
        bias: Floats,
        confidence: Confidence,
    ) -> IntentModel:
        """Out of what was learnt; the weights are features × intents."""
        table = np.zeros((len(vectoriser.rarity), len(intents) + 2), dtype=np.float16)
        known, rarity = len(vectoriser.idf), vectoriser.rarity
        table[:known, :KNOWN] = weights * rarity[:known, None]
        table[:known, KNOWN], table[known:, STRANGE] = rarity[:known] ** 2, rarity[known:] ** 2
        told = [_told(vectoriser, table, of_word(*word))[:OF_WORDS] for word in words.sounds.items()]
        tables = Tables(table, np.array(told, dtype=np.float16))
        return cls(intents, words, vectoriser, bias, confidence, tables)

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first; none when nothing in the text is known."""
        words, together = features(text, self._words.as_meant)
        rows = [self._rows.get(word, UNKNOWN) for word in words]
        strangers = [word for word, row in zip(words, rows, strict=True) if row == UNKNOWN]
        names = [*together, *chain.from_iterable(of_word(*word) for word in strangers)]
        told = _told(self._vectoriser, self._tables.features, names)
        if rows := [row for row in rows if row != UNKNOWN]:
            told[:OF_WORDS] += _whole(self._tables.words, rows).sum(axis=0)
        known, strange = told[:, KNOWN], told[:, STRANGE]
        if not known.any():
            return []
        scores = self._bias + np.einsum("f,fi", scale(known + strange), told[:, :KNOWN])
        share = known_share(known.tolist(), strange.tolist())
        chances = self._confidence.spread(scores, share).tolist()
        return [(self.intents[i], chances[i]) for i in (-scores).argsort().tolist()]

    def knows(self, feature: str) -> bool:
        """Whether some example has this feature."""
        return feature in self._vectoriser

    def save(self, folder: Path) -> None:
        """Writes the weights as plain arrays; nothing in them can run."""
        np.savez(
            folder / "intents.npz",
            idf=self._vectoriser.idf,
            bias=self._bias,
            confidence=np.array(self._confidence.curve),
        )
        for name, table in self._tables._asdict().items():
            np.save(_file(folder, name), table)
        words = {word: [count, self._words.sounds[word]] for word, count in self._words.counts.items()}
        _write(folder / "intents.json", self.intents)
        _write(folder / "features.json", self._vectoriser.names)
        _write(folder / "words.json", words)

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Reads what `save` wrote."""
        intents = _read(folder / "intents.json")
        with np.load(folder / "intents.npz") as arrays:
            vectoriser = Vectoriser(_read(folder / "features.json"), arrays["idf"])
            words = _read(folder / "words.json")
            return cls(
                intents,
                KnownWords(
                    {word: count for word, (count, _) in words.items()},
                    {word: sound for word, (_, sound) in words.items()},
                ),
                vectoriser,
                arrays["bias"],
                Confidence(arrays["confidence"], place_of_no_intent(intents)),
                # Read where they are needed.
                Tables(*(np.asarray(np.load(_file(folder, name), mmap_mode="r")) for name in Tables._fields)),
            )


def _told(vectoriser: Vectoriser, table: Halves, names: Sequence[str]) -> Floats:
    """The sums of features by family: families × columns."""
    places = vectoriser.places(names)
    # Not by BLAS, which wakes threads for a long message: that takes many times as long as the sum itself.
    told: Floats = np.einsum("nf,ni->fi", FAMILY[vectoriser.families[places]], _whole(table, places))
    return told


def _whole(table: Halves, rows: Sequence[int] | Places) -> Floats:
    found: Floats = WHOLE[table.take(rows, axis=0).view(np.uint16)]
    return found


def _file(folder: Path, table: str) -> Path:
    return folder / f"table_of_{table}.npy"


def place_of_no_intent(intents: Sequence[str]) -> int | None:
    """Where the intent of messages that want nothing stands, if it is there."""
    return intents.index(NO_INTENT) if NO_INTENT in intents else None


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
