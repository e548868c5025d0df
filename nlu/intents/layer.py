"""The layer that tells the intents apart, and how it is learnt."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from engine.model import fingerprints
from engine.model.cache import Cache
from engine.settings import ROOT

Floats = NDArray[np.float32]

# The layer is a support vector machine. Where there are few samples, it is the mean of that and a logistic regression,
# which ranks better there; of many samples the mean ranks no better and takes six times as long. See docs/bench.md.
MARGIN_STRENGTH = 0.8  # inverse of the regularisation
TOLERANCE = 0.1  # nearer to the best weights nothing is ranked better
MARGIN_SCALE, MARGIN_SHIFT = 4.0, 1.5  # bring its scores to the scale of the logistic regression
STRENGTH = 10.0  # inverse of the regularisation of the logistic regression
# An intent weighs by the root of how many examples it has: alike, the many of what nobody can be helped with would say
# too little, and by their number too much.
BALANCE = 0.5
FEW_SAMPLES = 2000
KIND = "layer"


class Layer(NamedTuple):
    """The intents, and the weights (features × intents) and bias of each."""

    intents: list[str]
    weights: Floats
    bias: Floats


def fit(matrix: csr_matrix, wanted: NDArray[np.str_], cache: Cache | None = None) -> Layer:
    """Learns from samples, one a row, and the intent of each; or knows what came of the same samples before."""
    if cache is None:
        return _fit(matrix, wanted)
    key = _key(matrix, wanted)
    kept = cache.get(KIND, key)
    if kept is not None:
        with np.load(io.BytesIO(kept)) as arrays:
            return Layer(arrays["intents"].tolist(), arrays["weights"], arrays["bias"])
    layer = _fit(matrix, wanted)
    written = io.BytesIO()
    np.savez(written, intents=np.array(layer.intents), weights=layer.weights, bias=layer.bias)
    cache.put(KIND, key, written.getvalue())
    return layer


def _key(matrix: csr_matrix, wanted: NDArray[np.str_]) -> str:
    """A hash over the samples, and over how one learns from them."""
    code = fingerprints.of_files([Path(__file__), ROOT / fingerprints.PACKAGES])
    digest = hashlib.sha256(f"{code} {matrix.shape}".encode())
    for part in (matrix.data, matrix.indices, matrix.indptr):
        digest.update(np.ascontiguousarray(part))
    digest.update("\n".join(wanted.tolist()).encode())
    return digest.hexdigest()


def _fit(matrix: csr_matrix, wanted: NDArray[np.str_]) -> Layer:
    counts = Counter(wanted.tolist())
    if len(counts) == 1:
        nothing = np.zeros((matrix.shape[1], 1), np.float32)
        return Layer([str(wanted[0])], nothing, np.zeros(1, np.float32))
    even = len(wanted) / len(counts)
    balanced = {intent: (even / count) ** BALANCE for intent, count in counts.items()}
    margin = LinearSVC(C=MARGIN_STRENGTH, class_weight=balanced, tol=TOLERANCE, random_state=7)
    margin.fit(matrix, wanted)
    weights, bias = MARGIN_SCALE * margin.coef_, MARGIN_SCALE * margin.intercept_ + MARGIN_SHIFT
    if len(wanted) <= FEW_SAMPLES:
        each = [_fit_one(matrix, wanted == intent, even / counts[intent]) for intent in margin.classes_]
        ones = each[-len(bias) :]  # of two intents the last one
        weights = (weights + np.vstack([one.coef_ for one in ones])) / 2
        bias = (bias + np.concatenate([one.intercept_ for one in ones])) / 2
    if len(counts) == 2:  # of two intents scikit-learn keeps one row
        weights, bias = np.vstack([-weights, weights]), np.concatenate([MARGIN_SHIFT - bias, bias])
    names = [str(name) for name in margin.classes_]
    return Layer(names, weights.T.astype(np.float32), bias.astype(np.float32))


def _fit_one(matrix: csr_matrix, meant: NDArray[np.bool_], weight: float) -> LogisticRegression:
    """One intent against all others, a rare one weighs more: scikit-learn does not fit several at once any more."""
    logistic = LogisticRegression(
        C=STRENGTH,
        class_weight={True: weight, False: 1.0},
        solver="liblinear",
        dual=True,
        tol=1e-2,
        random_state=7,
    )
    return logistic.fit(matrix, meant)
