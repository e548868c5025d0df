"""Linear-chain CRFs: learnt of sequences of features with their labels, and opened again from their bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pycrfsuite

Features = Sequence[Sequence[str]]


def learn(taught: Iterable[tuple[Features, Sequence[str]]], settings: Mapping[str, float]) -> bytes:
    """The weights that these sequences teach."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(settings)
    for features, labels in taught:
        trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "learnt.crfsuite"
        trainer.train(str(file))
        return file.read_bytes()


def opened(weights: bytes) -> pycrfsuite.Tagger:
    """The tagger with these weights."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(weights)
    return tagger
