"""The intent classifier: one linear layer over features of a text, with honest confidence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.intents.confidence import Confidence
from nlu.intents.features import features
from nlu.intents.known_words import KnownWords
from nlu.intents.vectors import Floats, Vectoriser

NO_INTENT = (
    "nlu_fallback"  # the intent whose examples want nothing that the bot can do, where the data has it
)
# Every half precise number by its bits: looking them up takes a third of the time of reckoning them.
WHOLE: Floats = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)


class IntentModel:
    """Trained weights; scores a text in well under a millisecond."""

    def __init__(
        self,
        intents: list[str],
        words: KnownWords,
        vectoriser: Vectoriser,
        weights: NDArray[np.floating[Any]],
        bias: Floats,
        confidence: Confidence,
    ) -> None:
        self.intents = intents
        self._words = words
        self._vectoriser = vectoriser
        # Features × intents, what a text needs close together; half as precise as reckoned, in half the memory.
        self._weights = np.ascontiguousarray(weights, dtype=np.float16)
        self._bias = bias
        self._confidence = confidence

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first; none when nothing in the text is known."""
        at, values, known = self._vectoriser.vector(features(text, self._words.as_meant))
        if not len(at):
            return []
        weights = WHOLE[self._weights.take(at, axis=0).view(np.uint16)]
        # Not by BLAS, which wakes threads for a long message: that takes many times as long as the sum itself.
        scores = self._bias + np.einsum("i,ij", values, weights)
        chances = self._confidence.spread(scores, known).tolist()
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
        np.save(folder / "weights.npy", self._weights)
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
                np.load(folder / "weights.npy", mmap_mode="r"),  # read where they are needed
                arrays["bias"],
                Confidence(arrays["confidence"], place_of_no_intent(intents)),
            )


def place_of_no_intent(intents: Sequence[str]) -> int | None:
    """Where the intent of messages that want nothing stands, if it is there."""
    return intents.index(NO_INTENT) if NO_INTENT in intents else None


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
